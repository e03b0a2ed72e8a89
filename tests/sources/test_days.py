"""The day in a file's name, and the order of files by it."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.errors import SourceError
from revops.sources.reading.days import days_of
from revops.sources.reading.paths import File
from revops.sources.reading.successive import in_order

DAY = datetime(2026, 7, 31)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("deals 2026-07-31.csv", [DAY]),
        ("deals_20260731.csv", [DAY]),
        ("hubspot-crm-exports-all-deals-2026-07-31-1.csv", [DAY]),
        ("2026.07.31 deals.csv", [DAY]),
        ("31-07-2026.csv", [DAY]),
        ("31.07.2026/deals.csv", [DAY]),
        ("07-31-2026.csv", [DAY]),
        ("05-05-2026.csv", [datetime(2026, 5, 5)]),
        ("deals_20260731_0930.csv", [datetime(2026, 7, 31, 9, 30)]),
        ("deals_20260731093015.csv", [datetime(2026, 7, 31, 9, 30, 15)]),
        ("deals 2026-07-31T09.30.csv", [datetime(2026, 7, 31, 9, 30)]),
        ("deals 2026-07-31 at 2.csv", [DAY]),
        ("deals 2026-07-31-9999.csv", [DAY]),
        ("2026-07-30/deals 2026-07-31.csv", [DAY]),  # the nearest
        ("01-07-2026.csv", [datetime(2026, 1, 7), datetime(2026, 7, 1)]),
        ("2026-07-31_2026-08-01.csv", [DAY, datetime(2026, 8, 1)]),
        ("deals.csv", []),
        ("deals 2026-13-31.csv", []),
        ("deals 2026-02-30.csv", []),
        ("deals 12345678.csv", []),
        ("order 1202607319.csv", []),
        ("2026-07.csv", []),
        ("2026/07/31 deals.csv", []),
    ],
)
def test_a_name_tells_a_day_several_or_none(name: str, days: list[datetime]) -> None:
    assert days_of(name) == days


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda d: d.replace(microsecond=0))
)
def test_a_day_that_is_written_is_read_back(day: datetime) -> None:
    for shape in ("%Y-%m-%d_%H%M%S", "%Y%m%dT%H%M%S", "%Y_%m_%d %H-%M-%S"):
        assert days_of(f"crm/deals {day.strftime(shape)}.csv") == [day]
    assert day.replace(hour=0, minute=0, second=0) in days_of(f"{day:%d-%m-%Y}.csv")


def found(*names: str) -> list[File]:
    return [File(name, Path(name)) for name in names]


def named(files: list[File]) -> list[str]:
    return [file.name for file in files]


def test_files_with_a_day_come_in_its_order_after_those_without() -> None:
    files = found("a 2026-07-08", "b 2026-07-01", "c", "z", "d 03-02-2026")
    wanted = ["c", "z", "d 03-02-2026", "b 2026-07-01", "a 2026-07-08"]
    assert named(in_order(files, None)) == wanted
    assert named(in_order(files, "parts", date(2026, 7, 2))) == wanted


def test_states_end_with_the_day() -> None:
    files = found("a 2026-07-08", "b 2026-07-01", "c 2026-07-15")
    assert named(in_order(files, "states")) == ["b 2026-07-01", "a 2026-07-08", "c 2026-07-15"]
    assert named(in_order(files, "states", date(2026, 7, 8))) == ["b 2026-07-01", "a 2026-07-08"]
    assert named(in_order(files, "states", date(2026, 1, 1))) == ["b 2026-07-01"]


def test_every_state_that_is_none_is_told_at_once() -> None:
    with pytest.raises(SourceError) as error:
        in_order(found("a", "b 01-02-2026", "c 2026-07-01", "d 2026-07-01"), "states")
    assert len(error.value.problems) == 3
