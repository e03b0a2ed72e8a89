"""A job is due once for each wall-clock time, whatever the clocks of its zone do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.schedule.due import dues, last_due, next_due
from revops.workspace.cron import Cron, parsed

MINUTE = timedelta(minutes=1)
ZONES = ("America/Santiago", "Europe/Madrid", "America/Sao_Paulo", "Australia/Lord_Howe",
         "Asia/Kolkata", "UTC", "America/New_York")  # fmt: skip
#: A day on which each zone's clocks change; Sao Paulo's did until 2019.
CHANGES = [
    ("Europe/Madrid", datetime(2026, 3, 29, tzinfo=UTC)),
    ("Europe/Madrid", datetime(2026, 10, 25, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 4, 5, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 9, 6, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 11, 4, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2026, 11, 1, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
]


def fits(cron: Cron, wall: datetime) -> bool:
    return (
        wall.minute in cron.minutes
        and wall.hour in cron.hours
        and wall.day in cron.days
        and wall.month in cron.months
        and wall.isoweekday() % 7 in cron.weekdays
    )


def by_the_minute(text: str, zone: str, begin: datetime, end: datetime) -> list[datetime]:
    """Watch a clock on the wall: each minute that it shows counts once, the first time; what it
    leaves out when it jumps is counted on from the jump."""
    cron, place = parsed(text), ZoneInfo(zone)
    seen: set[datetime] = set()
    found: set[datetime] = set()
    moment = begin - timedelta(days=1)
    before = moment.astimezone(place).replace(tzinfo=None)
    while moment <= end:
        wall = moment.astimezone(place).replace(tzinfo=None)
        left_out = before + MINUTE
        while left_out < wall:
            if fits(cron, left_out):
                found.add(moment + (left_out - before - MINUTE))
            left_out += MINUTE
        if wall not in seen and fits(cron, wall):
            found.add(moment)
        seen.add(wall)
        before = wall
        moment += MINUTE
    return sorted(each for each in found if begin < each <= end)


@pytest.mark.parametrize(("zone", "day"), CHANGES)
@pytest.mark.parametrize(
    "cron",
    ["30 2 * * *", "0 * * * *", "*/15 * * * *", "0 0 * * *", "30 23 * * *", "59 1,2,3 * * *"],
)
def test_it_agrees_with_who_watches_the_clock(zone: str, day: datetime, cron: str) -> None:
    begin, end = day - timedelta(hours=20), day + timedelta(hours=40)
    assert dues(cron, zone, begin, end) == by_the_minute(cron, zone, begin, end)


@pytest.mark.parametrize(
    ("zone", "cron", "begin", "wanted"),
    [
        # 02:30 is skipped on 29 March: an hour later by the clock, and once
        ("Europe/Madrid", "30 2 * * *", "2026-03-28T12:00+01:00",
         ["2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"]),
        # 02:30 comes twice on 25 October: the first time
        ("Europe/Madrid", "30 2 * * *", "2026-10-24T12:00+02:00",
         ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]),
        # at 24:00 of 4 April it is 23:00 again
        ("America/Santiago", "30 23 * * *", "2026-04-04T12:00-03:00",
         ["2026-04-04T23:30-03:00", "2026-04-05T23:30-04:00"]),
        # at 24:00 of 5 September it is 01:00
        ("America/Santiago", "30 0 * * *", "2026-09-05T12:00-04:00",
         ["2026-09-06T01:30-03:00", "2026-09-07T00:30-03:00"]),
        # Sao Paulo has no summer time any more
        ("America/Sao_Paulo", "30 0 * * *", "2026-10-31T12:00-03:00",
         ["2026-11-01T00:30-03:00", "2026-11-02T00:30-03:00"]),
    ],
)  # fmt: skip
def test_nights_of_a_clock_change(zone: str, cron: str, begin: str, wanted: list[str]) -> None:
    moment, found = datetime.fromisoformat(begin), []
    for _ in wanted:
        moment = next_due(cron, zone, moment)
        found.append(moment)
    assert found == [datetime.fromisoformat(each) for each in wanted]


def test_mondays_at_seven_stay_at_seven() -> None:
    moment, place = datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("America/Santiago")
    offsets = set()
    for _ in range(52):
        moment = next_due("0 7 * * 1", "America/Santiago", moment)
        local = moment.astimezone(place)
        assert (local.isoweekday(), local.hour, local.minute) == (1, 7, 0)
        offsets.add(local.utcoffset())
    assert len(offsets) == 2


crons = st.sampled_from(
    ["0 7 * * 1", "30 2 * * *", "*/7 1-3 * * *", "0 0 29 2 *", "15 6 1,15 * *", "0 7 * 3 0"]
)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))


@given(crons, st.sampled_from(ZONES), moments)
def test_the_last_and_the_next_stand_on_both_sides_of_now(
    cron: str, zone: str, now: datetime
) -> None:
    last, following = last_due(cron, zone, now), next_due(cron, zone, now)
    assert last <= now < following
    assert next_due(cron, zone, last) == following
    assert last_due(cron, zone, following) == following
    assert last_due(cron, zone, following - MINUTE / 60) == last


def test_the_29th_of_february_is_found_across_a_century() -> None:
    due = next_due("0 7 29 2 *", "UTC", datetime(2096, 3, 1, tzinfo=UTC))
    assert due == datetime(2104, 2, 29, 7, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_a_night_may_be_cut_anywhere(zone: str, day: datetime) -> None:
    """Looking twice finds what looking once does: nothing is lost or doubled at the seam."""
    begin, end = day - timedelta(hours=4), day + timedelta(hours=22)
    whole = dues("*/30 * * * *", zone, begin, end)
    seam = begin
    while seam < end:
        parts = [*dues("*/30 * * * *", zone, begin, seam), *dues("*/30 * * * *", zone, seam, end)]
        assert parts == whole
        seam += timedelta(minutes=30)
