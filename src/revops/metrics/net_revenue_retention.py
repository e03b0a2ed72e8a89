"""Of the yearly revenue that customers began with, how much is there with expansions?"""

from collections.abc import Sequence
from datetime import date
from math import inf

import polars as pl

from revops.metrics.grouping import COHORT, Cohort
from revops.metrics.metric import Metric
from revops.metrics.revenue_kept import YEAR, retention, revenue_kept


def net_revenue_retention(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    cohort: Cohort | None = None,
    horizon_days: Sequence[int] = YEAR,
) -> pl.DataFrame:
    """Of the yearly revenue that customers began with, how much is there with expansions?

    (start + expansions - contractions - churned) / start, at a fixed age: `start` is what the
    deals of each customer's first win bring each year, `expanded` events (and won deals of type
    expansion that no event names) add their amount, `contracted` events take it, `churned`
    takes all that is left. Renewals change nothing. It may be above 1.

    Only customers whose first win is at least `horizon_days` old count, each at that very age;
    `cohort` cuts by month, quarter or year of the first win, and `is_immature` marks one with
    a younger customer. A customer that began at zero counts with zero; one whose deals name no
    amount is in neither and counted in `n_without_amount`; a change without an amount takes or
    adds nothing and its customer is counted in `n_unvalued`. Numerator and denominator: the
    money. Interval: 95 %, bootstrap over customers. Unit: share of the money.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won"] * 2,
    ...     "account_id": ["Aurora", "Bosque"], "amount_base": [800.0, 200.0],
    ...     "created_at": [date(2025, 1, 5)] * 2, "closed_at": [date(2025, 3, 3)] * 2})
    >>> customers = pl.DataFrame({"account_id": ["Aurora", "Aurora", "Bosque"],
    ...     "event": ["contracted", "expanded", "renewed"], "opportunity_id": [None] * 3,
    ...     "occurred_at": [date(2025, 9, 1), date(2025, 12, 1), date(2026, 3, 3)],
    ...     "amount_base": [-250.0, 250.0, 200.0]}, schema_overrides={"opportunity_id": pl.String})
    >>> net_revenue_retention(opportunities, customers, as_of=date(2026, 6, 30))["value"].item()
    1.0
    """
    rows = revenue_kept(
        opportunities, customers, leads, journeys, campaigns,
        as_of=as_of, by=by, cohort=cohort, horizon_days=horizon_days,
    )  # fmt: skip
    keys = [*by, *([COHORT] if cohort else [])]
    return retention(rows, "kept_more", keys, is_cohort=cohort is not None)


NET_REVENUE_RETENTION = Metric(
    net_revenue_retention,
    unit="share",
    bounds=(0.0, inf),  # customers may grow
    needs={"opportunities": ("status", "amount_base"), "customers": ("event",)},
)
