"""The rows of a big file that was only glanced at: what is left to prove is proved when read.

Each check goes along with the cells of a column, a stretch at a time, and stops the reading where
a row is another than the glance told.
"""

from collections.abc import Iterable, Sequence
from functools import partial

import polars as pl

from revops.sources.building.making import Making
from revops.sources.building.resolve import Plan
from revops.sources.casting.cast import How
from revops.sources.casting.ids import Ids, some_long
from revops.sources.casting.words import filled_cells, machine_words
from revops.sources.mapping import Export
from revops.sources.reading.grid import columns
from revops.sources.reading.scanned import Scanned

_CELLS = "__cells"


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


def _filled(cells: Sequence[pl.Series], n: int, words: Sequence[str]) -> pl.Series:
    """Leave the words for nothing out of the first `n` columns; the others are only looked at."""
    return filled_cells(cells[:n], words)


def filled_rows(
    export: Export, read: Scanned, plan: Plan, *more: pl.Expr, every: bool = False
) -> pl.LazyFrame:
    """Give the columns of the file that fill ours, trimmed and without the words for nothing.

    Each stretch is looked through at once, which takes a fraction of what its columns one by one
    would. Where `every` column is wanted none is passed over: only so is a row found that is longer
    than the header.
    """
    roots = {root for text in plan.texts.values() for root in text.meta.root_names()}
    names = columns(len(read.grid.header))
    places = [at for at in names if at in roots]
    others = [at for at in names if at not in roots] if every else []
    cells = [pl.col(at).str.strip_chars() if read.may_be_blank else pl.col(at) for at in places]
    by = partial(_filled, n=len(places), words=machine_words(export.missing))
    dtype = pl.Struct(dict.fromkeys(places, pl.String()))
    filled = pl.map_batches([*cells, *map(pl.col, others)], by, dtype, is_elementwise=True)
    return read.rows.select("from_row", filled.alias(_CELLS), *more).unnest(_CELLS)
