"""How often does what a customer brings in its first year cover what it cost to win?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from revops.metrics.account_bootstrap import account_totals
from revops.metrics.account_means import ends_of
from revops.metrics.booked import booked, booked_by
from revops.metrics.customer_cost import credited_customers, segment_spend
from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, summed
from revops.metrics.metric import Metric
from revops.metrics.won_accounts import won_accounts

_SUMS = ("brought", "old", "credit")


def ltv_to_cac(
    credits: pl.DataFrame,
    spend: pl.DataFrame,
    opportunities: pl.DataFrame,
    customers: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = ("channel",),
    since: date | None = None,
    until: date | None = None,
    horizon_days: int = 365,
) -> pl.DataFrame:
    """How often does what a customer brings in its first year cover what it cost to win?

    LTV / CAC, both of the customers first won in the period (`since` to `until`). LTV: value
    booked within `horizon_days` of the first win (`customer_value`) by those that are old
    enough, each weighted by the segment's credit for its first win; not extrapolated, and
    gross. CAC: media spend of the period / credited first wins. Credit, not lift. Null without
    spend, credited first wins or old customers. Numerator: LTV; denominator: CAC; n_customers:
    those old enough with any credit here. Interval: 95 %, bootstrap over customers, the spend
    taken as certain. `by` may name promise: that of each touch's campaign. Unit: times.

    >>> credits = pl.DataFrame({"conversion_id": ["d1", "d2"], "account_id": ["Aurora", "Bosque"],
    ...     "channel": ["paid_search"] * 2, "credit": [1.0, 1.0]})
    >>> spend = pl.DataFrame({"channel": ["paid_search"], "spent_on": [date(2025, 2, 1)],
    ...     "cost_base": [500.0]})
    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won"] * 2,
    ...     "account_id": ["Aurora", "Bosque"], "amount_base": [900.0, 600.0],
    ...     "created_at": [date(2025, 1, 5)] * 2, "closed_at": [date(2025, 3, 3)] * 2})
    >>> found = ltv_to_cac(credits, spend, opportunities, as_of=date(2026, 6, 30))
    >>> found.select("channel", "value", "numerator", "denominator").row(0)
    ('paid_search', 3.0, 750.0, 250.0)
    """
    won = won_accounts(opportunities, as_of=as_of)
    period: dict[str, Any] = {"as_of": as_of, "by": by, "since": since, "until": until}
    purchases = booked(opportunities, customers, won, as_of=as_of)
    worth = booked_by(won, purchases, horizon_days).select("account_id", "is_old", "value")
    shares = credited_customers(credits, won, campaigns, **period).join(worth, on="account_id")
    credit, is_old = pl.col("credit"), pl.col("is_old")
    shares = shares.with_columns(
        (pl.col("value").fill_null(0.0) * credit).alias("brought"),
        pl.when(is_old).then(credit).otherwise(0.0).alias("old"),
    )
    n_old = (is_old & (credit > 0)).sum().cast(pl.Int64).alias("n_customers")
    sums = summed(shares, by, *(exact_sum(pl.col(name)).alias(name) for name in _SUMS), n_old)
    cost = segment_spend(spend, campaigns, **period)
    if not by:
        return _shown(sums.hstack(cost).join(_ends(shares, by), how="cross"), by)
    both = sums.join(_ends(shares, by), on=list(by), how="left")
    return _shown(both.join(cost, on=list(by), how="full", coalesce=True), by)


def _ends(shares: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Give both ends of LTV x credited customers, which only the spend is missing from."""
    if shares.is_empty():
        return pl.DataFrame(schema={**{n: pl.String for n in by}, "low": pl.Float64,
                                    "high": pl.Float64})  # fmt: skip
    segments, brought = account_totals(shares, by, "brought")
    old, credit = (account_totals(shares, by, name)[1] for name in ("old", "credit"))
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = np.where(old > 0, brought / old * credit, np.nan)
    return ends_of(drawn, segments, shares.filter(pl.col("old") > 0), by)


def _shown(both: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Divide; null where one side is missing."""
    cost, credit, old = pl.col("spend"), pl.col("credit"), pl.col("old")
    ltv = pl.when(old > 0).then(pl.col("brought") / old)
    cac = pl.when((cost > 0) & (credit > 0)).then(cost / credit)
    shown = figures(
        ltv / cac,
        numerator=ltv,
        denominator=cac,
        low=pl.when((cost > 0) & (old > 0)).then(pl.col("low") / cost),
        high=pl.when((cost > 0) & (old > 0)).then(pl.col("high") / cost),
    )
    n = pl.col("n_customers").fill_null(0)
    return both.sort(*by).select(*by, *shown, n) if by else both.select(*shown, n)


LTV_TO_CAC = Metric(
    ltv_to_cac,
    unit="ratio",
    needs={
        "credits": ("credit",),
        "spend": ("cost_base",),
        "opportunities": ("status", "amount_base"),
    },
)
