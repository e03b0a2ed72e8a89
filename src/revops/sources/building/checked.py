"""The rows of a big file that was only glanced at: what is left to prove is proved when read.

Each check goes along with the cells of a column, a stretch at a time, and stops the reading where
a row is another than the glance told.
"""

from collections.abc import Iterable, Sequence

import polars as pl

from revops.sources.building.making import Making
from revops.sources.casting.cast import How
from revops.sources.casting.ids import Ids, some_long
from revops.sources.reading.grid import columns
from revops.sources.reading.scanned import Scanned


class NotAsSeen(Exception):
    """A row of a big file is another than a glance at it told."""


OTHERWISE = (
    NotAsSeen,
    pl.exceptions.ComputeError,
    pl.exceptions.SchemaError,
    pl.exceptions.ShapeError,
)
"""What reading the rows of a file may raise that was only glanced at."""


def _sure(cells: Sequence[pl.Series]) -> pl.Series:
    """Give the cells as they were cast, if no filled one was refused.

    >>> _sure([pl.Series(["7", None]), pl.Series([7, None])]).to_list()
    [7, None]
    """
    text, typed = cells
    if typed.null_count() > text.null_count():
        raise NotAsSeen(f"a cell of {typed.name} is refused")
    return typed


def _short(ids: pl.Series) -> pl.Series:
    """Give ids as they are, if none is so long that a spreadsheet may have cut it short."""
    if some_long(ids):
        raise NotAsSeen(f"an id of {ids.name} is long")
    return ids


def _is_text(how: How | None) -> bool:
    """Say whether a column is text as it comes, of which nothing can be refused."""
    return isinstance(how, Ids) and how.is_exact


def checked(making: Making, short: Iterable[str] = ()) -> dict[str, pl.Expr]:
    """Give the casts; where one is read, a refused cell is an error, as is a long id in `short`."""
    casts = dict(making.casts)
    for name in making.refused():
        if not _is_text(making.how.get(name)):
            both, dtype = [pl.col(name), casts[name]], making.dtypes[name]
            casts[name] = pl.map_batches(both, _sure, dtype, is_elementwise=True).alias(name)
    for name in short:
        casts[name] = casts[name].map_batches(_short, pl.String(), is_elementwise=True)
    return casts


def _first(cells: Sequence[pl.Series]) -> pl.Series:
    """Give the first of several columns."""
    return cells[0]


def every_cell(read: Scanned) -> pl.LazyFrame:
    """Give the rows so that no column is passed over, whatever is asked of them.

    A row that is longer than the header is only found where all columns are read.
    """
    every = ["from_row", *columns(len(read.grid.header))]
    looked = pl.map_batches(every, _first, pl.Int64(), is_elementwise=True)
    return read.rows.with_columns(looked.alias("from_row"))
