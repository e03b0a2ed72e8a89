"""Two windows of days that are compared: the last days, and those before or a year earlier."""

from datetime import date, timedelta
from typing import Literal

from revops.errors import BadParameter, UnknownName

Against = Literal["last", "year"]
Window = tuple[date, date]
#: Whole weeks, so that weekdays meet weekdays.
YEAR_DAYS = 364


def change_windows(until: date, days: int, against: Against) -> tuple[Window, Window]:
    """Give the window before and the window now, both ends included.

    >>> change_windows(date(2026, 6, 30), 91, "last")[0]
    (datetime.date(2025, 12, 31), datetime.date(2026, 3, 31))
    """
    if days < 1:
        raise BadParameter(f"days is {days}; a window has at least one day.")
    if against not in ("last", "year"):
        raise UnknownName("against", against, ("last", "year"))
    if against == "year" and days > YEAR_DAYS:
        raise BadParameter(f"days is {days}; windows a year apart have at most {YEAR_DAYS}.")
    now = (until - timedelta(days=days - 1), until)
    back = timedelta(days=days if against == "last" else YEAR_DAYS)
    return (now[0] - back, now[1] - back), now
