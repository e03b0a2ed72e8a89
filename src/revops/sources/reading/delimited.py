"""Reading CSV and its kin: the separator by evidence, the header wherever it stands.

Polars reads the file. Where it finds a row with more cells than the header, or a stray
quotation mark, the standard library's slower reader takes over, which loses no row.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import polars as pl

from revops.sources.mapping import Export
from revops.sources.reading.grid import SURPLUS, Grid, columns, grid
from revops.sources.reading.header import header_record, scores
from revops.sources.refusal import refuse

_SEPARATORS = (",", ";", "\t", "|")
_HEAD_RECORDS = 40
HEAD_BYTES = 1 << 18
_TOLD = re.compile(r"""\s*"?sep=(.)"?[ \t,;|]*\r?$""", re.IGNORECASE | re.MULTILINE)
csv.field_size_limit(2**31 - 1)


def _records(text: str, separator: str) -> list[list[str]]:
    """Give the first records of a text."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return list(islice(reader, _HEAD_RECORDS))


def _sniffed(exports: Sequence[Export], head: str) -> str:
    """Choose the separator: the one that a first line `sep=;` tells, as Excel writes it.

    Else the one whose header line has most of the headers, then most cells.
    """
    if told := _TOLD.match(head):
        return told[1]

    def evidence(separator: str) -> tuple[int, int]:
        records = _records(head, separator)
        cells = max(len(record) for record in records)
        return max(scores(exports, records)), cells

    return max(_SEPARATORS, key=evidence)


def _lines_before(head: str, separator: str, record: int) -> int:
    """Count the lines, not records, above the header."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    for _ in islice(reader, record):
        pass
    return reader.line_num


@dataclass(frozen=True)
class Top:
    """The header of a file, by its place among the records and among the lines."""

    separator: str
    record: int
    header: list[str]
    above: list[list[str]]
    lines_before: int


def top(head: str, exports: Sequence[Export], separator: str | None = None) -> Top:
    """Find the separator and the header in the first part of a text.

    >>> wanted = Export("toy", "leads", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})
    >>> found = top("Lead report\\n\\nId;Mail\\n", [wanted])
    >>> found.separator, found.record, found.header, found.lines_before
    (';', 2, ['Id', 'Mail'], 2)
    """
    if separator is not None and (len(separator) != 1 or separator in '"\r\n'):
        raise refuse(f"separator {separator!r} is not one character, such as ';' or '\\t'.")
    separator = separator or _sniffed(exports, head)
    records = _records(head, separator)
    record = header_record(exports, records)
    lines = _lines_before(head, separator, record)
    return Top(separator, record, records[record], records[:record], lines)


def _fast(data: bytes, separator: str, skip: int, width: int) -> pl.DataFrame | None:
    """Read with Polars; nothing when a row is not as it should be."""
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            skip_lines=skip,
            separator=separator,
            schema={name: pl.String for name in columns(width)},
        )
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        return None
    return frame.slice(1)


def _every_record(data: bytes, separator: str) -> list[list[str]]:
    """Read all records with the standard library, strict about a quote that never closes."""
    text = data.decode()
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise refuse(
                f"row {len(records) + 1} opens a quotation mark that is never closed, so the rows "
                'after it cannot be told apart. Close it, or write it twice ("") inside a cell.'
            ) from None
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return records


def _careful(data: bytes, separator: str, record: int) -> Grid:
    """Read with the standard library and set rows with too many cells apart."""
    every = _every_record(data, separator)
    header, *rows = every[record:]
    width = len(header)
    too_many = [any(cell.strip() for cell in row[width:]) for row in rows]
    kept = [[""] * width if bad else row[:width] for row, bad in zip(rows, too_many, strict=True)]
    padded = [row + [""] * (width - len(row)) for row in kept]
    by_column = dict(zip(columns(width), zip(*padded, strict=True), strict=True)) if rows else {}
    cells = pl.DataFrame(by_column, schema=dict.fromkeys(columns(width), pl.String))
    surplus = [
        (record + 2 + place, separator.join(row[width:]))
        for place, (row, bad) in enumerate(zip(rows, too_many, strict=True))
        if bad
    ]
    made = grid(header, record + 1, cells, every[:record])
    return Grid(
        made.header,
        made.header_row,
        made.cells,
        pl.DataFrame(surplus, schema=SURPLUS, orient="row"),
        made.above,
    )


def read_delimited(data: bytes, exports: Sequence[Export], separator: str | None = None) -> Grid:
    """Read UTF-8 bytes as a grid.

    >>> wanted = Export("toy", "leads", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})
    >>> read = read_delimited(b"Lead report\\nId;Mail\\n7;ana@faro.cl\\n", [wanted])
    >>> read.header, read.cells.rows()
    (('Id', 'Mail'), [(3, '7', 'ana@faro.cl')])
    """
    found = top(data[:HEAD_BYTES].decode(errors="ignore"), exports, separator)
    cells = _fast(data, found.separator, found.lines_before, len(found.header))
    if cells is None:
        return _careful(data, found.separator, found.record)
    return grid(found.header, found.record + 1, cells, found.above)
