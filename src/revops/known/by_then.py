"""Did something happen by the end of a day, on the wall clock of the column's own zone?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl


def by_then(frame: pl.DataFrame | pl.LazyFrame, column: str, day: date) -> pl.Expr:
    """Say whether a date, or an instant, of a frame falls on or before a day; null where unknown.

    An instant is held against the one at which the day ends in the zone that its type carries:
    its calendar date need not be worked out, row by row.

    >>> late = pl.Series([datetime(2026, 7, 1, 3, 59), datetime(2026, 7, 1, 4)])
    >>> calls = pl.DataFrame({"at": late.dt.replace_time_zone("UTC")}).with_columns(
    ...     pl.col("at").dt.convert_time_zone("America/Santiago"))
    >>> calls.select(by_then(calls, "at", date(2026, 6, 30)))["at"].to_list()
    [True, False]
    """
    dtype = frame.collect_schema()[column]
    if not isinstance(dtype, pl.Datetime):
        return pl.col(column).dt.date() <= day
    end = pl.lit(end_of_day(day, dtype.time_zone))
    if dtype.time_zone is not None:
        end = end.dt.convert_time_zone(dtype.time_zone)
    return pl.col(column) < end


def end_of_day(day: date, zone: str | None) -> datetime:
    """Give the instant at which a day ends in a zone; without a zone, the plain midnight.

    Where the clocks skip midnight, the day ends as they do; where midnight comes twice, at the
    first.

    >>> end_of_day(date(2026, 9, 5), "America/Santiago").isoformat()
    '2026-09-06T04:00:00+00:00'
    """
    midnight = datetime.combine(day + timedelta(days=1), time())
    return midnight if zone is None else midnight.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
