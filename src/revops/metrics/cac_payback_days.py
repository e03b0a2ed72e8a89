"""After how many days has the revenue of new customers covered what they cost to win?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from revops.metrics.accrued import accrued
from revops.metrics.covered import days_to_cover
from revops.metrics.customer_cost import credited_customers, segment_spend
from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, summed
from revops.metrics.metric import Metric
from revops.metrics.won_accounts import won_accounts

#: Fewer customers than this say nothing about an age.
FEWEST = 5
WEEK = 7


def cac_payback_days(
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
    max_days: int = 728,
    fewest: int = FEWEST,
) -> pl.DataFrame:
    """After how many days has the revenue of new customers covered what they cost to win?

    The first age, to the week, at which the mean revenue accrued per customer reaches the CAC
    (media spend of the period / credited first wins of the period). Revenue accrues evenly:
    a 365th part of the yearly revenue a day, more after an expansion, less after a contraction,
    none after a loss. It is gross: no cost of delivery is taken off. The mean at an age is over
    the customers that are that old, weighted by the segment's credit for their first win; ages
    with fewer than `fewest` of them say nothing. Null where it is not covered by then or has no
    spend: not seen, not never. Credit, not lift. Numerator: CAC; denominator: credited first
    wins; n_customers: those with any credit here. Interval: 95 %, bootstrap over customers, the
    spend taken as certain; no upper end where it may not be covered. Unit: days.

    >>> credits = pl.DataFrame({"conversion_id": ["d1"], "account_id": ["Aurora"],
    ...     "channel": ["paid_search"], "credit": [1.0]})
    >>> spend = pl.DataFrame({"channel": ["paid_search"], "spent_on": [date(2025, 2, 1)],
    ...     "cost_base": [100.0]})
    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "account_id": ["Aurora"], "amount_base": [730.0], "created_at": [date(2025, 1, 5)],
    ...     "closed_at": [date(2025, 3, 3)]})
    >>> found = cac_payback_days(credits, spend, opportunities, as_of=date(2026, 6, 30), fewest=1)
    >>> found.select("channel", "value", "numerator").row(0)
    ('paid_search', 56.0, 100.0)
    """
    won = won_accounts(opportunities, as_of=as_of)
    period: dict[str, Any] = {"as_of": as_of, "by": by, "since": since, "until": until}
    shares = credited_customers(credits, won, campaigns, **period)
    credit = pl.col("credit")
    sums = summed(
        shares,
        by,
        exact_sum(credit).alias("credit"),
        (credit > 0).sum().cast(pl.Int64).alias("n_customers"),
    )
    cost = segment_spend(spend, campaigns, **period)
    both = sums.hstack(cost) if not by else sums.join(cost, on=list(by), how="full", coalesce=True)
    priced = both.filter(pl.col("spend") > 0, credit > 0, pl.col("n_customers") >= fewest)
    grid = range(0, max_days + 1, WEEK)
    money = accrued(opportunities, customers, won, grid, as_of=as_of)
    days = days_to_cover(_kept(shares, priced, by), money, priced, by, fewest=fewest)
    return _shown(both, days, by)


def _kept(shares: pl.DataFrame, priced: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Keep the shares of segments whose cost is known."""
    if by:
        return shares.join(priced, on=list(by), how="semi")
    return shares if priced.height else shares.clear()


def _shown(both: pl.DataFrame, days: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Put the days beside the cost and the customers behind them."""
    joined = both.join(days, on=list(by), how="left") if by else both.join(days, how="cross")
    cost, credit = pl.col("spend"), pl.col("credit")
    shown = figures(
        pl.col("value"),
        numerator=pl.when((cost > 0) & (credit > 0)).then(cost / credit),
        denominator=credit,
        low=pl.col("low"),
        high=pl.col("high"),
    )
    n = pl.col("n_customers").fill_null(0)
    return joined.sort(*by).select(*by, *shown, n) if by else joined.select(*shown, n)


CAC_PAYBACK_DAYS = Metric(
    cac_payback_days,
    unit="days",
    needs={
        "credits": ("credit",),
        "spend": ("cost_base",),
        "opportunities": ("status", "amount_base"),
    },
)
