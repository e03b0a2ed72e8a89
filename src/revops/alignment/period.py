"""Which days a period covers: 2026, 2026-Q2, 2026-06, 2026-W26, or the days up to a day."""

import re
from datetime import date, timedelta

from revops.errors import BadParameter

_PERIOD = re.compile(r"^(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})))?$")


def days_of(period: str) -> tuple[date, date]:
    """Give the first and the last day of a period.

    >>> days_of("2026-Q2")
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    >>> days_of("2026-W27")
    (datetime.date(2026, 6, 29), datetime.date(2026, 7, 5))
    """
    match = _PERIOD.match(period)
    if not match:
        raise BadParameter(f"'{period}' is no period. Write 2026, 2026-Q2, 2026-06 or 2026-W26.")
    year, quarter, week, month = (int(part) if part else 0 for part in match.groups())
    try:
        if week:
            return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        if quarter:
            return _months(year, 3 * quarter - 2, 3)
        return _months(year, month, 1) if match[4] else _months(year, 1, 12)
    except ValueError:
        raise BadParameter(f"'{period}' is no period: there is no such week or month.") from None


def _months(year: int, first: int, many: int) -> tuple[date, date]:
    """Give the first and last day of some months."""
    after = year * 12 + first - 1 + many
    return date(year, first, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def last_days(as_of: date, days: int) -> tuple[date, date]:
    """Give the period of some days that ends on the as-of day."""
    return as_of - timedelta(days=days - 1), as_of
