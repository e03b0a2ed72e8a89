"""What changed: the last days against those before, and against the same days a year ago."""

from datetime import date, timedelta

import polars as pl

from revops.alignment.flows import flows
from revops.alignment.period import last_days

_YEAR = 364  # whole weeks, so that weekdays meet weekdays


def changes(
    leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, days: int = 7
) -> pl.DataFrame:
    """One row a measure: this period, the one before, the same one a year (52 weeks) ago.

    Columns: measure (a metric's id), this_period, last_period, year_ago, change (this less last).
    The year-ago figure is null where the data do not reach so far back.
    """
    now = last_days(as_of, days)
    before = last_days(as_of - timedelta(days=days), days)
    year_ago = last_days(as_of - timedelta(days=_YEAR), days)
    first = leads.get_column("created_at").dt.date().min()
    reaches = isinstance(first, date) and first <= year_ago[0]
    counted = [
        flows(leads, opportunities, as_of=as_of, days=each) for each in (now, before, year_ago)
    ]
    return pl.DataFrame(
        {
            "measure": list(counted[0]),
            "this_period": list(counted[0].values()),
            "last_period": list(counted[1].values()),
            "year_ago": [value if reaches else None for value in counted[2].values()],
        },
        schema_overrides=dict.fromkeys(("this_period", "last_period", "year_ago"), pl.Float64),
    ).with_columns(change=pl.col("this_period") - pl.col("last_period"))


def last_week(
    leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, days: int = 7
) -> pl.DataFrame:
    """One row: what happened in the last days, a column a measure (see `flows`)."""
    counted = flows(leads, opportunities, as_of=as_of, days=last_days(as_of, days))
    return pl.DataFrame([counted], schema=dict.fromkeys(counted, pl.Float64))
