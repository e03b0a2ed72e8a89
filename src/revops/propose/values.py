"""Whole columns of a recognised file, where its head is not enough: stages, keys, tags."""

from collections.abc import Sequence

import polars as pl

from revops.errors import SourceError
from revops.sources import SOURCES
from revops.sources.mapping import Export
from revops.sources.reading.header import Header
from revops.sources.reading.read import read
from revops.sources.recognise import Recognised
from revops.sources.refusal import refuse
from revops.workspace import ExportSettings

_MOST = 1 << 26
"""Files above this size are scanned by Polars alone, column by column."""


def settings_of(one: Recognised) -> ExportSettings:
    """Give the settings that read a file as it was recognised."""
    sheet = one.head.sheet if one.head.n_sheets > 1 else None
    path = one.path.as_posix()
    if one.guess:
        columns = dict(one.guess.columns)
        return ExportSettings(
            source="custom", path=path, sheet=sheet, table=one.guess.table, columns=columns
        )
    return ExportSettings(source=one.source or "custom", path=path, sheet=sheet)


def exports_of(one: Recognised) -> tuple[Export, ...]:
    """Give the mappings that read a file as it was recognised."""
    if one.guess:
        columns = {our: (name,) for our, name in one.guess.columns.items()}
        return (Export("custom", "", one.guess.table, columns=columns),)
    return SOURCES.get(one.source, ())


def _scanned(one: Recognised, names: Sequence[str]) -> pl.DataFrame:
    """Scan the columns of a large file; only UTF-8 and one line a header are taken."""
    scan = pl.scan_csv(
        one.path,
        separator=one.head.separator,
        skip_lines=one.header_row - 1,
        infer_schema=False,
        truncate_ragged_lines=True,
    )
    try:
        return scan.select(names).collect(engine="streaming")
    except pl.exceptions.PolarsError:
        raise refuse("the column cannot be scanned.") from None


def _read(one: Recognised, names: Sequence[str]) -> pl.DataFrame:
    """Read a file as a load would, and keep some columns."""
    settings = settings_of(one)
    grid = read(one.path, one.path.read_bytes(), exports_of(one), settings)
    header = Header(grid.header)
    places = {name: at.index for name in names if (at := header.find((name,)))}
    return grid.cells.select(pl.col(str(at)).alias(name) for name, at in places.items())


def values(one: Recognised, names: Sequence[str]) -> pl.DataFrame:
    """Give columns of a file as text, trimmed, blank as null; none where it cannot be read."""
    empty = pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    if not names:
        return empty
    is_large = bool(one.head.separator) and one.path.stat().st_size > _MOST
    try:
        frame = _scanned(one, names) if is_large else _read(one, names)
    except (SourceError, OSError):
        return empty
    text = (pl.col(name).str.strip_chars() for name in frame.columns)
    return frame.with_columns(text).with_columns(pl.all().replace("", None))
