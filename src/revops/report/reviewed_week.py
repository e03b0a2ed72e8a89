"""Which week a page looks at: an ISO week, as it was known at its end."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from revops.errors import BadParameter
from revops.metrics.metric import NotComputable
from revops.text import N_, Text

LAST = "last"
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_DAYS = 7


@dataclass(frozen=True)
class ReviewedWeek:
    """One week, from Monday to Sunday, looked at on or after some day of it.

    `known_on` is the last day that counts: its Sunday, or the as-of day of a week that is not over.
    """

    monday: date
    as_of: date

    @property
    def name(self) -> str:
        """Name the week, as 2026-W26."""
        return f"{self.monday:%G-W%V}"

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=_DAYS - 1)

    @property
    def has_begun(self) -> bool:
        """Say whether any of its days is on or before the as-of day."""
        return self.monday <= self.as_of

    @property
    def known_on(self) -> date:
        """The last day that counts; of a week to come, the as-of day."""
        return min(self.sunday, self.as_of)

    @property
    def days(self) -> int:
        """How many of its days are known."""
        return (self.known_on - self.monday).days + 1 if self.has_begun else _DAYS

    def told(self, text: Text) -> str:
        """Say which week it is.

        >>> from revops.text import load
        >>> reviewed_week("2026-W26", as_of=date(2026, 6, 30)).told(load("en"))
        'week 26 of 2026 (Jun 22, 2026 to Jun 28, 2026)'
        """
        year, week, _ = self.monday.isocalendar()
        message = N_("week {week} of {year} ({first} to {last})")
        ends = {"first": text.day(self.monday), "last": text.day(self.sunday)}
        return text(message, week=week, year=str(year), **ends)

    def not_begun(self) -> NotComputable:
        """Say that nothing can be known of a week to come."""
        return NotComputable(
            N_("the week {week} has not begun on {day}; the last whole week is {last}"),
            week=self.name,
            day=self.as_of.isoformat(),
            last=reviewed_week(LAST, as_of=self.as_of).name,
        )


def week_name(value: str) -> str:
    """Check how a week is written; "" and "last" are the last whole week.

    >>> week_name("2026-W46"), week_name("")
    ('2026-W46', '')
    >>> week_name("2026-W60")
    Traceback (most recent call last):
        ...
    ValueError: it takes an ISO week such as 2026-W46, or last
    """
    if value not in ("", LAST):
        _monday(value)
    return value


def _monday(value: str) -> date:
    try:
        found = _WEEK.fullmatch(value)
        year, week = (int(part) for part in found.groups()) if found else (0, 0)
        return date.fromisocalendar(year, week, 1)
    except (ValueError, TypeError):
        raise ValueError(N_("it takes an ISO week such as 2026-W46, or last")) from None


def reviewed_week(week: str, *, as_of: date) -> ReviewedWeek:
    """Give the week that is asked for; "" and "last" are the last one over by the as-of day.

    >>> reviewed_week("last", as_of=date(2026, 6, 30)).name
    '2026-W26'
    >>> reviewed_week("", as_of=date(2026, 6, 28)).name
    '2026-W26'
    >>> reviewed_week("2026-W27", as_of=date(2026, 6, 30)).days
    2
    """
    if week in ("", LAST):
        sunday = as_of - timedelta(days=as_of.isoweekday() % _DAYS)
        return ReviewedWeek(sunday - timedelta(days=_DAYS - 1), as_of)
    try:
        return ReviewedWeek(_monday(week), as_of)
    except ValueError as error:
        raise BadParameter(f"week is {week!r}, but {error}") from None


def refuse_contradiction(week: str, as_of: str) -> None:
    """Refuse a week that begins after the as-of day given beside it.

    >>> refuse_contradiction("2026-W46", "2026-06-30")
    Traceback (most recent call last):
        ...
    revops.errors.BadParameter: the week 2026-W46 begins after 2026-06-30: leave out one of the two
    """
    if not as_of or week in ("", LAST):
        return
    asked = reviewed_week(week, as_of=date.fromisoformat(as_of))
    if not asked.has_begun:
        raise BadParameter(f"the week {week} begins after {as_of}: leave out one of the two")
