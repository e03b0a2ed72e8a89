"""The sample's calendar: day 0 is 2025-01-01, the as-of day is 545, and nobody asks a clock.

Days are floats of local wall time: 1.5 is noon on 2025-01-02. The season and the holidays
are fixed here, so that a newer holidays package never changes the sample.
"""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl

from revops.sample.streams import Floats

ZONE = "America/Santiago"
START = date(2025, 1, 1)
AS_OF = date(2026, 6, 30)
END = float((AS_OF - START).days + 1)
WEEKS = END / 7
QUARTER_ENDS = np.array([89.0, 180.0, 272.0, 364.0, 454.0, 545.0, 637.0])
OPENS, CLOSES = 9.0, 18.0
_HOURS = CLOSES - OPENS
#: How long a company that is not young has been at work on day 0.
BEFORE = 280.0
_FIRST = -120 - int(BEFORE)
_HOLIDAYS = """
2025-01-01 2025-04-18 2025-05-01 2025-05-21 2025-06-20 2025-07-16 2025-08-15 2025-09-18
2025-09-19 2025-10-31 2025-12-08 2025-12-25 2026-01-01 2026-04-03 2026-05-01 2026-05-21
2026-06-29 2026-07-16 2026-09-18 2026-10-12 2026-12-08 2026-12-25
"""
_EVERY = np.arange(_FIRST, 1500)
_WEEKDAY = (_EVERY + START.weekday()) % 7
_OFF = np.isin(_EVERY, [(date.fromisoformat(one) - START).days for one in _HOLIDAYS.split()])
_WORKING = _EVERY[(_WEEKDAY < 5) & ~_OFF].astype(np.float64)


def day_number(day: date) -> int:
    """Count the days from the sample's first day.

    >>> day_number(date(2026, 6, 30))
    545
    """
    return (day - START).days


def season(days: Floats, *, grows: bool = True, varies: bool = True) -> Floats:
    """How busy a day is, weekdays apart: holidays, summer, and growth of a third over the time.

    >>> season(np.array([40.0, 90.0])).round(2).tolist()
    [0.62, 1.06]
    """
    level: Floats = 1 + 0.35 * days / END if grows else np.ones_like(days)
    if not varies:
        return level
    of_year = days % 365
    level = np.where((of_year >= 14) & (of_year < 52), level * 0.6, level)  # southern summer
    level = np.where((of_year >= 258) & (of_year < 263), level * 0.4, level)  # national days
    return np.where((of_year >= 355) | (of_year < 3), level * 0.3, level)  # year's end


def weekday(days: Floats) -> Floats:
    """Monday is 0.

    >>> weekday(np.array([0.0, 1.0])).tolist()
    [2.0, 3.0]
    """
    return np.asarray((np.floor(days) + START.weekday()) % 7, dtype=np.float64)


def office_hours(days: Floats) -> Floats:
    """Count the business hours from the calendar's beginning to a moment."""
    index = np.searchsorted(_WORKING, np.floor(days), side="right") - 1
    today = _WORKING[index] == np.floor(days)
    hours = np.clip(days % 1 * 24, OPENS, CLOSES) - OPENS
    return np.asarray(index * _HOURS + np.where(today, hours, _HOURS), dtype=np.float64)


def after_hours(days: Floats, hours: Floats) -> Floats:
    """Give the moment that lies so many business hours later.

    Two hours after 17:00 on Friday 2025-01-03 is 10:00 on Monday:

    >>> moment = after_hours(np.array([2 + 17 / 24]), np.array([2.0]))
    >>> float(round((moment[0] - 5) * 24, 6))
    10.0
    """
    total = office_hours(days) + hours
    index = np.floor(total / _HOURS + 1e-9).astype(np.int64)
    return _WORKING[index] + (OPENS + np.maximum(total - index * _HOURS, 0)) / 24


def moment(column: str) -> pl.Expr:
    """Turn a column of day numbers into local wall times, to the minute.

    >>> pl.DataFrame({"day": [1.5]}).select(moment("day")).item()
    datetime.datetime(2025, 1, 2, 12, 0)
    """
    minutes = (pl.col(column) * 1440).floor().cast(pl.Int64)
    return pl.lit(datetime.combine(START, datetime.min.time())) + pl.duration(minutes=minutes)


def text_of_day(number: float) -> str:
    """Write a day number as a date.

    >>> text_of_day(545.9)
    '2026-06-30'
    """
    return (START + timedelta(days=int(number))).isoformat()
