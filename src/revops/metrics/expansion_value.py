"""How much did customers add within a year of their first win?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_means import sum_intervals
from revops.metrics.booked import booked_by
from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, summed
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.post_sale import expansions
from revops.metrics.won_accounts import won_accounts
from revops.text import N_


def expansion_value(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    horizon_days: int = 365,
) -> pl.DataFrame:
    """How much did customers add within a year of their first win?

    Sum over the customers whose first win is at least `horizon_days` old of what their
    expansions within those days add each year: `expanded` events, and won deals of type
    expansion that no event names. An expansion without an amount adds nothing. Numerator: that
    sum; denominator: those customers; n_expanded: how many of them added anything, with or
    without an amount; is_immature: none is that old. Interval: 95 %, bootstrap over customers.
    Unit: workspace currency a year.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won"] * 2,
    ...     "account_id": ["Aurora"] * 2, "type": ["new", "expansion"],
    ...     "amount_base": [900.0, 250.0], "created_at": [date(2025, 1, 5)] * 2,
    ...     "closed_at": [date(2025, 3, 3), date(2025, 9, 1)]})
    >>> expansion_value(opportunities, as_of=date(2026, 6, 30)).select("value", "n_expanded").row(0)
    (250.0, 1)
    """
    if customers is None and not _names_types(opportunities):
        raise NotComputable(N_("no export tells of expansions: none gives customers or deal types"))
    found = won_accounts(opportunities, leads, journeys, campaigns, as_of=as_of, by=by)
    more = expansions(opportunities, customers, found, as_of=as_of)
    within = more.filter(pl.col("days") <= horizon_days)
    has_expanded = pl.col("account_id").is_in(within["account_id"].implode())
    rows = booked_by(found, within, horizon_days, *by).with_columns(has_expanded=has_expanded)
    return _summed(rows, by)


def _summed(rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Add up over the customers that are old enough, with the interval of the sum."""
    total, n, is_old = pl.col("total"), pl.col("n"), pl.col("is_old")
    sums = summed(
        rows,
        by,
        exact_sum(pl.col("value")).alias("total"),
        is_old.sum().cast(pl.Int64).alias("n"),
        (is_old & pl.col("has_expanded")).sum().cast(pl.Int64).alias("n_expanded"),
    )
    ends = sum_intervals(rows.filter("is_old"), by, "value")
    joined = sums.join(ends, on=list(by), how="left") if by else sums.join(ends, how="cross")
    value, low, high = pl.when(n > 0).then(total), pl.col("low"), pl.col("high")
    shown = figures(value, numerator=value, denominator=n, low=low, high=high)
    return joined.select(*by, *shown, "n_expanded", (n == 0).alias("is_immature"))


def _names_types(opportunities: pl.DataFrame) -> bool:
    """Say whether the export calls any deal an expansion."""
    if "type" not in opportunities.columns:
        return False
    return bool(opportunities.get_column("type").eq("expansion").any())


EXPANSION_VALUE = Metric(
    expansion_value, unit="money", needs={"opportunities": ("status", "amount_base")}
)
