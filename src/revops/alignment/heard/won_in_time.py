"""Deals opened long enough ago, and the share of them that was won in time.

All of them are counted, those still open too: each had the same number of days, so none is censored
and no group looks better for being older.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.wilson import wilson_high, wilson_low


def deals_in_time(deals: pl.DataFrame, as_of: date, within_days: int) -> pl.DataFrame:
    """One row a deal: opportunity_id, is_mature (opened so long ago), is_won (within those days).

    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "created_at": [date(2025, 11, 3)], "closed_at": [date(2026, 1, 9)]})
    >>> deals_in_time(deals, date(2026, 6, 30), 60).row(0)
    ('d1', True, False)
    """
    opened, closed = pl.col("created_at").dt.date(), pl.col("closed_at").dt.date()
    in_time = (closed - opened).dt.total_days() <= within_days
    return deals.filter(opened.is_not_null()).select(
        "opportunity_id",
        is_mature=(pl.lit(as_of) - opened).dt.total_days() >= within_days,
        is_won=((pl.col("status") == "won") & in_time).fill_null(False),
    )


def won_in_time(deals: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """One row a group: n_deals, and of the mature ones the share won with its interval."""
    counted = deals.group_by(by).agg(
        n_deals=pl.len().cast(pl.Int64),
        numerator=(pl.col("is_won") & pl.col("is_mature")).sum().cast(pl.Float64),
        denominator=pl.col("is_mature").sum().cast(pl.Float64),
    )
    won, n = pl.col("numerator"), pl.col("denominator")
    return counted.select(
        *by,
        value=pl.when(n > 0).then(won / n),
        low=wilson_low(won, n),
        high=wilson_high(won, n),
        numerator=won,
        denominator=n,
        n_deals="n_deals",
        unit=pl.lit("share"),
    )
