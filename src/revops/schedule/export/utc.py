"""The times of a zone as lines of cron in UTC, one set of lines for each distance from UTC."""

from collections import defaultdict
from datetime import timedelta

from revops.errors import RevopsError
from revops.schedule.export.entry import fields
from revops.workspace.cron import Cron

_DAY = 24 * 60


def lines(cron: Cron, offset: timedelta) -> list[str]:
    """Give the lines that are due in UTC when a cron expression is at a distance from UTC.

    A time that falls on the day before or after moves its weekdays; a day of the month or a month
    does not move, and is refused.

    >>> from revops.workspace.cron import parsed
    >>> lines(parsed("0 7 * * 1"), timedelta(hours=-4))
    ['0 11 * * 1']
    >>> lines(parsed("30 6 * * 1"), timedelta(hours=8))
    ['30 22 * * 0']
    """
    shift = round(offset.total_seconds() / 60)
    times: dict[tuple[int, int], list[int]] = defaultdict(list)
    for hour in cron.hours:
        for minute in cron.minutes:
            days, rest = divmod(hour * 60 + minute - shift, _DAY)
            times[days, rest // 60].append(rest % 60)
    hours: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for (days, hour), minutes in times.items():
        hours[days, tuple(sorted(minutes))].append(hour)
    return sorted(
        _line(cron, days, minutes, sorted(found)) for (days, minutes), found in hours.items()
    )


def _line(cron: Cron, days: int, minutes: tuple[int, ...], hours: list[int]) -> str:
    """Write one line whose times fall `days` days away."""
    if days and not (cron.any_day and cron.any_month):
        raise RevopsError(
            "a time of this cron expression falls on another day in UTC, where a day of the month "
            "cannot be moved. Choose a time whose day is the same in UTC, or use another scheduler"
        )
    weekdays = tuple(sorted((day + days) % 7 for day in cron.weekdays))
    return fields(minutes, hours, cron.days, cron.months, weekdays)
