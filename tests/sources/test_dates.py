from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops.sources.casting import dates


def one(cast, text: str, *args):
    return pl.DataFrame({"cell": [text]}).select(cast(pl.col("cell"), *args)).item()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-22T16:14:25.000+0000", datetime(2024, 1, 22, 16, 14, 25, tzinfo=UTC)),
        ("2024-01-22T16:14:25Z", datetime(2024, 1, 22, 16, 14, 25, tzinfo=UTC)),
        ("2024-01-22 16:14:25 UTC", datetime(2024, 1, 22, 16, 14, 25, tzinfo=UTC)),
        ("2024-01-22 16:14 +02:00", datetime(2024, 1, 22, 14, 14, tzinfo=UTC)),
        ("2024-03-12 09:14", datetime(2024, 3, 12, 12, 14, tzinfo=UTC)),
        ("2020-07-03 4:30:21", datetime(2020, 7, 3, 8, 30, 21, tzinfo=UTC)),
        ("2024-01-22", datetime(2024, 1, 22, 3, tzinfo=UTC)),
        ("20240122", datetime(2024, 1, 22, 3, tzinfo=UTC)),
    ],
)
def test_unmarked_times_are_in_the_zone_and_offsets_are_kept(text, moment):
    assert one(dates.instant, text, "America/Santiago") == moment


def test_a_skipped_midnight_is_the_first_moment_of_its_day():
    first = datetime(2024, 9, 8, 4, tzinfo=UTC)  # 01:00 in Santiago; 00:00 did not happen
    assert one(dates.instant, "2024-09-08", "America/Santiago") == first


def test_of_two_equal_hours_the_first_counts():
    first = datetime(2024, 4, 7, 2, 30, tzinfo=UTC)
    assert one(dates.instant, "2024-04-06 23:30:00", "America/Santiago") == first


@pytest.mark.parametrize(
    ("text", "declared", "day"),
    [
        ("01/09/2026", "%d/%m/%Y", date(2026, 9, 1)),
        ("01/09/2026 10:00", "%d/%m/%Y", date(2026, 9, 1)),
        ("1/9/2026", "%m/%d/%Y", date(2026, 1, 9)),
        ("02/23/26 08:55 PM", "%m/%d/%y", date(2026, 2, 23)),
        ("15 Apr, 2021 00:03:00", "%d %b, %Y %H:%M:%S", date(2021, 4, 15)),
        ("2026-09-01", "%d/%m/%Y", date(2026, 9, 1)),
        ("01/09/2026 23:00 -0300", "%d/%m/%Y %H:%M %z", date(2026, 9, 2)),
    ],
)
def test_declared_formats(text, declared, day):
    assert one(dates.day, text, "UTC", (declared,)) == day


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "2024-13-01", "2024-02-30", "0026-09-01", "9999-12-31", "soon", "2024", "45323"],
)
def test_what_is_no_date_is_refused(text):
    assert one(dates.day, text) is None
    assert one(dates.instant, text) is None
    assert one(dates.why_no_date, text) == dates.NOT_A_DATE


def test_a_two_digit_year_is_not_the_first_century():
    assert one(dates.day, "01/09/26", "UTC", ("%d/%m/%Y",)) is None


def test_a_year_first_format_is_not_read_as_iso():
    assert one(dates.day, "2024-01-13", "UTC", ("%Y-%d-%m",)) is None


def test_an_undeclared_order_of_day_and_month_is_not_guessed():
    for text in ("01/09/2026", "1.9.26 10:00", "25-12-2026"):
        assert one(dates.instant, text) is None
        assert one(dates.why_no_date, text) == dates.UNKNOWN_ORDER
