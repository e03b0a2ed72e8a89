"""A big text file is scanned where it lies: its rows never stand in memory all at once.

Only plain UTF-8 is; any other encoding takes the way of every other file.
"""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from revops.sources.mapping import Export
from revops.sources.reading.delimited import HEAD_BYTES, top
from revops.sources.reading.excel import SUFFIXES
from revops.sources.reading.grid import Grid, columns, grid, is_filled
from revops.workspace.settings import ExportSettings

#: From how many bytes on a file is big.
BIG = 64 << 20
_STRETCH = 16 << 20
#: What every total and footer says somewhere (`shape.is_total`), whatever its case.
_CLOSING = (b"total", b"confidential information", b"copyright")
_LONGEST = max(map(len, _CLOSING))
_OTHER_KINDS = {*SUFFIXES, ".parquet", ".pq"}


@dataclass(frozen=True)
class Scanned:
    """A file that is not read yet: its header in a grid without rows, and its rows to come.

    `may_total` is false where no cell can say that a row adds others up or closes the file.
    """

    grid: Grid
    cells: pl.LazyFrame
    may_total: bool = True


def _looked_through(path: Path) -> bool | None:
    """Say whether a file may hold a total, a stretch at a time; nothing where it is not UTF-8."""
    decoder, may_total, before = codecs.getincrementaldecoder("utf-8")(), False, b""
    try:
        with path.open("rb") as file:
            while stretch := file.read(_STRETCH):
                if b"\x00" in stretch:
                    return None
                decoder.decode(stretch)
                lower = before + stretch.lower()
                may_total = may_total or any(word in lower for word in _CLOSING)
                before = lower[-_LONGEST:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return may_total


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
    may_total = _looked_through(path)
    if may_total is None:
        return None
    found = top(head.decode(errors="ignore"), exports, settings.separator)
    names = columns(len(found.header))
    rows = pl.scan_csv(
        path,
        has_header=False,
        skip_lines=found.lines_before,
        separator=found.separator,
        schema=dict.fromkeys(names, pl.String),
        glob=False,
    )
    numbered = rows.slice(1).with_row_index("from_row", offset=found.record + 2)
    cells = numbered.cast({"from_row": pl.Int64}).filter(is_filled(names))
    nothing = pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return Scanned(grid(found.header, found.record + 1, nothing, found.above), cells, may_total)
