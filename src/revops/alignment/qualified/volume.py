"""How many leads does a version hand over a week?"""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from revops.alignment.qualified.qualified import own_days
from revops.metrics.figures import figures
from revops.workspace.qualified_lead import QualifiedLead

_Z = 1.959963984540054


def weekly_volume(
    qualified: pl.DataFrame, qualified_lead: Sequence[QualifiedLead], *, as_of: date
) -> pl.DataFrame:
    """Give one row a version and whole week (its Monday) in force: week, metric_id, value.

    Weeks without such a lead count 0; a week in which two versions were in force is of neither.
    `metric_id` names the version, as the chart of weeks wants it.

    >>> weekly_volume(pl.DataFrame(schema={"version": pl.String, "met_on": pl.Date}), [],
    ...     as_of=date(2026, 6, 30)).height
    0
    """
    weeks = _weeks(qualified_lead, as_of)
    met = qualified.with_columns(pl.col("met_on").dt.truncate("1w").alias("week"))
    counted = met.group_by("version", "week").agg(pl.len().cast(pl.Float64).alias("value"))
    told = weeks.join(counted, on=["version", "week"], how="left")
    return told.select(
        "week",
        pl.col("version").alias("metric_id"),
        pl.col("value").fill_null(0.0),
        pl.lit("count").alias("unit"),
    ).sort("week", "metric_id")


def volume(
    qualified: pl.DataFrame, qualified_lead: Sequence[QualifiedLead], *, as_of: date
) -> pl.DataFrame:
    """Give one row a version: leads a week in whole weeks in force, with its 95 % interval.

    value = leads / weeks; the interval is that of a Poisson count (Byar's approximation; Breslow
    and Day 1987, vol. 2, 2.13). Numerator: leads; denominator: weeks.
    """
    weekly = weekly_volume(qualified, qualified_lead, as_of=as_of)
    counts = weekly.group_by(pl.col("metric_id").alias("version")).agg(
        pl.col("value").sum().alias("n"), pl.len().alias("weeks")
    )
    n, weeks = pl.col("n"), pl.col("weeks")
    ends = {"low": byar_low(n) / weeks, "high": byar_high(n) / weeks}
    return counts.sort("version").select(
        "version", *figures(n / weeks, numerator=n, denominator=weeks, **ends)
    )


def byar_low(n: pl.Expr) -> pl.Expr:
    """Give the lower end of a Poisson count.

    >>> pl.select(byar_low(pl.lit(10.0)).round(2)).item()
    4.79
    """
    least = n.clip(lower_bound=1)
    return (
        pl.when(n > 0).then(n * (1 - 1 / (9 * least) - _Z / (3 * least.sqrt())) ** 3).otherwise(0)
    )


def byar_high(n: pl.Expr) -> pl.Expr:
    """Give the upper end of a Poisson count.

    >>> pl.select(byar_high(pl.lit(10.0)).round(2)).item()
    18.39
    """
    more = n + 1
    return more * (1 - 1 / (9 * more) + _Z / (3 * more.sqrt())) ** 3


def _weeks(qualified_lead: Sequence[QualifiedLead], as_of: date) -> pl.DataFrame:
    """List the whole weeks in which each version was in force."""
    found = [pl.DataFrame(schema={"version": pl.String, "week": pl.Date})]
    for version in qualified_lead:
        days = own_days(version, as_of)
        if days:
            monday = days[0] + timedelta(days=-days[0].weekday() % 7)
            last = days[1] - timedelta(days=6)
            week = pl.date_range(monday, last, "1w", eager=True).alias("week")
            found.append(week.to_frame().select(pl.lit(version.version).alias("version"), "week"))
    return pl.concat(found)
