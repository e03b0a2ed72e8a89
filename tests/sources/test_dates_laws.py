"""Laws of reading dates: what was written comes back, or is refused; never another date."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from revops.sources.casting import dates

MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
        *("septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
LONG_AGO = datetime(1899, 12, 30)
SHAPES = {
    "dd/mm/yyyy": "{d:02}/{m:02}/{y}",
    "mm/dd/yyyy": "{m:02}/{d:02}/{y}",
    "d/m/yyyy": "{d}/{m}/{y}",
    "m/d/yyyy": "{m}/{d}/{y}",
    "d/mm/yyyy": "{d}/{m:02}/{y}",
    "dd.mm.yy": "{d:02}.{m:02}.{yy:02}",
    "m-d-yy": "{m}-{d}-{yy:02}",
    "d-mmm-yy": "{d}-{en}-{yy:02}",
    "d de mes de yyyy": "{d} de {es} de {y}",
    "mmm d, yyyy": "{en} {d}, {y}",
    "iso": "{y}-{m:02}-{d:02}",
    "compact": "{y}{m:02}{d:02}",
    "serial": "{serial}",
}
TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", ", %I:%M:%S %p", "T%H:%M:%S")
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
law = settings(deadline=None, max_examples=60)


def write(day, shape):
    names = {tongue: words[day.month - 1] for tongue, words in MONTHS.items()}
    serial = day.toordinal() - LONG_AGO.toordinal()
    parts = {"d": day.day, "m": day.month, "y": day.year, "yy": day.year % 100}
    return SHAPES[shape].format(**parts, **names, serial=serial)


def turn(day):
    return date(day.year, day.day, day.month) if day.day <= 12 else day


def read(cells):
    frame = pl.DataFrame({"at": cells}, schema={"at": pl.String})
    reading = dates.decide(frame, {"at": pl.Date()})["at"]
    return frame.select(dates.day(pl.col("at"), "UTC", (), reading)).to_series().to_list()


def assert_never_another(found, truth):
    for day, true in zip(found, truth, strict=True):
        assert day in (None, true)


@law
@given(st.lists(DAYS, min_size=1, max_size=40), st.sampled_from(list(SHAPES)))
def test_one_hand_is_read_back_or_refused(truth, shape):
    found = read([write(day, shape) for day in truth])
    assert_never_another(found, truth)
    if shape in ("iso", "compact", "serial", "d-mmm-yy", "d de mes de yyyy", "mmm d, yyyy"):
        assert found == truth


@law
@given(
    st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)), min_size=1, max_size=9),
    st.sampled_from(["iso", "d-mmm-yy", "mmm d, yyyy"]),
    st.sampled_from(TIMES[1:]),
)
def test_times_of_every_kind_are_read_back(truth, shape, time):
    cells = [write(at.date(), shape) + at.strftime(time) for at in truth]
    frame = pl.DataFrame({"at": cells})
    reading = dates.decide(frame, {"at": pl.Datetime("us", "UTC")})["at"]
    found = frame.select(dates.instant(pl.col("at"), "UTC", (), reading)).to_series().to_list()
    exact = timedelta(minutes=1) if "S" not in time else timedelta(seconds=1)
    for moment, true in zip(found, truth, strict=True):
        assert timedelta(0) <= true - moment.replace(tzinfo=None) < exact


@pytest.mark.parametrize("order", ["dd/mm/yyyy", "mm/dd/yyyy", "d/m/yyyy", "m/d/yyyy"])
def test_the_ordinary_column_is_read(order):
    truth = [date(2024, 1, 1) + timedelta(11 * n % 366) for n in range(20)]
    assert read([write(day, order) for day in truth]) == truth


@law
@given(
    st.lists(DAYS, min_size=1, max_size=30),
    st.sampled_from(["d/m/yyyy", "m/d/yyyy", "m-d-yy", "iso", "compact", "d-mmm-yy", "serial"]),
)
def test_a_spreadsheet_that_turned_dates_around_and_wrote_them_otherwise_is_never_believed(
    days, shape
):
    truth = [date(2024, 3, 25), date(2024, 2, 5), *days]
    cells = [
        write(turn(day), shape) if day.day <= 12 else write(day, "dd/mm/yyyy") for day in truth
    ]
    assert_never_another(read(cells), truth)


@law
@given(st.lists(st.tuples(DAYS, st.booleans()), min_size=3, max_size=60))
def test_two_orders_in_one_sorted_column_are_read_back_or_refused(rows):
    rows = sorted(rows)
    cells = [write(day, "dd/mm/yyyy" if is_ours else "mm/dd/yyyy") for day, is_ours in rows]
    assume(any(day.day > 12 and is_ours for day, is_ours in rows))
    assume(any(day.day > 12 and not is_ours for day, is_ours in rows))
    assert_never_another(read(cells), [day for day, _ in rows])


@pytest.mark.parametrize("shape", ["dd/mm/yyyy", "d/m/yyyy"])
@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("n", [30, 100])
def test_dates_turned_around_in_their_own_shape_stand_out_of_a_sorted_file(shape, step, n):
    truth = [date(2023, 5, 20) + timedelta(step * k) for k in range(n)]
    assert_never_another(read([write(turn(day), shape) for day in truth]), truth)


@law
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=12))
def test_any_text_is_a_date_or_has_a_reason(texts):
    frame = pl.DataFrame({"at": texts}, schema={"at": pl.String})
    reading = dates.decide(frame, {"at": pl.Date()})["at"]
    told = frame.select(
        day=dates.day(pl.col("at"), "UTC", (), reading),
        why=dates.why_no_date(pl.col("at"), (), reading),
    )
    assert told.filter(pl.col("day").is_null() & pl.col("why").is_null()).is_empty()
