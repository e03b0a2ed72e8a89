"""How much came back of each month's spend, so many days after the touches that it bought?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_bootstrap import account_intervals
from revops.metrics.grouping import cohort_of, exact_sum
from revops.metrics.metric import NotComputable
from revops.text import N_

HORIZONS = (30, 60, 90, 180)
_COHORT = "cohort"


def return_by_age(
    credits: pl.DataFrame,
    spend: pl.DataFrame,
    *,
    as_of: date,
    horizons: Sequence[int] = HORIZONS,
) -> pl.DataFrame:
    """How much came back of each month's spend, so many days after the touches that it bought?

    One row is one month of spend at one age: cohort, horizon_days, value (credited value of
    touches made in that month whose conversion came within so many days of the touch, per unit
    of the month's spend), low, high (95 %, bootstrap over accounts, the spend taken as certain),
    credited_value, spend, denominator (conversions with any credit here), is_immature (the
    month's last touches are not that old yet: more may come). Only channels that had spend
    count. A touch has no credit beyond the lookback, so ages end there. Credit, not lift.

    >>> credits = pl.DataFrame({"conversion_id": ["d1", "d1"], "account_id": ["Aurora"] * 2,
    ...     "occurred_at": [date(2026, 1, 5), date(2026, 1, 30)], "channel": ["paid_search"] * 2,
    ...     "converted_at": [date(2026, 2, 20)] * 2, "credited_value": [100.0, 300.0]})
    >>> spend = pl.DataFrame({"channel": ["paid_search"], "spent_on": [date(2026, 1, 2)],
    ...     "cost_base": [200.0]})
    >>> found = return_by_age(credits, spend, as_of=date(2026, 6, 30), horizons=(30, 60))
    >>> found.select("cohort", "horizon_days", "value").rows()
    [('2026-01', 30, 1.5), ('2026-01', 60, 2.0)]
    """
    cost = _spent(spend, as_of)
    if cost.is_empty():
        raise NotComputable(N_("no spend is known in this period"))
    channels = spend.filter(pl.col("cost_base") > 0).select("channel").unique()
    age = (pl.col("converted_at").dt.date() - pl.col("occurred_at").dt.date()).dt.total_days()
    own = credits.drop(_COHORT, strict=False).join(channels, on="channel", how="semi").with_columns(
        cohort_of("occurred_at", "month"), age.alias("age")
    ).filter(pl.col("converted_at").dt.date() <= as_of)  # fmt: skip
    parts = [_at_age(own, cost, days, as_of) for days in horizons]
    return pl.concat(parts).sort(_COHORT, "horizon_days")


def _spent(spend: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give what each month cost, where it cost anything, and the month's last day."""
    day = pl.col("spent_on")
    known = spend.filter((day <= as_of).fill_null(False))
    sums = known.group_by(cohort_of("spent_on", "month")).agg(
        exact_sum(pl.col("cost_base")).alias("spend"), day.max().dt.month_end().alias("ended_on")
    )
    return sums.filter(pl.col("spend") > 0)


def _at_age(own: pl.DataFrame, cost: pl.DataFrame, days: int, as_of: date) -> pl.DataFrame:
    """Add up what each month's touches are credited with by one age."""
    found = own.filter(pl.col("age") <= days)
    sums = found.group_by(_COHORT).agg(
        exact_sum(pl.col("credited_value")).alias("credited_value"),
        pl.col("conversion_id").n_unique().cast(pl.Int64).alias("denominator"),
    )
    ends = account_intervals(found, [_COHORT], "credited_value")
    both = cost.join(sums, on=_COHORT, how="left").join(ends, on=_COHORT, how="left")
    per = {"value": pl.col("credited_value").fill_null(0.0), "low": pl.col("low"),
           "high": pl.col("high")}  # fmt: skip
    return both.select(
        _COHORT,
        pl.lit(days, pl.Int64).alias("horizon_days"),
        *((amount / pl.col("spend")).alias(name) for name, amount in per.items()),
        pl.col("credited_value").fill_null(0.0),
        "spend",
        pl.col("denominator").fill_null(0),
        (pl.col("ended_on") + pl.duration(days=days) > as_of).alias("is_immature"),
    )
