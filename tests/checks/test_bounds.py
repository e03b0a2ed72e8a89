"""Bounds from earlier loads: a bad load moves nothing, even growth stays inside, a cut does not."""

from math import exp, log
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.checks.bounds import of_counts, of_shares

LOADS = st.lists(st.integers(1, 1_000_000), min_size=1, max_size=6)


def is_inside(rows: int, band: dict[str, float]) -> bool:
    return band["rows_low"] <= rows <= band["rows_high"]


def test_the_band_is_that_of_the_formula() -> None:
    """By hand: the logs of 100,000 times 1, 1.2, 1.44 and 2; MAD is half of 0.182 + 0.329."""
    rows = [100_000, 120_000, 144_000, 200_000]
    logs = [log(row) for row in rows]
    centre = (logs[1] + logs[2]) / 2
    mad = median(abs(each - centre) for each in logs)
    band = of_counts(rows)
    assert band["rows_low"] == int(exp(centre - 3.5 * mad / 0.6745))
    assert band["rows_high"] == int(exp(centre + 3.5 * mad / 0.6745)) + 1
    assert band["rows_floor"] == band["rows_low"] < exp(centre) / 2


@pytest.mark.parametrize("rows", [[1000] * 4, [1000, 1001, 999, 1000], [1000, 1000, 1, 1000]])
def test_steady_loads_allow_a_tenth_and_one_bad_load_nothing_more(rows: list[int]) -> None:
    band = of_counts(rows)
    assert not is_inside(890, band)
    assert is_inside(930, band)
    assert is_inside(1090, band)
    assert not is_inside(1140, band)
    assert band["rows_floor"] == pytest.approx(500, abs=2)


@pytest.mark.parametrize("weekly", [0.9, 0.97, 1.02, 1.1, 1.3])
def test_even_growth_raises_no_alarm(weekly: float) -> None:
    rows = [round(50_000 * weekly**week) for week in range(7)]
    assert is_inside(rows[-1], of_counts(rows[:-1]))


def test_a_handful_of_rows_raises_no_alarm_but_none_at_all_does() -> None:
    band = of_counts([12, 12, 12, 12])
    assert is_inside(7, band)
    assert is_inside(20, band)
    assert not is_inside(0, of_counts([400, 410, 405, 400]))


def test_three_loads_at_a_new_level_are_the_new_level() -> None:
    old, new = [90_000, 91_000, 92_000], [30_000, 30_500, 31_000]
    assert not is_inside(30_000, of_counts([*old, 93_000]))
    assert is_inside(31_500, of_counts([*old, *new]))


def test_loads_without_a_row_say_nothing() -> None:
    assert of_counts([0, 0]) == {}
    assert of_counts([0, 50_000])["rows_high"] == 55_000


@settings(max_examples=200, deadline=None)
@given(LOADS)
def test_the_middle_is_inside_and_order_does_not_matter(rows: list[int]) -> None:
    band = of_counts(rows)
    assert band["rows_floor"] <= band["rows_low"] <= median(rows) <= band["rows_high"] + 1
    assert of_counts(rows[::-1]) == band


@pytest.mark.parametrize(
    ("shares", "rows", "highest"),
    [
        ([0.10] * 4, 10_000, 0.15),
        ([0.10, 0.10, 0.90, 0.10], 10_000, 0.15),
        ([0.10] * 4, 25, 0.10 + 3 * 0.06),
        ([0.10, 0.14, 0.18, 0.22], 10_000, 0.16 + 3.5 * 0.04 / 0.6745),
        ([0.99] * 4, 10_000, 1.0),
        ([0.0] * 4, 10_000, 0.05),
    ],
)
def test_a_share_may_be_five_points_higher(shares: list[float], rows: int, highest: float) -> None:
    assert of_shares(shares, rows) == pytest.approx(highest)
