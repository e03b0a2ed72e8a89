"""Cells that no reading makes a date, and why."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from revops.sources.casting.dates.clock import UNKNOWN_ZONE, is_unknown_zone
from revops.sources.casting.dates.orders import order
from revops.sources.casting.dates.patterns import plain
from revops.sources.casting.dates.reading import UNDECIDED, Reading
from revops.sources.casting.dates.shapes import split
from revops.sources.casting.dates.written import DAY_FIRST, MONTH_FIRST, local

NOT_A_DATE = "not a date"
UNKNOWN_ORDER = "the order of day and month is not known"


def bare(text: pl.Series) -> pl.DataFrame:
    """Split cells, with every blank a space."""
    return split(text.to_frame("cell").select(plain(pl.col("cell"))).to_series())


def unsure(cells: pl.DataFrame) -> pl.Series:
    """Tell whether a cell is a date in one order, and its parts don't tell in which."""
    either = [local(cells, by, ("slashed",)).is_not_null() for by in (DAY_FIRST, MONTH_FIRST)]
    return (either[0] | either[1]) & order(cells, {}).is_null()


def _reasons(text: pl.Series, reading: Reading, is_strict: bool) -> pl.Series:
    """Say of each cell what is wrong with it."""
    cells = bare(text)
    open_ = pl.repeat(False, len(text), eager=True) if is_strict else unsure(cells)
    if reading.is_turned:
        open_ |= local(cells, None, reading.kinds).is_not_null()
    why = (
        pl.when("unsure")
        .then(pl.lit(UNKNOWN_ORDER))
        .when(is_unknown_zone(pl.col("cell")))
        .then(pl.lit(UNKNOWN_ZONE))
        .otherwise(pl.lit(NOT_A_DATE))
    )
    return cells.with_columns(unsure=open_).select(why.alias(text.name)).to_series()


def why_no_date(
    text: pl.Expr, declared: Sequence[str] = (), reading: Reading = UNDECIDED
) -> pl.Expr:
    """Say what is wrong with a cell that is no date.

    >>> cells = pl.DataFrame({"cell": ["01/09/2026", "31/02/2026", "2026-02-01 10:00 CST"]})
    >>> for why in cells.select(why_no_date(pl.col("cell")))["cell"]:
    ...     print(why)
    the order of day and month is not known
    not a date
    the letters of the time zone are not known or mean several
    """
    is_strict = bool(declared) and not reading.is_contrary
    told = partial(_reasons, reading=reading, is_strict=is_strict)
    return text.map_batches(told, return_dtype=pl.String, is_elementwise=True)
