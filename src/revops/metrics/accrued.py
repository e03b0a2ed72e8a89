"""How much revenue has accrued since the first win? Yearly amounts, spread evenly over days.

A customer that brings 365 a year has brought 1 for each day that it stays; what an expansion
adds counts from its day on, what a contraction takes likewise, and after a loss nothing more.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import exact_sum
from revops.metrics.post_sale import events_after_win, expansions, yearly
from revops.metrics.won_accounts import won_deals

_YEAR = 365.0


def accrued(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame | None,
    won: pl.DataFrame,
    days: Sequence[int],
    *,
    as_of: date,
) -> pl.DataFrame:
    """One row is one customer on one day since its first win: account_id, at, accrued.

    >>> won = pl.DataFrame({"account_id": ["Aurora"], "started_on": [date(2025, 3, 3)]})
    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"], "account_id": ["Aurora"],
    ...     "amount_base": [730.0], "created_at": [date(2025, 1, 5)],
    ...     "closed_at": [date(2025, 3, 3)]})
    >>> accrued(deals, None, won, [0, 7], as_of=date(2026, 6, 30))["accrued"].to_list()
    [0.0, 14.0]
    """
    flows, ends = _flows(opportunities, customers, won, as_of)
    grid = pl.DataFrame({"at": list(days)}, schema={"at": pl.Int64})
    until = pl.min_horizontal("at", "ended")
    every = (
        flows.join(ends, on="account_id", how="left")
        .join(grid, how="cross")
        .with_columns(((until - pl.col("days")).clip(lower_bound=0) / _YEAR).alias("years"))
    )
    paid = every.group_by("account_id", "at").agg(
        exact_sum(pl.col("delta") * pl.col("years")).clip(lower_bound=0).alias("accrued")
    )
    whole = won.select("account_id").join(grid, how="cross")
    joined = whole.join(paid, on=["account_id", "at"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("accrued").fill_null(0.0))


def _flows(
    opportunities: pl.DataFrame, customers: pl.DataFrame | None, won: pl.DataFrame, as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give what each customer adds or takes a year from a day on, and the day of its loss."""
    starts = won.select("account_id", "started_on")
    deals = won_deals(opportunities, as_of).join(starts, on="account_id", validate="m:1")
    first = deals.filter(pl.col("closed_at").dt.date() == pl.col("started_on"))
    start = first.select(
        "account_id", pl.lit(0, pl.Int64).alias("days"), yearly(first).alias("delta")
    )
    more = expansions(opportunities, customers, won, as_of=as_of).rename({"value": "delta"})
    parts = [start, more.select(start.columns)]
    ends = pl.DataFrame(schema={"account_id": pl.String, "ended": pl.Int64})
    if customers is not None:
        told = events_after_win(customers, won, as_of=as_of)
        less = told.filter(pl.col("event") == "contracted")
        parts.append(less.select("account_id", "days", (-pl.col("value")).alias("delta")))
        lost = told.filter(pl.col("event") == "churned")
        ends = lost.group_by("account_id").agg(pl.col("days").min().alias("ended"))
    return pl.concat(parts).drop_nulls("delta").sort("account_id", "days", "delta"), ends
