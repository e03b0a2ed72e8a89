"""The fields of a form: for each column its header, what goes into it, and what may."""

import json
from dataclasses import dataclass

import polars as pl

from revops.errors import UnknownName
from revops.sources.forms.contract import header, is_made, meaning, said
from revops.tables import TABLES
from revops.workspace import packed

#: What a cell of a type holds, in the words of a form.
KINDS = {
    "en": {
        "text": "text",
        "day": "date",
        "instant": "date, with the time where it matters",
        "number": "number",
        "yes_no": "yes or no",
        "tags": "one or more, with ; between them",
    },
    "es": {
        "text": "texto",
        "day": "fecha",
        "instant": "fecha, con la hora si importa",
        "number": "número",
        "yes_no": "sí o no",
        "tags": "uno o más, con ; entre ellos",
    },
}
YES_NO = {"en": ("yes", "no"), "es": ("sí", "no")}
_SET = "expect_column_values_to_be_in_set"


@dataclass(frozen=True)
class Field:
    """One column of a form; `choices` are the words that a cell may hold, none for any."""

    name: str
    header: str
    kind: str
    meaning: str
    choices: tuple[str, ...]
    is_required: bool


def _kind(dtype: pl.DataType) -> str:
    """Name a type as `KINDS` does."""
    match dtype:
        case pl.Boolean():
            return "yes_no"
        case pl.Date():
            return "day"
        case pl.Datetime():
            return "instant"
        case pl.List():
            return "tags"
    return "number" if dtype.is_numeric() else "text"


def agreed(table: str) -> dict[str, tuple[str, ...]]:
    """Give the agreed words of each column, as the suite of the table expects them.

    >>> agreed("users")
    {'team': ('marketing', 'sales', 'success')}
    """
    suite = json.loads((packed("expectations") / f"{table}.json").read_text(encoding="utf-8"))
    sets = (one["kwargs"] for one in suite["expectations"] if one["type"] == _SET)
    columns = TABLES[table].columns
    return {one["column"]: tuple(one["value_set"]) for one in sets if one["column"] in columns}


def fields(table: str, language: str = "en") -> list[Field]:
    """List the fields of a table's form, in the table's order.

    >>> fields("users", "es")[2].choices
    ('marketing', 'ventas', 'éxito del cliente')
    """
    if table not in TABLES:
        raise UnknownName("table", table, TABLES)
    known, spared = agreed(table), {"params"}
    made = []
    for name, column in TABLES[table].columns.items():
        if is_made(name):
            continue
        kind = _kind(column.dtype)
        own = tuple(said(table, name, word, language) for word in known.get(name, ()))
        made.append(
            Field(
                name,
                header(name, language),
                kind,
                meaning(table, name, column.meaning, language),
                YES_NO[language] if kind == "yes_no" else own,
                name in TABLES[table].key and name not in spared,
            )
        )
    return made
