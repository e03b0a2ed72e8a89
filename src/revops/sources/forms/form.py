"""A form as a file: XLSX with typed cells, lists and a guide, or CSV with its header alone."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from revops.errors import BadParameter, UnknownName
from revops.sources.forms.contract import FORM_LANGUAGES
from revops.sources.forms.fields import KINDS, Field, fields

ROWS = 5000
_GUIDE = {
    "en": ("How to fill", ("column", "is", "what goes into it", "required", "one of")),
    "es": ("Cómo llenar", ("columna", "es", "qué va en ella", "obligatoria", "una de")),
}
_REQUIRED = {"en": "yes", "es": "sí"}
_LOOKS = {"day": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm", "text": "@", "tags": "@"}
_RULES: Mapping[str, dict[str, Any]] = {
    "day": {"validate": "date", "criteria": ">=", "value": "=DATE(1990,1,1)"},
    "instant": {"validate": "date", "criteria": ">=", "value": "=DATE(1990,1,1)"},
    "number": {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15},
}
_STRICT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def form(table: str, name: str, language: str = "en") -> bytes:
    """Give the bytes of an empty form, of the kind that the file's name ends with.

    >>> form("users", "users.csv", "es").decode("utf-8-sig")
    'Id del usuario;Nombre;Equipo;Activo\\r\\n'
    """
    if language not in FORM_LANGUAGES:
        raise UnknownName("language of forms", language, FORM_LANGUAGES)
    suffix = PurePath(name).suffix.lower()
    if suffix not in {".csv", ".xlsx"}:
        raise BadParameter(f"'{name}' is no name for a form: end it with .xlsx or .csv.")
    asked = fields(table, language)
    return _csv(asked, language) if suffix == ".csv" else _xlsx(table, asked, language)


def _csv(asked: Sequence[Field], language: str) -> bytes:
    """Write the header; a Spanish Excel opens semicolons, an English one commas."""
    text = io.StringIO()
    mark = ";" if language == "es" else ","
    csv.writer(text, delimiter=mark).writerow(field.header for field in asked)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _xlsx(table: str, asked: Sequence[Field], language: str) -> bytes:
    """Write the sheet to fill, named as the table, and the guide beside it."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _STRICT) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(table)
        sheet.write_row(0, 0, [field.header for field in asked], bold)
        sheet.freeze_panes(1, 0)
        for place, field in enumerate(asked):
            look = book.add_format({"num_format": _LOOKS.get(field.kind, "General")})
            sheet.set_column(place, place, max(14, len(field.header) + 2), look)
            sheet.data_validation(1, place, ROWS, place, _rule(field))
        _guide(book, asked, language, bold)
    return buffer.getvalue()


def _rule(field: Field) -> dict[str, Any]:
    """Say what a cell may hold: one of a list, a true date, a number; a hint where it is chosen."""
    free: dict[str, Any] = {"validate": "any"}
    chosen = {"validate": "list", "source": list(field.choices)} if field.choices else None
    rule = chosen or _RULES.get(field.kind, free)
    return {**rule, "input_title": field.header[:32], "input_message": field.meaning[:255]}


def _guide(book: Any, asked: Sequence[Field], language: str, bold: Any) -> None:
    """Write one row a column: what it is, what goes into it, and what may."""
    title, head = _GUIDE[language]
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    guide = book.add_worksheet(title)
    guide.write_row(0, 0, head, bold)
    for row, field in enumerate(asked, start=1):
        required = _REQUIRED[language] if field.is_required else ""
        kind = KINDS[language][field.kind]
        told = (field.header, kind, field.meaning, required, ", ".join(field.choices))
        guide.write_row(row, 0, told, wrapped)
    for place, width in enumerate((30, 24, 60, 12, 44)):
        guide.set_column(place, place, width)
    guide.freeze_panes(1, 0)
