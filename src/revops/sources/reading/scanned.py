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
from revops.workspace.settings import ExportSettings

#: From how many bytes on a file is big.
BIG = 64 << 20
#: What stays in the processor's own memory is looked through several times at little cost.
_STRETCH = 1 << 18
#: What every total and footer says somewhere (`shape.is_total`), whatever its case.
_CLOSING = (b"total", b"confidential information", b"copyright")
#: What an id that a spreadsheet rounded says somewhere (`ids.identifier`).
_ROUNDED = b"e+"
#: The words, and a sign in or beside each that is soon looked for and seldom there.
_TOLD = {**dict.fromkeys(_CLOSING, b""), _ROUNDED: b"+"}
_LONGEST = max(map(len, _TOLD))
_OTHER_KINDS = {*SUFFIXES, ".parquet", ".pq"}


@dataclass(frozen=True)
class Scanned:
    """A file that is not read yet: its header in a grid without rows, and its rows to come.

    `may_total` is false where no cell can say that a row adds others up or closes the file, and
    `may_be_rounded` where none can be a number that a spreadsheet rounded.
    """

    grid: Grid
    rows: pl.LazyFrame
    may_total: bool = True
    may_be_rounded: bool = True

    def cells(self) -> pl.LazyFrame:
        """Give the rows that hold something."""
        return self.rows.filter(is_filled(columns(len(self.grid.header))))


def _looked_through(path: Path) -> frozenset[bytes] | None:
    """Give which telling words a file holds; nothing where it is not UTF-8."""
    decoder, held, before = codecs.getincrementaldecoder("utf-8")(), set[bytes](), b""
    try:
        with path.open("rb", buffering=0) as file:
            while stretch := file.read(_STRETCH):
                if b"\x00" in stretch:
                    return None
                if decoder.getstate()[0] or not stretch.isascii():
                    decoder.decode(stretch)
                lower = before + stretch.lower()
                held |= {word for word, sign in _TOLD.items() if sign in lower and word in lower}
                before = lower[-_LONGEST:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return frozenset(held)


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
    held = _looked_through(path)
    if held is None:
        return None
    found = top(head.decode(errors="ignore"), exports, settings.separator)
    nothing = pl.DataFrame(schema=dict.fromkeys(columns(len(found.header)), pl.String))
    read = grid(found.header, found.record + 1, nothing, found.above)
    return Scanned(read, _rows(path, found), not held.isdisjoint(_CLOSING), _ROUNDED in held)


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
