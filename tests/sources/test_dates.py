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
    ["31/02/2026", "2024-13-01", "2024-02-30", "0026-09-01", "9999-12-31", "soon", "2024", "12345"],
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
    for text in ("01/09/2026", "1.9.26 10:00", "25-12-26"):
        assert one(dates.instant, text) is None
        assert one(dates.why_no_date, text) == dates.UNKNOWN_ORDER


@pytest.mark.parametrize("text", ["25-12-2026", "12/25/2026", "12.25.2026"])
def test_a_part_above_12_is_a_day_whatever_the_column_shows(text):
    assert one(dates.day, text) == date(2026, 12, 25)


def test_equal_day_and_month_need_no_order():
    assert one(dates.day, "05/05/2026") == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("15 Apr, 2021 00:03:00", datetime(2021, 4, 15, 0, 3, tzinfo=UTC)),
        ("5-ene-2024", datetime(2024, 1, 5, tzinfo=UTC)),
        ("5-Mar-24", datetime(2024, 3, 5, tzinfo=UTC)),
        ("15 de enero de 2024", datetime(2024, 1, 15, tzinfo=UTC)),
        ("1º de março de 2024", datetime(2024, 3, 1, tzinfo=UTC)),
        ("lunes, 2 set. 2024 9:05", datetime(2024, 9, 2, 9, 5, tzinfo=UTC)),
        ("Mar 25, 2024 12:30 am", datetime(2024, 3, 25, 0, 30, tzinfo=UTC)),
        ("Wednesday, March 6th, 2024", datetime(2024, 3, 6, tzinfo=UTC)),
        ("25/12/2024 8:55 p.\u00a0m.", datetime(2024, 12, 25, 20, 55, tzinfo=UTC)),
        ("25/12/2024, 12:55:01 PM", datetime(2024, 12, 25, 12, 55, 1, tzinfo=UTC)),
        ("25/12/2024 15:00 h", datetime(2024, 12, 25, 15, tzinfo=UTC)),
        ("45123", datetime(2023, 7, 16, tzinfo=UTC)),
        ("45123.75", datetime(2023, 7, 16, 18, tzinfo=UTC)),
        ("45123.756944444", datetime(2023, 7, 16, 18, 10, tzinfo=UTC)),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("1700000000250", datetime(2023, 11, 14, 22, 13, 20, 250_000, tzinfo=UTC)),
    ],
)
def test_shapes_that_no_order_could_change(text, moment):
    assert one(dates.instant, text) == moment


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2024-01-22 16:14 GMT", 16),
        ("2024-01-22 16:14 GMT-3", 19),
        ("2024-01-22 16:14 UTC+05:00", 11),
        ("2024-01-22 4:14 PM EDT", 20),
        ("2024-01-22 16:14:00 CET", 15),
        ("22 ene 2024 16:14 -0300", 19),
    ],
)
def test_a_zone_in_the_cell_is_stronger_than_that_of_the_export(text, hour):
    assert one(dates.instant, text, "Asia/Tokyo") == datetime(2024, 1, 22, hour, 14, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["CST", "IST", "BST", "XYZ", "+19:00"])
def test_letters_that_mean_several_zones_are_refused(zone):
    text = f"2024-01-22 16:14 {zone}"
    assert one(dates.instant, text) is None
    assert one(dates.day, text) is None
    assert one(dates.why_no_date, text) == dates.UNKNOWN_ZONE


@pytest.mark.parametrize(
    "text",
    ["13:00 25/12/2024", "25/12/2024 13:00 PM", "32-ene-2024", "25/13/2024", "99999", "4/2024"],
)
def test_what_no_order_makes_a_date_is_none(text):
    assert one(dates.instant, text) is None
    assert one(dates.why_no_date, text) == dates.NOT_A_DATE
