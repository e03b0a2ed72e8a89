"""When is a job due? Each wall-clock time of its cron expression once, whatever the clocks do.

A local time that a clock change skips is due as long after the change as it would have been
(02:30 becomes 03:30); one that comes twice is due the first time. APScheduler finds the wall-clock
times, on a calendar without clock changes; only then do they become moments. Left to itself it
would run a job of the doubled hour twice.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from revops.workspace.cron import parsed

#: No zone's clocks have moved by more since 2012; walls this far apart keep their order.
_MARGIN = timedelta(hours=3)
_MINUTE = timedelta(minutes=1)
#: How far to look, the nearest first; the 29th of February can be eight years away.
_SPANS = tuple(timedelta(days=days) for days in (0.1, 1, 8, 32, 367, 9 * 366))


def _walls(cron: str, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Give the wall-clock times of an expression from begin to end."""
    from apscheduler.triggers.cron import CronTrigger

    trigger = CronTrigger.from_crontab(parsed(cron).named, timezone=UTC)
    wall = begin.replace(tzinfo=UTC)
    while (wall := trigger.get_next_fire_time(None, wall)) and wall.replace(tzinfo=None) <= end:
        yield wall.replace(tzinfo=None)
        wall += _MINUTE


def dues(cron: str, zone: str, begin: datetime, end: datetime) -> list[datetime]:
    """Give the moments, in UTC, after begin and not after end at which a job is due.

    >>> night = datetime(2026, 10, 24, 12, tzinfo=UTC)
    >>> found = dues("30 2 * * *", "Europe/Madrid", night, night + timedelta(days=2))
    >>> [each.isoformat() for each in found]
    ['2026-10-25T00:30:00+00:00', '2026-10-26T01:30:00+00:00']
    """
    place = ZoneInfo(zone)
    first, last = (moment.astimezone(place).replace(tzinfo=None) for moment in (begin, end))
    walls = _walls(cron, first - _MARGIN, last + _MARGIN)
    moments = {wall.replace(tzinfo=place).astimezone(UTC) for wall in walls}
    return sorted(moment for moment in moments if begin < moment <= end)


def next_due(cron: str, zone: str, after: datetime) -> datetime:
    """Give the first moment after another at which a job is due."""
    for span in _SPANS:
        if found := dues(cron, zone, after, after + span):
            return found[0]
    raise AssertionError(f"{cron} is never due")


def last_due(cron: str, zone: str, now: datetime) -> datetime:
    """Give the last moment, now or before, at which a job was due."""
    for span in _SPANS:
        if found := dues(cron, zone, now - span, now):
            return found[-1]
    raise AssertionError(f"{cron} was never due")
