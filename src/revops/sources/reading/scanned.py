"""A big text file is scanned where it lies: its rows never stand in memory all at once.

Only plain UTF-8 is; any other encoding takes the way of every other file.
"""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from revops.sources.mapping import Export
from revops.sources.reading.delimited import HEAD_BYTES, Top, top
from revops.sources.reading.excel import SUFFIXES
from revops.sources.reading.grid import Grid, columns, grid, is_filled
from revops.sources.reading.telling import PARTS, told_by
from revops.workspace.settings import ExportSettings

#: From how many bytes on a file is big.
BIG = 64 << 20
_OTHER_KINDS = {*SUFFIXES, ".parquet", ".pq"}


@dataclass(frozen=True)
class Scanned:
    """A file that is not read yet: its header in a grid without rows, and its rows to come.

    `may_total` is false where no cell can say that a row adds others up or closes the file,
    `may_be_rounded` where none can be a number that a spreadsheet rounded, and `may_be_blank` where
    none begins or ends with a blank.
    """

    grid: Grid
    rows: pl.LazyFrame
    may_total: bool = True
    may_be_rounded: bool = True
    may_be_blank: bool = True

    def cells(self) -> pl.LazyFrame:
        """Give the rows that hold something."""
        return self.rows.filter(is_filled(columns(len(self.grid.header))))


def scanned(path: Path, exports: Sequence[Export], settings: ExportSettings) -> Scanned | None:
    """Find the header of a big file and leave its rows where they are; nothing for any other.

    >>> scanned(Path("leads.xlsx"), [], ExportSettings(source="utm.touchpoints", path="x"))
    """
    if path.suffix.lower() in _OTHER_KINDS or settings.encoding not in {None, "utf-8"}:
        return None
    if not path.is_file() or path.stat().st_size < BIG:
        return None
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES).removeprefix(codecs.BOM_UTF8)
    if b"\n" not in head or not head.strip():
        return None
    told = told_by(path)
    if told is None:
        return None
    found = top(head.decode(errors="ignore"), exports, settings.separator)
    nothing = pl.DataFrame(schema=dict.fromkeys(columns(len(found.header)), pl.String))
    read = grid(found.header, found.record + 1, nothing, found.above)
    may_be_blank = told.may_be_blank or found.separator not in PARTS
    return Scanned(read, _rows(path, found), told.may_total, told.may_be_rounded, may_be_blank)


def _rows(path: Path, found: Top) -> pl.LazyFrame:
    """Give the rows below the header, each with its number, still to be read."""
    rows = pl.scan_csv(
        path,
        has_header=False,
        skip_lines=found.lines_before,
        separator=found.separator,
        schema=dict.fromkeys(columns(len(found.header)), pl.String),
        glob=False,
    )
    numbered = rows.slice(1).with_row_index("from_row", offset=found.record + 2)
    return numbered.cast({"from_row": pl.Int64})
