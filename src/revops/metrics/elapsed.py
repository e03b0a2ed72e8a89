"""How much time lies between two instants, on the office's clock or on the wall's?"""

from typing import Literal

import polars as pl

from revops.metrics.business_hours import business_days, business_time
from revops.workspace.agreement import Sla

Clock = Literal["business", "calendar"]


def elapsed(starts: pl.Series, ends: pl.Series, sla: Sla, *, clock: Clock) -> pl.Series:
    """Give the microseconds from each start to its end: of business time, or all of them.

    Instants are absolute, so an hour that the clocks skip or repeat is neither lost nor counted
    twice.

    >>> from datetime import datetime
    >>> friday, monday = (pl.Series([datetime(2026, 6, day, 17)]) for day in (26, 29))
    >>> [elapsed(friday, monday, Sla(), clock=clock).item() / 3_600_000_000
    ...     for clock in ("business", "calendar")]
    [9.0, 72.0]
    """
    first, last = starts.dt.epoch("us"), ends.dt.epoch("us")
    if clock == "business" and len(starts):
        zone = getattr(starts.dtype, "time_zone", None) or "UTC"
        days = pl.concat([starts, ends]).dt.date()
        calendar = business_days(sla, zone, days.min(), days.max())  # type: ignore[arg-type]
        if not calendar.is_empty():
            return business_time(last, calendar) - business_time(first, calendar)
        return first * 0
    return last - first
