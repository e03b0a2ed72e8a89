"""A table as files that a reader can keep: CSV for programs, XLSX for people.

Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay
numbers, negative ones too. The same frame gives the same bytes.
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Any

import polars as pl
import polars.selectors as cs

from revops.text import Text

FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
CELL_LETTERS = 32_000
#: The widest that a column of a workbook is shown, in pixels; what a spreadsheet allows.
WIDEST = 1790
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STRICT = {
    "in_memory": True,
    "remove_timezone": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def links_html(frame: pl.DataFrame, text: Text, *, title: str, labels: Mapping[str, str]) -> str:
    """Give the two links that hold the whole table."""
    name = slug(title)
    files = {
        f"{name}.csv": ("text/csv;charset=utf-8", csv_bytes(frame), text("Download as CSV")),
        f"{name}.xlsx": (_XLSX, xlsx_bytes(frame, labels), text("Download for Excel")),
    }
    links = " · ".join(
        f'<a download="{file}" href="data:{kind};base64,{b64encode(content).decode()}">'
        f"{escape(words)}</a>"
        for file, (kind, content, words) in files.items()
    )
    return f'<p class="downloads">{links}</p>'


def slug(title: str) -> str:
    """Make a file name of a title.

    >>> slug("¿Cuántos ganamos? <b>"), slug("???")
    ('cuantos-ganamos-b', 'table')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "table"


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """Write CSV with our column names, ISO days and decimal points, in UTF-8 that Excel knows."""
    return b"\xef\xbb\xbf" + neutral(frame).write_csv().encode()


def xlsx_bytes(frame: pl.DataFrame, labels: Mapping[str, str]) -> bytes:
    """Write one sheet with typed cells and human column names."""
    return book_bytes({"Sheet1": frame}, labels)


def book_bytes(
    sheets: Mapping[str, pl.DataFrame],
    labels: Mapping[str, str],
    *,
    notes: Mapping[str, str] | None = None,
    widest: int = WIDEST,
) -> bytes:
    """Write several sheets by name; a sheet's note stands below its rows.

    No column is shown wider than `widest` pixels.
    """
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _STRICT) as book:
        book.set_properties({"created": _MADE})
        for name, frame in sheets.items():
            sheet = book.add_worksheet(name)
            header = [labels.get(column, column) for column in frame.columns]
            sheet.write_row(0, 0, header, book.add_format({"bold": True}))
            for number, cells in enumerate(neutral(frame)):
                sheet.write_column(1, number, cells.to_list(), _format(book, cells.dtype))
            sheet.freeze_panes(1, 0)
            sheet.autofit(widest)
            if notes and name in notes:
                sheet.write_string(frame.height + 1, 0, notes[name])
    return buffer.getvalue()


def neutral(frame: pl.DataFrame) -> pl.DataFrame:
    """Make every text safe for a spreadsheet, and every other cell one that it can hold.

    >>> neutral(pl.DataFrame({"name": ["=1+1", "Ana"], "change": [-1.5, 2.0]})).rows()
    [("'=1+1", -1.5), ('Ana', 2.0)]
    """
    lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    flat = frame.with_columns(
        pl.col(lists).cast(pl.List(pl.String)).list.join(", ", ignore_nulls=True),
        pl.col(pl.Decimal).cast(pl.Float64),
        pl.col(pl.Categorical, pl.Enum).cast(pl.String),
    )
    cell = pl.col(pl.String).str.slice(0, CELL_LETTERS)
    return flat.with_columns(
        pl.when(cell.str.contains(FORMULA)).then(pl.lit("'") + cell).otherwise(cell).name.keep(),
        pl.when(cs.float().is_finite()).then(cs.float()).name.keep(),
    )


def _format(book: Any, dtype: pl.DataType) -> Any:
    """Give days and instants the look of a date."""
    if dtype == pl.Date:
        return book.add_format({"num_format": "yyyy-mm-dd"})
    if isinstance(dtype, pl.Datetime):
        return book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    return None
