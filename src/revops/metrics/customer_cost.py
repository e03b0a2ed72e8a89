"""Which share of each new customer is credited to a segment, and what did the segment cost?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import exact_sum, segmented
from revops.metrics.origins import with_promise
from revops.metrics.period import in_period
from revops.metrics.spend import spend as cost_of


def credited_customers(
    credits: pl.DataFrame,
    won: pl.DataFrame,
    campaigns: pl.DataFrame | None,
    *,
    as_of: date,
    by: Sequence[str],
    since: date | None,
    until: date | None,
) -> pl.DataFrame:
    """One row is one customer's share in one segment: *by, account_id, conversion_id, age, credit.

    Only first wins count, those won in the period: a later deal wins no new customer.
    """
    own = ["account_id", "conversion_id", "age", "started_on"]
    shares = with_promise(credits, campaigns) if "promise" in by else credits
    shares = shares.drop("account_id", "age", "started_on", strict=False)
    within = won.select(own).filter(in_period("started_on", as_of=as_of, since=since, until=until))
    joined = segmented(shares.join(within, on="conversion_id"), by)
    credit = exact_sum(pl.col("credit")).alias("credit")
    return joined.group_by(*by, *own).agg(credit).sort(*by, *own)


def segment_spend(
    spend: pl.DataFrame,
    campaigns: pl.DataFrame | None,
    *,
    as_of: date,
    by: Sequence[str],
    since: date | None,
    until: date | None,
) -> pl.DataFrame:
    """Give what each segment cost in the period: *by, spend."""
    costs = with_promise(spend, campaigns) if "promise" in by else spend
    shown = cost_of(costs, as_of=as_of, by=by, since=since, until=until)
    return shown.select(*by, pl.col("value").alias("spend"))
