"""What the wall clock shows at an instant, and on which day, without working it out row by row.

Between two changes of the clocks, the wall clock is the instant and an offset. The offset is
looked up once an hour of the time that a column spans, and once a second within an hour that has
a change: clocks change on a whole second, and at most once an hour.
"""

from collections.abc import Iterator
from datetime import date

import polars as pl

_SECOND = 1_000_000
_HOUR = 3600 * _SECOND
_DAY = 24 * _HOUR
_EPOCH = date(1970, 1, 1).toordinal()
#: A column that spans more hours than one in so many rows is worked out row by row.
_ROWS_AN_HOUR = 4


def _offsets(low: int, high: int, step: int, zone: str) -> Iterator[tuple[int, int]]:
    """Give the offset at the start, and each change: its instant, and the offset from then on."""
    grid = pl.int_range(low, high + step, step, eager=True)
    shown = grid.cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(zone)
    offset = shown.dt.replace_time_zone(None).to_physical() - grid
    yield grid[0], offset[0]
    for place in (offset != offset.shift(1)).fill_null(False).arg_true():
        if step == _SECOND:
            yield grid[place], offset[place]
        else:
            inside = list(_offsets(grid[place - 1], grid[place], _SECOND, zone))
            yield from inside[1:]


def zone_of(dtype: pl.DataType) -> str | None:
    """Name the zone of instants whose offsets can be looked up; null of any other column.

    >>> zone_of(pl.Datetime("us", "Asia/Tokyo")), zone_of(pl.Datetime("us")), zone_of(pl.Date())
    ('Asia/Tokyo', None, None)
    """
    if not isinstance(dtype, pl.Datetime) or dtype.time_unit != "us":
        return None
    return dtype.time_zone


def _span(count: pl.Series) -> tuple[int, int] | None:
    """Give the hour of the first instant, and the last one; null where they are far apart."""
    low, high = count.min(), count.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return None
    few = (high - low) // _HOUR * _ROWS_AN_HOUR <= count.len()
    return (low // _HOUR * _HOUR, high) if few else None


def _shown(instants: pl.Series) -> pl.Series:
    """Show instants as the wall clock did."""
    zone, count = zone_of(instants.dtype), instants.to_physical()
    span = _span(count)
    if zone is None or zone == "UTC" or span is None:
        return instants.dt.replace_time_zone(None).cast(pl.Datetime("us"))
    (_, before), *changes = _offsets(*span, _HOUR, zone)
    shown = count + before
    for instant, offset in changes:
        shown = shown + (count >= instant).cast(pl.Int64) * (offset - before)
        before = offset
    return shown.cast(pl.Datetime("us"))


def wall_clock(instant: pl.Expr) -> pl.Expr:
    """Give what the wall clock shows in the zone that instants carry: the same, many times quicker.

    >>> from datetime import UTC, datetime
    >>> calls = pl.DataFrame({"at": [datetime(2026, 7, 1, 3, 59, tzinfo=UTC)]})
    >>> local = calls.select(pl.col("at").dt.convert_time_zone("America/Santiago"))
    >>> local.select(wall_clock(pl.col("at"))).item().isoformat()
    '2026-06-30T23:59:00'
    """
    return instant.map_batches(_shown, return_dtype=pl.Datetime("us"), is_elementwise=True)


def is_by(column: str, dtype: pl.DataType, day: date) -> pl.Expr:
    """Say whether an instant or a date is on or before a day, by the clock of the column's zone.

    An instant is held against the one at which the day ends; where the clocks change about then,
    against the end of the day before the change and after it.

    >>> from datetime import UTC, datetime
    >>> late = pl.Series("at", [datetime(2026, 7, 1, 3, 59), datetime(2026, 7, 1, 4)])
    >>> calls = late.dt.replace_time_zone("UTC").dt.convert_time_zone("America/Santiago").to_frame()
    >>> calls.select(is_by("at", calls.schema["at"], date(2026, 6, 30)))["at"].to_list()
    [True, False]
    """
    zone = zone_of(dtype)
    if zone is None:
        return pl.col(column).dt.date() <= day
    count, end = pl.col(column).to_physical(), (day.toordinal() + 1 - _EPOCH) * _DAY
    pieces = list(_offsets(end - _DAY, end + _DAY, _HOUR, zone))
    said = count < end - pieces[0][1]
    for instant, offset in pieces[1:]:
        said = pl.when(count < instant).then(said).otherwise(count < end - offset)
    return said
