"""The day that a file's name tells: when the export was made.

Only the name counts: a file's own time is that of its last copy.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

_TIME = (
    r"(?:[T_ .-]?(?P<hour>[01]\d|2[0-3])[-:.h_]?(?P<minute>[0-5]\d)"
    r"(?:[-:._]?(?P<second>[0-5]\d))?(?![-:._]?\d))?(?!\d)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}(?P<mark>[-_.]?)(?P<a>\d\d)(?P=mark)(?P<b>\d\d){_TIME}")
_YEAR_LAST = re.compile(rf"(?<!\d)(?P<a>\d\d)(?P<mark>[-_.])(?P<b>\d\d)(?P=mark){_YEAR}{_TIME}")


def _made(found: re.Match[str], month: str, day: str) -> Iterator[datetime]:
    """Make the instant of a match, where there is such a day."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    year = int(found["year"])
    try:
        day_of_month = int(found[day])
        yield datetime(year, int(found[month]), day_of_month, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return


def _days_in(text: str) -> set[datetime]:
    """Give every day that a text may mean; day and month may stand in either order."""
    days = {day for found in _YEAR_FIRST.finditer(text) for day in _made(found, "a", "b")}
    for found in _YEAR_LAST.finditer(_YEAR_FIRST.sub(" ", text)):
        days |= {*_made(found, "a", "b"), *_made(found, "b", "a")}
    return days


def days_of(name: str) -> list[datetime]:
    """Give the days that a file's name may mean, else those of the nearest folder that has one.

    One day is a fact, none and several are not.

    >>> days_of("deals_20260701-0930.csv")
    [datetime.datetime(2026, 7, 1, 9, 30)]
    >>> [day.date().isoformat() for day in days_of("crm/01-07-2026/deals.csv")]
    ['2026-01-07', '2026-07-01']
    >>> days_of("deals_v2.csv")
    []
    """
    for part in reversed(PurePosixPath(name).parts):
        if days := _days_in(part):
            return sorted(days)
    return []
