"""What has a customer brought by a fixed age? The lifetime value so far, not extrapolated."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_means import ratio_intervals
from revops.metrics.booked import booked, booked_by
from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, summed
from revops.metrics.metric import Metric
from revops.metrics.won_accounts import won_accounts


def customer_value(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    horizon_days: int = 365,
    with_renewals: bool = False,
) -> pl.DataFrame:
    """What has a customer brought within a year of its first win (LTV so far)?

    Won deals and expansions within `horizon_days` of the first win, per customer whose first
    win is at least that old: what was seen, never extrapolated, and gross (no cost of delivery
    is taken off). A contraction or a loss gives nothing back. `with_renewals` adds renewals,
    each with its amount. Numerator: the sum; denominator: those customers, of which
    n_without_amount have no known amount and count as 0; is_immature: none is that old.
    Interval: 95 %, bootstrap over customers. Unit: workspace currency a customer.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"], "status": ["won"] * 3,
    ...     "account_id": ["Aurora", "Aurora", "Bosque"], "amount_base": [900.0, 250.0, 400.0],
    ...     "created_at": [date(2025, 1, 5)] * 3, "closed_at": [
    ...         date(2025, 3, 3), date(2025, 9, 1), date(2025, 3, 3)]})
    >>> customer_value(opportunities, as_of=date(2026, 6, 30))["value"].item()
    775.0
    """
    found = won_accounts(opportunities, leads, journeys, campaigns, as_of=as_of, by=by)
    purchases = booked(opportunities, customers, found, as_of=as_of, with_renewals=with_renewals)
    rows = booked_by(found, purchases, horizon_days, *by)
    return _per_customer(rows.with_columns(pl.lit(1.0).alias("one")), by)


def _per_customer(rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Divide the sum by the customers that are old enough, with the interval of the ratio."""
    total, n, is_old = pl.col("total"), pl.col("n"), pl.col("is_old")
    sums = summed(
        rows,
        by,
        exact_sum(pl.col("value")).alias("total"),
        is_old.sum().cast(pl.Int64).alias("n"),
        (is_old & ~pl.col("has_amount")).sum().cast(pl.Int64).alias("n_without_amount"),
    )
    ends = ratio_intervals(rows.filter("is_old"), by, "value", "one")
    known = n > pl.col("n_without_amount")
    value, low, high = (pl.when(known).then(x) for x in (total / n, pl.col("low"), pl.col("high")))
    shown = figures(value, numerator=total, denominator=n, low=low, high=high)
    beside = sums.join(ends, on=list(by), how="left") if by else sums.join(ends, how="cross")
    return beside.select(*by, *shown, "n_without_amount", (n == 0).alias("is_immature"))


CUSTOMER_VALUE = Metric(
    customer_value, unit="money", needs={"opportunities": ("status", "amount_base")}
)
