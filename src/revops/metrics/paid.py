"""What was credited beside what was spent, by segment, in one period."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_bootstrap import Redrawn
from revops.metrics.credited import credited
from revops.metrics.spend import spend as cost_of


def paid(
    credits: pl.DataFrame,
    spend: pl.DataFrame,
    column: str,
    *,
    as_of: date,
    by: Sequence[str],
    since: date | None = None,
    until: date | None = None,
    include_undated: bool = False,
    draws: Redrawn | None = None,
) -> pl.DataFrame:
    """One row is one segment that has credit or spend: *by, total, low, high, ..., spend.

    Spend without credit has total 0 and no interval; credit without spend has spend null.
    Each side is added up first and joined then, so that no row is counted twice.
    """
    credit = credited(credits, column, as_of=as_of, by=by, since=since, until=until, draws=draws)
    cost = cost_of(
        spend, as_of=as_of, by=by, since=since, until=until, include_undated=include_undated
    ).select(*by, pl.col("value").alias("spend"))
    if not by:
        return credit.hstack(cost)
    both = credit.join(cost, on=list(by), how="full", coalesce=True)
    absent = pl.col("n_conversions").is_null()
    return both.with_columns(
        pl.when(absent).then(0).otherwise(pl.col(name)).alias(name)
        for name in ("total", "conversions", "n_conversions")
    ).sort(*by)
