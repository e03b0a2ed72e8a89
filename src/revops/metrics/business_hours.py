"""Business time: how many working hours lie between two instants, and when a deadline falls.

A calendar of working days is laid out once: each with the instants at which it opens and
closes and the business time that lies before it. Then any instant has one number, the
business time passed until it, and everything else is subtraction. Instants are absolute, so
a day on which the clocks change is as long as it was.
"""

from datetime import date, time, timedelta

import polars as pl

from revops.metrics.metric import NotComputable
from revops.text import N_
from revops.workspace.agreement import Sla

HOUR = 3_600_000_000  # microseconds


def business_days(sla: Sla, zone: str, first: date, last: date) -> pl.DataFrame:
    """Lay out the working days between two dates, in microseconds since 1970.

    Columns: opens, closes, passed (business time before that day). Public holidays of the
    agreement's country are no working days.

    >>> chile = Sla(country="CL")  # 18 September is a holiday, then comes a weekend
    >>> calendar = business_days(chile, "America/Santiago", date(2026, 9, 16), date(2026, 9, 21))
    >>> (calendar["passed"] / HOUR).to_list()
    [0.0, 9.0, 18.0]
    """
    days = pl.DataFrame({"day": pl.date_range(first, last, eager=True)})
    works = (pl.col("day").dt.weekday() - 1).is_in(sla.workdays)
    free = pl.Series(_holidays(sla.country, first, last), dtype=pl.Date)
    opens, closes = (time.fromisoformat(clock) for clock in (sla.business_start, sla.business_end))
    if opens >= closes or not sla.workdays:
        raise NotComputable(
            N_(
                "agreement/sla.toml leaves no working hours: let business_end be after "
                "business_start, and workdays hold a day"
            )
        )
    return (
        days.filter(works, ~pl.col("day").is_in(free.implode()))
        .select(_instant(opens, zone).alias("opens"), _instant(closes, zone).alias("closes"))
        .with_columns((pl.col("closes") - pl.col("opens")).alias("length"))
        .select(
            "opens",
            "closes",
            pl.col("length").cum_sum().shift(1, fill_value=0).alias("passed"),
        )
    )


def business_time(instants: pl.Series, calendar: pl.DataFrame) -> pl.Series:
    """Give the business time passed until each instant (both in microseconds).

    >>> days = pl.DataFrame({"opens": [9, 33], "closes": [18, 42], "passed": [0, 9]})
    >>> business_time(pl.Series([8, 10, 20, 34]), days).to_list()
    [0, 1, 9, 10]
    """
    at = calendar["opens"].search_sorted(instants, side="right").cast(pl.Int64) - 1
    day = calendar[at.clip(lower_bound=0)].with_columns(instants.alias("instant"))
    spent = pl.min_horizontal("instant", "closes") - pl.col("opens")
    return day.select(pl.col("passed") + spent.clip(lower_bound=0)).to_series()


def business_deadline(instants: pl.Series, hours: float, calendar: pl.DataFrame) -> pl.Series:
    """Give the instant by which so many business hours have passed; null beyond the calendar.

    A deadline that falls on the closing hour is that evening, not the next morning.

    >>> days = pl.DataFrame({"opens": [9, 33], "closes": [18, 42], "passed": [0, 9]}) * HOUR
    >>> given = pl.Series([8, 10, 20]) * HOUR
    >>> (business_deadline(given, 9.0, days) / HOUR).to_list()
    [18.0, 34.0, 42.0]
    """
    target = business_time(instants, calendar) + round(hours * HOUR)
    at = calendar["passed"].search_sorted(target, side="left").cast(pl.Int64) - 1
    day = calendar[at.clip(lower_bound=0)].with_columns(target.alias("target"))
    due = pl.col("opens") + pl.col("target") - pl.col("passed")
    return day.select(pl.when(due <= pl.col("closes")).then(due)).to_series().alias("due")


def _instant(clock: time, zone: str) -> pl.Expr:
    """Give the instant of a clock time on each day; an hour that does not exist is the next."""
    wall = pl.col("day").dt.combine(clock)
    return pl.coalesce(
        moment.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        for moment in (wall, wall + timedelta(hours=1))
    ).dt.epoch("us")


def _holidays(country: str, first: date, last: date) -> list[date]:
    """List the public holidays of a country; none where no country is agreed on."""
    if not country:
        return []
    from holidays import country_holidays  # a third of a second, only where it is needed

    return sorted(country_holidays(country, years=range(first.year, last.year + 1)))
