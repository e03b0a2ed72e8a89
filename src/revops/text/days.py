"""Days, weeks and months as a locale writes them."""

import re
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time

from revops.errors import RevopsError


def day(value: date, locale: Locale) -> str:
    """Write a day.

    >>> day(date(2026, 3, 2), Locale("es"))
    '2 mar 2026'
    """
    return format_date(value, "medium", locale)


def moment(value: datetime, locale: Locale) -> str:
    """Write a moment, in the zone that it is in.

    >>> moment(datetime(2026, 3, 2, 17, 5), Locale("es"))
    '2 mar 2026, 17:05'
    """
    return f"{day(value, locale)}, {format_time(value, 'short', locale=locale)}"


def month(value: date, locale: Locale, *, short: bool = False) -> str:
    """Write a month.

    >>> month(date(2026, 3, 2), Locale("es"))
    'marzo de 2026'
    >>> month(date(2026, 3, 2), Locale("en"), short=True)
    'Mar 2026'
    """
    return format_skeleton("yMMM" if short else "yMMMM", value, locale=locale)


def period(value: str, locale: Locale) -> str:
    """Write a cohort's period: a month, a quarter or a year; another text stays as it is.

    >>> [period(value, Locale("es")) for value in ("2026-03", "2026-Q1", "2026")]
    ['mar 2026', 'T1 2026', '2026']
    """
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return month(first_day(value), locale, short=True)
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", value)
    if quarter is None:
        return value
    year, number = quarter.groups()
    return f"{locale.quarters['format']['abbreviated'][int(number)]} {year}"


def first_day(period: str | date) -> date:
    """Give the first day of a period: a day, an ISO week or a month.

    >>> first_day("2026-W10"), first_day("2026-03")
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 1))
    """
    if isinstance(period, datetime):
        return period.date()
    if isinstance(period, date):
        return period
    try:
        return date.fromisoformat(f"{period}-1" if "W" in period else f"{period}-01"[:10])
    except ValueError:
        raise RevopsError(
            f"'{period}' is no period; write 2026-03, 2026-W10 or 2026-03-02."
        ) from None
