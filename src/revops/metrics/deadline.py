"""Which deadlines have passed, and by how many business hours were they missed?"""

from datetime import date, timedelta
from math import ceil

import polars as pl

from revops.metrics.business_hours import HOUR, business_days, business_deadline, business_time
from revops.workspace.agreement import Sla


def with_deadline(started: pl.DataFrame, sla: Sla, as_of: date) -> pl.DataFrame:
    """Add deadline_at, is_due, is_late and hours_late to leads with their first contact.

    Takes start_at, first_contact_at and opted_out_at. Due: the deadline fell on or before the
    as-of day, and nobody opted out before it. Late: due, and not contacted by then. hours_late:
    business hours from the deadline to the contact, or to the end of the as-of day.

    >>> from datetime import datetime
    >>> started = pl.DataFrame({"start_at": [datetime(2026, 6, 26, 17)],
    ...     "first_contact_at": [datetime(2026, 6, 30, 12)], "opted_out_at": [None]})
    >>> shown = with_deadline(started, Sla(deadline_hours=9), date(2026, 6, 30))
    >>> shown.select("deadline_at", "hours_late").row(0)
    (datetime.datetime(2026, 6, 29, 17, 0), 4.0)
    """
    zone = getattr(started.schema["start_at"], "time_zone", None)
    first = started.select(pl.col("start_at").dt.date().min()).item()
    calendar = business_days(sla, zone or "UTC", first, as_of + _reach(sla))
    due = business_deadline(started["start_at"].dt.epoch("us"), sla.deadline_hours, calendar)
    until = started.select(pl.coalesce("first_contact_at", end_of(as_of, zone)).dt.epoch("us"))
    late = business_time(until.to_series(), calendar) - business_time(due, calendar)
    dated = started.with_columns(
        _from_epoch(due, zone).alias("deadline_at"), (late / HOUR).alias("hours_late")
    )
    return dated.with_columns(_is_due(as_of)).with_columns(*_is_late())


def _is_due(as_of: date) -> pl.Expr:
    """Say whether the deadline has passed for somebody who still wanted to hear from us."""
    passed = (pl.col("deadline_at").dt.date() <= as_of).fill_null(False)
    gone = (pl.col("opted_out_at") <= pl.col("deadline_at")).fill_null(False)
    return (passed & ~gone).alias("is_due")


def _is_late() -> list[pl.Expr]:
    """Say whether a deadline was missed, and by how much; in time is null hours."""
    in_time = (pl.col("first_contact_at") <= pl.col("deadline_at")).fill_null(False)
    is_late = pl.col("is_due") & ~in_time
    return [is_late.alias("is_late"), pl.when(is_late).then("hours_late").alias("hours_late")]


def _reach(sla: Sla) -> timedelta:
    """Give enough days for any deadline: a working day a week, and a month of holidays."""
    opens, closes = (
        int(at[:2]) + int(at[3:]) / 60 for at in (sla.business_start, sla.business_end)
    )
    working_days = ceil(sla.deadline_hours / max(closes - opens, 1 / 60))
    return timedelta(days=7 * working_days + 31)


def end_of(day: date, zone: str | None) -> pl.Expr:
    """Give the instant at which a day ends, in a zone.

    >>> pl.select(end_of(date(2026, 6, 30), "America/Santiago")).item().isoformat()
    '2026-07-01T00:00:00-04:00'
    """
    midnight = pl.lit(day + timedelta(days=1)).cast(pl.Datetime("us"))
    hour_later = midnight + timedelta(hours=1)
    return pl.coalesce(
        wall.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        for wall in (midnight, hour_later)
    )


def _from_epoch(instants: pl.Series, zone: str | None) -> pl.Series:
    """Turn microseconds since 1970 into instants of a zone; without one, into plain times."""
    utc = instants.cast(pl.Datetime("us"))
    return utc if zone is None else utc.dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
