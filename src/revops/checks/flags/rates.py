"""Flags of exchange rates: one that is turned upside down, or has lost its decimal mark."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import Tables

#: By which factor a currency moves from one rate to the next at most.
_FACTOR = 1.5


def _near_neighbour() -> pl.Expr:
    """Say whether a rate is near the one before it or the one after it; not of the first."""
    rate = pl.when(pl.col("rate") > 0).then(pl.col("rate"))
    near = {
        step: rate.is_between(rate.shift(step) / _FACTOR, rate.shift(step) * _FACTOR)
        for step in (1, -1)
    }
    told = pl.when(rate.shift(1).is_not_null()).then(near[1] | near[-1].fill_null(False))
    return told.over("currency", order_by="day")


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of exchange rates."""
    return {"near_neighbour": whole(_near_neighbour())}
