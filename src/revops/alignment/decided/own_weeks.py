"""What did each week bring of its own, where a metric counts all since the beginning?

`missed_deadline_share` of a day is of all leads up to that day: one week hardly moves it. The
week's own share is what it added above the line, over what it added below it:
(a_t - a_(t-1)) / (n_t - n_(t-1)). Such metrics are FLOWS. Others tell a state, such as the deals
that are stuck on a day, or a median; they are compared as they stand.
"""

import polars as pl

#: Shares whose parts only grow: what they count has happened once and for all.
SHARES = (
    "attempted_share",
    "followup_sla_share",
    "missed_deadline_share",
    "stage_conversion",
    "win_rate",
)
#: Sums that only grow.
SUMS = ("n_converted_leads", "n_leads", "n_lost", "n_opportunities", "n_won", "spend", "won_value")


def own_weeks(metric_weeks: pl.DataFrame) -> pl.DataFrame:
    """One row a decision and week: the week's own value, null where nothing fell into it.

    Takes decision_id, metric_id, day, is_before, value, numerator, denominator, with a day before
    the first week of each run; gives decision_id, day, is_before, way (share, sum or state), value
    and n (what the week's share is of; null for sums and states).

    >>> days = pl.DataFrame({"decision_id": ["D1"] * 3, "metric_id": ["win_rate"] * 3,
    ...     "day": [1, 8, 15], "is_before": [True] * 3, "value": [0.5, 0.4, 0.5],
    ...     "numerator": [2.0, 2.0, 4.0], "denominator": [4.0, 5.0, 8.0]})
    >>> own_weeks(days).select(pl.col("value").round(3), "n").rows()
    [(0.0, 1.0), (0.667, 3.0)]
    """
    run = ("decision_id", "is_before")
    added = {name: pl.col(name).diff().over(run) for name in ("value", "numerator", "denominator")}
    metric, is_share = pl.col("metric_id"), pl.col("way") == "share"
    way = pl.when(metric.is_in(SHARES)).then(pl.lit("share")).when(metric.is_in(SUMS))
    share = pl.when(added["denominator"] > 0).then(added["numerator"] / added["denominator"])
    own = pl.when(pl.col("way") == "sum").then(added["value"]).otherwise("value")
    return (
        metric_weeks.sort("decision_id", "day")
        .with_columns(way=way.then(pl.lit("sum")).otherwise(pl.lit("state")))
        .with_columns(
            value=pl.when(is_share).then(share).otherwise(own),
            n=pl.when(is_share).then(added["denominator"]),
            nth=pl.int_range(pl.len()).over(run),
        )
        .filter(pl.col("nth") > 0)
        .select("decision_id", "day", "is_before", "way", "value", "n")
    )
