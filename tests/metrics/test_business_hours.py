"""Business time against a walk minute by minute through the calendar."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.metrics.business_hours import HOUR, business_days, business_deadline, business_time
from revops.metrics.metric import NotComputable
from revops.workspace.agreement import Sla

SANTIAGO = ZoneInfo("America/Santiago")
CHILE = Sla(country="CL")
FIRST, LAST = date(2026, 8, 20), date(2026, 10, 20)  # clocks go forward on 6 September
FREE = set(holidays.country_holidays("CL", years=2026))
CALENDAR = business_days(CHILE, "America/Santiago", FIRST, LAST)
INSTANTS = st.datetimes(datetime(2026, 8, 25), datetime(2026, 10, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)


def micros(*instants: datetime) -> pl.Series:
    return pl.Series([round(instant.timestamp()) * 1_000_000 for instant in instants])


def is_open(instant: datetime) -> bool:
    here = instant.astimezone(SANTIAGO)
    works = here.weekday() < 5 and here.date() not in FREE
    return works and time(9) <= here.time() < time(18)


def walked_hours(start: datetime, end: datetime) -> float:
    """Count the open quarters of an hour between two instants on the quarter."""
    quarter, n = timedelta(minutes=15), 0
    while start < end:
        n += is_open(start)
        start += quarter
    return n / 4


@given(INSTANTS, INSTANTS)
@settings(max_examples=40)
def test_business_time_equals_a_walk_over_holidays_weekends_and_clock_changes(
    one: datetime, other: datetime
) -> None:
    start, end = sorted(each.replace(minute=each.minute // 15 * 15) for each in (one, other))
    passed = business_time(micros(start, end), CALENDAR) / HOUR
    assert passed[1] - passed[0] == pytest.approx(walked_hours(start, end))


@given(INSTANTS, st.floats(0.25, 40))
def test_a_deadline_lies_exactly_its_hours_after_the_start(start: datetime, hours: float) -> None:
    due = business_deadline(micros(start), hours, CALENDAR)
    passed = business_time(micros(start), CALENDAR), business_time(due, CALENDAR)
    assert (passed[1] - passed[0]).item() == round(hours * HOUR)
    assert is_open(datetime.fromtimestamp(due.item() / 1_000_000 - 1, UTC))


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-08-28 17:00", 2, "2026-08-31 10:00"),  # over a weekend
        ("2026-08-28 09:00", 9, "2026-08-28 18:00"),  # that evening, not the next morning
        ("2026-08-29 12:00", 9, "2026-08-31 18:00"),  # from a Saturday
        ("2026-09-04 17:00", 2, "2026-09-07 10:00"),  # the clocks change in between
        ("2026-09-17 17:00", 2, "2026-09-21 10:00"),  # over 18 and 19 September
        ("2026-08-31 03:00", 1, "2026-08-31 10:00"),  # before the day opens
    ],
)
def test_deadlines_on_the_wall(start: str, hours: float, due: str) -> None:
    given = datetime.fromisoformat(start).replace(tzinfo=SANTIAGO)
    found = business_deadline(micros(given), hours, CALENDAR).item() / 1_000_000
    shown = datetime.fromtimestamp(found, SANTIAGO).strftime("%Y-%m-%d %H:%M")
    assert shown == due


def test_a_day_that_loses_an_hour_is_an_hour_shorter() -> None:
    round_the_clock = Sla(business_start="00:00", business_end="23:00", workdays=[6])
    sundays = business_days(
        round_the_clock, "America/Santiago", date(2026, 9, 6), date(2026, 9, 13)
    )
    hours = (sundays["closes"] - sundays["opens"]) / HOUR
    assert hours.to_list() == [22.0, 23.0]


def test_beyond_the_calendar_there_is_no_deadline() -> None:
    late = datetime(2026, 10, 20, 17, tzinfo=SANTIAGO)
    assert business_deadline(micros(late), 9, CALENDAR).to_list() == [None]


def test_no_country_means_no_holidays() -> None:
    week = business_days(Sla(), "America/Santiago", date(2026, 9, 14), date(2026, 9, 20))
    assert week.height == 5


def test_an_agreement_without_working_hours_is_refused() -> None:
    closed = Sla(business_start="18:00", business_end="09:00")
    with pytest.raises(NotComputable, match="no working hours"):
        business_days(closed, "UTC", FIRST, LAST)
