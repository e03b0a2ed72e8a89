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
    day = first_day(observed_from)
    entered = outcomes.with_columns(entry_age("started_on", day))
    return entered if day is None else entered.filter(pl.col("ended_on") >= day)


def first_day(observed_from: date | str | None) -> date | None:
    """Give the first day of observation as a date; none where it was always so.

    >>> first_day("2026-03-01"), first_day("")
    (datetime.date(2026, 3, 1), None)
    """
    if not observed_from:
        return None
    return date.fromisoformat(observed_from) if isinstance(observed_from, str) else observed_from


def entry_age(start: str, day: date | None) -> pl.Expr:
    """Give `entry`: how many days after its start a member began to be watched."""
    if day is None:
        return pl.lit(0, pl.Int64).alias(ENTRY)
    return (pl.lit(day) - pl.col(start)).dt.total_days().clip(lower_bound=0).alias(ENTRY)
