"""Which open deals have been where they are for longer than the won ones ever were?"""

from datetime import date

import polars as pl

from revops.metrics.metric import NotComputable
from revops.metrics.stage_ages import open_ages
from revops.text import N_

QUANTILE = 0.9
FEWEST = 10
SHOWN = ("opportunity_id", "account_id", "owner_id", "product", "pipeline", "stage", "created_at")


def stuck_deals(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    quantile: float = QUANTILE,
    fewest: int = FEWEST,
) -> pl.DataFrame:
    """Which open deals have been where they are for longer than nine in ten of the won ones?

    The rows to act on, the longest overdue first. A deal is stuck when its days in its stage
    (all visits together) exceed the `quantile` of the days that deals won later spent there;
    where fewer than `fewest` of those are known, or there is no stage history, when its age
    exceeds that quantile of the won cycle.

    Columns: opportunity_id, account_id, owner_id, product, pipeline, stage, created_at, value
    (workspace currency), basis ("stage" or "age"), days, limit_days, days_over, n_behind (won
    deals behind the limit).

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "amount_base": [900, 500],
    ...     "status": ["won", "open"], "created_at": [date(2026, 1, 5)] * 2,
    ...     "closed_at": [date(2026, 2, 4), None]})
    >>> stuck_deals(opportunities, as_of=date(2026, 6, 30), fewest=1).select(
    ...     "opportunity_id", "basis", "days", "limit_days").row(0)
    ('d2', 'age', 176, 30.0)
    """
    found = stuck_or_not(opportunities, visits, as_of=as_of, quantile=quantile, fewest=fewest)
    stuck = found.filter("is_stuck")
    shown = [name for name in SHOWN if name in stuck.columns]
    money = pl.lit(None, pl.Float64)
    if "amount_base" in stuck.columns:
        money = pl.col("amount_base").cast(pl.Float64)
    days_over = (pl.col("days") - pl.col("limit_days")).alias("days_over")
    return stuck.select(
        *shown, money.alias("value"), "basis", "days", "limit_days", days_over, "n_behind"
    ).sort(["days_over", "opportunity_id"], descending=[True, False])


def stuck_or_not(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None,
    *,
    as_of: date,
    quantile: float,
    fewest: int,
) -> pl.DataFrame:
    """Give every open deal with its limit; refuse when too few wins are known for any limit."""
    found = open_ages(opportunities, visits, as_of=as_of, quantile=quantile, fewest=fewest)
    if found.height and found["limit_days"].null_count() == found.height:
        raise NotComputable(
            N_("fewer than {fewest} won deals are known: no age is long yet"), fewest=fewest
        )
    return found
