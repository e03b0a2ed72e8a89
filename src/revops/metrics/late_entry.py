"""From which day on was each lead or deal watched, where recording began after it did?

An export may hold what was lost or won only from some day on: a new CRM, or states of the open
pipeline. Who began before is then seen only because it was still open on that day; who ended
before is not there at all. Counting their early days as watched would make closing look slow
(immortal time). They enter the risk set late, at their age on that day (left truncation).
"""

from datetime import date

import polars as pl

ENTRY = "entry"


def watched_from(outcomes: pl.DataFrame, observed_from: date | str | None) -> pl.DataFrame:
    """Add `entry`: the age in days at which each began to be watched; 0 for most.

    Takes `lead_outcomes` or `deal_outcomes`. What ended before the first day of observation is
    left out, whether or not the export tells of it, so that every row was seen by one rule.

    >>> outcomes = pl.DataFrame({"started_on": [date(2026, 1, 1), date(2026, 3, 5)],
    ...     "ended_on": [date(2026, 4, 1), date(2026, 4, 1)]})
    >>> watched_from(outcomes, date(2026, 3, 1))["entry"].to_list()
    [59, 0]
    >>> watched_from(outcomes, None)["entry"].to_list()
    [0, 0]
    """
    if not observed_from:
        return outcomes.with_columns(pl.lit(0, pl.Int64).alias(ENTRY))
    day = date.fromisoformat(observed_from) if isinstance(observed_from, str) else observed_from
    late = (pl.lit(day) - pl.col("started_on")).dt.total_days().clip(lower_bound=0)
    return outcomes.filter(pl.col("ended_on") >= day).with_columns(late.alias(ENTRY))
