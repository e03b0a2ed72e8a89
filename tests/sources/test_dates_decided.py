"""Columns of dates: what their cells show together, solved by hand."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from revops.sources.casting import dates

DAY, INSTANT = pl.Date(), pl.Datetime("us", "UTC")


def read(cells, zone="UTC", declared=(), dtype=DAY, **others):
    """Decide a column named `created_at` beside others, and read it."""
    frame = pl.DataFrame({"created_at": cells, **others})
    kinds = {name: DAY if name.endswith("date") else dtype for name in frame.columns}
    reading = dates.decide(frame, kinds, zone, declared)["created_at"]
    cast = dates.day if dtype == DAY else dates.instant
    found = frame.select(cast(pl.col("created_at"), zone, declared, reading)).to_series()
    return found.to_list(), reading


def days(*texts):
    return [text and date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("cells", "read_as", "expected"),
    [
        (["25/03/2024", "05/03/2024"], "day/month/year", days("2024-03-25", "2024-03-05")),
        (["03/25/2024", "03/05/2024"], "month/day/year", days("2024-03-25", "2024-03-05")),
        (["25.3.2024", "5.12.2024"], "day/month/year", days("2024-03-25", "2024-12-05")),
        (["25/03/2024", "5/03/2024"], "day/month/year", days("2024-03-25", "2024-03-05")),
        (["31-12-24", "05-03-23"], "day/month/year", days("2024-12-31", "2023-03-05")),
        (["12/31/68", "03/05/69"], "month/day/year", days("2068-12-31", "1969-03-05")),
        (["2024-03-25", "20240326"], "ISO", days("2024-03-25", "2024-03-26")),
        (["45123", None], "spreadsheet serial (1900 system)", days("2023-07-16", None)),
    ],
)
def test_one_hand(cells, read_as, expected):
    found, reading = read(cells)
    assert found == expected
    assert reading.read_as == read_as
    assert (reading.n_cells, reading.n_by_cell) == (sum(c is not None for c in cells), 0)


@pytest.mark.parametrize("cells", [["01/09/2026", "02/03/2026"], ["02-03-04"], ["25-12-24"]])
def test_no_proof_is_no_order(cells):
    assert read(cells)[0] == [None] * len(cells)


def test_two_digits_that_may_be_years_are_refused_and_those_that_spread_as_days_are_read():
    assert read(["24-12-05", "25-01-07"])[0] == [None, None]
    found, _ = read(["02-03-24", "20-12-24", "28-11-25"])
    assert found == days("2024-03-02", "2024-12-20", "2025-11-28")


def test_two_orders_in_one_shape_are_read_row_by_row():
    found, reading = read(["25/03/2024", "03/26/2024", "07/07/2024", "05/03/2024"])
    assert found == days("2024-03-25", "2024-03-26", "2024-07-07", None)
    assert (reading.read_as, reading.n_by_cell) == ("day and month row by row", 3)
    assert "1 cell has a day above 12; 1 cell has a second part above 12" in reading.evidence


def test_a_second_shape_needs_its_own_proof():
    cells = ["25/03/2024", "13/04/2024", "05/06/2024", "5/3/2024", "6-7-24"]
    found, _ = read(cells)
    assert found == days("2024-03-25", "2024-04-13", "2024-06-05", None, None)


def test_a_cell_that_either_hand_may_have_written_is_refused():
    cells = ["25/03/2024", "13/04/2024", "05/06/2024", "3/25/2024", "6/4/2024", "10/11/2024"]
    found, _ = read(cells)
    assert found == days("2024-03-25", "2024-04-13", "2024-06-05", "2024-03-25", "2024-06-04", None)


def test_days_above_12_that_are_too_rare_are_of_another_hand():
    found, _ = read(["25/03/2024"] + ["05/03/2024"] * 40)
    assert found == days("2024-03-25") + [None] * 40


def test_months_that_fit_turned_around_are_no_order():
    """A file of January and February whose days up to 12 came back as months."""
    first = [date(2024, 1, 1) + timedelta(n) for n in range(60)]
    cells = [
        f"{d.month:02}/{d.day:02}/2024" if d.day <= 12 else f"{d.day:02}/{d.month:02}/2024"
        for d in first
    ]
    found, _ = read(cells[::2] + cells[1::2])
    truth = first[::2] + first[1::2]
    assert all(day in (None, true) for day, true in zip(found, truth, strict=True))
    assert sum(day is None for day in found) == 22  # 24 days up to 12, less 1 January, 2 February


@pytest.mark.parametrize("written", ["2024-03-05", "5-Mar-24", "45356"])
def test_a_spreadsheet_that_took_what_it_could_may_have_turned_it_around(written):
    found, reading = read(["25/03/2024", "13/04/2024", written])
    assert found == days("2024-03-25", "2024-04-13", None)
    assert "turned around" in reading.evidence
    found, _ = read(["25/03/2024", "13/04/2024", "05/03/2024", written])
    assert found[3] == date(2024, 3, 5)
    why = pl.DataFrame({"cell": [written]}).select(dates.why_no_date(pl.col("cell"), (), reading))
    assert why.item() == dates.UNKNOWN_ORDER


def test_dates_of_software_beside_texts_are_kept_where_they_have_days_above_12():
    found, _ = read(["25/03/2024", "2024-03-05", "2024-04-13"])
    assert found == days("2024-03-25", "2024-03-05", "2024-04-13")


SORTED = ["13/01/2024", "01/14/2024", "15/01/2024", "16/01/2024", "17/01/2024", "18/01/2024"]


def test_neighbours_of_a_sorted_column_decide():
    cells = [*SORTED, "03/02/2024", "13/02/2024", "14/02/2024", "03/04/2024"]
    found, reading = read(cells)
    assert found[6] == date(2024, 2, 3)
    assert found[9] is None  # the 3rd of April and the 4th of March both come after
    assert reading.n_by_cell == 9
    shuffled, _ = read([*cells[5:], *cells[:5]])
    assert shuffled[1] is None


def test_neighbours_contradict_a_proof_from_one_side():
    first = [date(2023, 1, 1) + timedelta(4 * n) for n in range(180)]
    turned = [date(d.year, d.day, d.month) if d.day <= 12 else d for d in first]
    found, _ = read([f"{d:%d/%m/%Y}" for d in turned])
    assert all(day in (None, true) for day, true in zip(found, first, strict=True))
    assert 0 < found.count(None) <= sum(t != f for t, f in zip(turned, first, strict=True))


def paired(n_pairs):
    created = [f"{n:02}/01/2024" for n in range(13, 13 + n_pairs)] + ["01/25/2024"]
    closed = ["2024-03-15"] * len(created)
    return [*created, "02/05/2024", "02/03/2024"], [*closed, "2024-03-01", "2024-04-01"]


@pytest.mark.parametrize(("n_pairs", "expected"), [(18, None), (19, date(2024, 2, 5))])
def test_a_second_date_decides_where_no_sure_row_breaks_the_rule(n_pairs, expected):
    created, closed = paired(n_pairs)
    created.append("14/01/2024")  # not sorted
    found, _ = read(created, close_date=[*closed, None])
    assert found[-3:] == [expected, None, date(2024, 1, 14)]


def test_a_second_date_that_sometimes_comes_first_decides_nothing():
    created, closed = paired(19)
    found, _ = read([*created, "14/05/2024"], close_date=[*closed, "2024-05-01"])
    assert found[-3:] == [None, None, date(2024, 5, 14)]


def test_a_declared_format_is_strict_and_first():
    cells = ["25/03/2024", "03/26/2024", "05/03/2024", "26/03/2024"]
    found, reading = read(cells, declared=("%d/%m/%Y",))
    assert found == days("2024-03-25", None, "2024-03-05", "2024-03-26")
    assert (reading.read_as, reading.evidence) == ("%d/%m/%Y", "declared")


def test_a_declared_format_that_more_cells_prove_wrong_reads_no_open_cell():
    found, reading = read(["03/26/2024", "05/03/2024"], declared=("%d/%m/%Y",))
    assert found == [None, None]
    assert reading.evidence.startswith("declared; more cells prove the other order")


@pytest.mark.parametrize(
    ("cells", "is_general"),
    [
        (["2024-09-08 00:30:00", "2024-04-06 23:30:00", "2024-04-05 23:30:00"], False),
        (["2024-09-08 00:30:00", "2024-04-06 23:30", "2024-04-05T23:30:00"], True),
    ],
)
def test_changes_of_the_clocks_are_counted(cells, is_general):
    found, reading = read(cells, "America/Santiago", dtype=INSTANT)
    assert found[:2] == [
        datetime(2024, 9, 8, 4, 30, tzinfo=UTC),
        datetime(2024, 4, 7, 2, 30, tzinfo=UTC),
    ]
    assert bool(reading.format) != is_general
    assert reading.evidence.endswith(
        "; 1 in an hour that the clocks skipped are read an hour later"
        "; 1 in an hour that happened twice are read as the first"
    )


@pytest.mark.parametrize(
    "cell",
    [
        "2024-01-22",
        "2024-01-22 16:14",
        "2024-01-22T16:14:25",
        "2024-01-22 16:14:25.5",
        "2024-01-22T16:14:25Z",
        "2024-01-22T16:14:25.000Z",
        "2024-01-22T16:14:25.000+0000",
        "20240122",
    ],
)
@pytest.mark.parametrize("dtype", [DAY, INSTANT])
def test_the_quick_and_the_careful_way_agree(cell, dtype):
    quick, reading = read([cell, None], "America/Santiago", dtype=dtype)
    careful, other = read([cell, "16 Jan 2024"], "America/Santiago", dtype=dtype)
    assert reading.format
    assert not other.format
    assert quick[0] == careful[0] is not None
    assert quick[1] is None


def test_a_lazy_frame_is_decided_alike_and_cells_may_come_in_pieces():
    frame = pl.DataFrame({"on": ["25/03/2024", "05/03/2024", "01/02/2024"]})
    reading = dates.decide(frame.lazy(), {"on": DAY})["on"]
    cast = dates.day(pl.col("on"), "UTC", (), reading)
    streamed = frame.lazy().select(cast).collect(engine="streaming")
    assert streamed["on"].to_list() == days("2024-03-25", "2024-03-05", "2024-02-01")
