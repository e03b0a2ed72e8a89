"""The head and the tail of a file as records of text: enough to know it by, whatever its size.

A workbook gives one head a sheet. What is no table at all is refused with the reason.
"""

import codecs
import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import fastexcel
import polars as pl

from revops.sources.reading.encoding import to_utf8
from revops.sources.reading.excel import SUFFIXES as EXCEL
from revops.sources.reading.parquet import read_parquet
from revops.sources.reading.unpacked import refuse_bomb
from revops.sources.refusal import refuse

HEAD_BYTES = 1 << 18
TAIL_BYTES = 1 << 16
N_RECORDS = 400
SEPARATORS = (",", ";", "\t", "|")
TEXT = (".csv", ".tsv", ".txt", ".tab")
PARQUET = (".parquet", ".pq")
_MARKS = (
    (codecs.BOM_UTF8, "UTF-8 with a mark"),
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16 (little end first)"),
    (codecs.BOM_UTF16_BE, "UTF-16 (big end first)"),
)
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive; unpack it first"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an Office document whose name does not end in .xls"),
)

Record = tuple[str, ...]
Evidence = Callable[[Sequence[Record]], tuple[float, int]]


@dataclass(frozen=True)
class Head:
    """The first and last records of a file, or of one of its sheets, and how they are written."""

    records: tuple[Record, ...]
    tail: tuple[Record, ...] = ()
    encoding: str = ""
    separator: str = ""
    sheet: str | None = None
    n_sheets: int = 0
    is_whole: bool = True


def _named(data: bytes) -> str:
    """Name the encoding that the bytes show."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "Windows-1252"
    return "UTF-8"


def first_bytes(path: Path, size: int = HEAD_BYTES) -> tuple[bytes, bool]:
    """Give a file's first whole lines, and whether that is all of it."""
    with path.open("rb") as file:
        data = file.read(size)
        is_whole = not file.read(1)
    if is_whole:
        return data, True
    for mark, end in ((codecs.BOM_UTF16_LE, b"\n\x00"), (codecs.BOM_UTF16_BE, b"\x00\n")):
        if data.startswith(mark):
            return data[: data.rfind(end) + 2 if end in data else len(data) // 2 * 2], False
    return data[: data.rfind(b"\n") + 1] or data, False


def _last_text(path: Path, head: bytes) -> str:
    """Give the text of a file's last lines; what cannot be decoded is none of a footer."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - TAIL_BYTES) // 2 * 2)
        data = file.read()
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return data.decode(name, errors="ignore").partition("\n")[2]
    return data.decode("utf-8", errors="replace").partition("\n")[2]


def records_of(text: str, separator: str, limit: int = N_RECORDS) -> tuple[Record, ...]:
    """Part a text into its first records; a stray quotation mark parts nothing else.

    >>> records_of("Id;Mail\\n7;ana@faro.example\\n", ";")
    (('Id', 'Mail'), ('7', 'ana@faro.example'))
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return tuple(tuple(record) for record in islice(reader, limit))


def _delimited(path: Path, evidence: Evidence, encoding: str | None, separator: str) -> Head:
    """Read the head of a text file with the separator that has most evidence."""
    data, is_whole = first_bytes(path)
    text = to_utf8(data, encoding).decode()
    if not text.strip("\ufeff \r\n\t"):
        raise refuse("the file is empty. Export it again.")
    tried = {
        mark: records_of(text, mark, 60) for mark in ([separator] if separator else SEPARATORS)
    }
    best = max(tried, key=lambda mark: evidence(tried[mark]))
    tail = () if is_whole else records_of(_last_text(path, data), best, TAIL_BYTES)[-60:]
    records = records_of(text, best)
    return Head(records, tail or records[-60:], encoding or _named(data), best, is_whole=is_whole)


def _sheets(path: Path) -> list[Head]:
    """Read the first rows of every sheet."""
    data = path.read_bytes()
    refuse_bomb(data)
    try:
        book = fastexcel.read_excel(data)
    except fastexcel.FastExcelError:
        raise refuse(
            "this is not an Excel workbook, whatever its name says. Save it again as .xlsx or .csv."
        ) from None
    found = []
    for name in book.sheet_names:
        try:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        except fastexcel.FastExcelError:
            continue  # a chart, not a table
        frame: pl.DataFrame = sheet.to_polars()
        rows = [tuple(cell or "" for cell in row) for row in frame.head(N_RECORDS).rows()]
        last = [tuple(cell or "" for cell in row) for row in frame.tail(60).rows()]
        found.append(Head(tuple(rows), tuple(last), "", "", name, len(book.sheet_names)))
    return found


def _parquet(path: Path) -> Head:
    """Read the names and the first rows of a Parquet file."""
    try:
        some = pl.scan_parquet(path).head(N_RECORDS).collect()
    except pl.exceptions.PolarsError:
        raise refuse(
            "this is not a Parquet file, whatever its name says. Export it again."
        ) from None
    buffer = io.BytesIO()
    some.write_parquet(buffer)
    grid = read_parquet(buffer.getvalue())
    rows = grid.cells.drop("from_row").rows()
    cells = [tuple(cell or "" for cell in row) for row in rows]
    return Head((grid.header, *cells), is_whole=False)


def _refuse_others(path: Path) -> None:
    """Refuse what is no table, by its name and its first bytes."""
    if path.name.startswith(("~$", ".")):
        raise refuse("a hidden or temporary file.")
    with path.open("rb") as file:
        start = file.read(8)
    suffix = path.suffix.lower()
    if suffix in (*EXCEL, *PARQUET):
        return
    for magic, what in _OTHERS:
        if start.startswith(magic):
            raise refuse(f"no table: {what}.")
    if suffix not in TEXT:
        raise refuse(f"no table: files that end in '{suffix}' are not read.")


def heads(
    path: Path, evidence: Evidence, encoding: str | None = None, separator: str = ""
) -> list[Head]:
    """Read the head of a file, or of each of its sheets.

    `evidence` rates records: the separator is the one whose records have most of it.
    """
    try:
        _refuse_others(path)
        if path.suffix.lower() in EXCEL:
            return [head for head in _sheets(path) if any(map(any, head.records))]
        if path.suffix.lower() in PARQUET:
            return [_parquet(path)]
        return [_delimited(path, evidence, encoding, separator)]
    except OSError as error:
        raise refuse(f"the file cannot be opened: {error.strerror}.") from None
