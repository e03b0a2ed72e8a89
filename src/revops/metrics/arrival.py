"""When did a lead arrive: at which hour, in office hours or not, in which month?"""

import polars as pl

from revops.metrics.business_hours import business_days
from revops.metrics.grouping import cohort_of
from revops.workspace.agreement import Sla

ARRIVALS = ("arrival_hour", "arrival_month", "arrival_window")


def with_arrival(started: pl.DataFrame, sla: Sla) -> pl.DataFrame:
    """Add the hour, the month and the window of start_at, on the clock of its own zone.

    arrival_hour: "09:00" for all of that hour. arrival_window, by the agreed working days:
    office_hours, before_office and after_office of a working day, or day_off (weekend, holiday).

    >>> from datetime import datetime
    >>> started = pl.DataFrame({"start_at": [datetime(2026, 6, 26, 9, 40),
    ...     datetime(2026, 6, 26, 18), datetime(2026, 6, 27, 12)]})
    >>> with_arrival(started, Sla()).select("arrival_hour", "arrival_window").rows()
    [('09:00', 'office_hours'), ('18:00', 'after_office'), ('12:00', 'day_off')]
    """
    zone = getattr(started.schema["start_at"], "time_zone", None)
    day = pl.col("start_at").dt.date()
    ends = started.select(day.min().alias("first"), day.max().alias("last")).row(0)
    offices = business_days(sla, zone or "UTC", *ends) if ends[0] else None
    hours = started.with_columns(
        pl.col("start_at").dt.strftime("%H:00").alias("arrival_hour"),
        cohort_of("start_at", "month").alias("arrival_month"),
    )
    if offices is None:
        return hours.with_columns(pl.lit(None, pl.String).alias("arrival_window"))
    opened = offices.select(_local(name, zone).alias(name) for name in ("opens", "closes"))
    opened = opened.with_columns(pl.col("opens").dt.date().alias("__day"))
    placed = hours.with_columns(day.alias("__day")).join(
        opened, on="__day", how="left", maintain_order="left", validate="m:1"
    )
    return placed.with_columns(_window()).drop("__day", "opens", "closes")


def _local(name: str, zone: str | None) -> pl.Expr:
    """Turn microseconds since 1970 into an instant of a zone; without one, into a plain time."""
    utc = pl.col(name).cast(pl.Datetime("us"))
    return utc.dt.replace_time_zone("UTC").dt.convert_time_zone(zone) if zone else utc


def _window() -> pl.Expr:
    """Say on which side of the office's hours an instant lies."""
    at = pl.col("start_at")
    return (
        pl.when(pl.col("opens").is_null())
        .then(pl.lit("day_off"))
        .when(at < pl.col("opens"))
        .then(pl.lit("before_office"))
        .when(at >= pl.col("closes"))
        .then(pl.lit("after_office"))
        .otherwise(pl.lit("office_hours"))
        .alias("arrival_window")
    )
