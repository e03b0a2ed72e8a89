"""Touches counted out to their journeys stand as a sort of the whole would put them."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest

from revops.attribution import in_order as module
from revops.attribution.in_order import in_order
from revops.attribution.placed import NOBODY

BEGINS = datetime(2026, 3, 2)


def touches(n=4_000, journeys=300, *, step="1s", moments=40, codes=6, unit="us", seed=3):
    draw = np.random.default_rng(seed)
    after = pl.Series(draw.integers(0, moments, n)).cast(pl.Duration("us"))
    seconds = {"1s": 1_000_000, "1d": 86_400_000_000, "1us": 1}[step]
    moment = pl.select(pl.lit(BEGINS) + after * seconds).to_series().cast(pl.Datetime(unit))
    return pl.DataFrame(
        {
            "journey": draw.integers(0, journeys, n).astype(np.uint32),
            "occurred_at": moment,
            "code": draw.integers(1, codes + 1, n).astype(np.uint16),
        }
    )


def expected(found):
    kept = found.filter(pl.col("journey") != NOBODY)
    return kept.sort("journey", "occurred_at", maintain_order=True)


@pytest.mark.parametrize("step", ["1us", "1s", "1d"])
@pytest.mark.parametrize("unit", ["us", "ns"])
@pytest.mark.parametrize("moments", [2, 40, 10**6])
def test_it_is_a_stable_sort(step, unit, moments):
    span = moments if step != "1d" else min(moments, 4_000)
    found = touches(step=step, unit=unit, moments=span)
    assert in_order(found).equals(expected(found))


@pytest.mark.parametrize("journeys", [1, 2, 50_000])
def test_one_journey_of_all_touches_and_journeys_of_one(monkeypatch, journeys):
    monkeypatch.setattr(module, "_TOUCHES", 64)
    found = touches(journeys=journeys)
    assert in_order(found).equals(expected(found))


def test_touches_of_nobody_fall_away():
    found = touches()
    nobody = pl.when(pl.col("code") == 2).then(NOBODY).otherwise("journey").cast(pl.UInt32)
    some = found.with_columns(journey=nobody)
    assert in_order(some).equals(expected(some))
    none = found.with_columns(journey=pl.lit(NOBODY, pl.UInt32))
    assert in_order(none).is_empty()
    assert in_order(none).schema == found.schema


def test_columns_stored_in_pieces_are_one_column():
    found = touches()
    pieces = pl.concat([found[:7], found[7:7], found[7:2_000], found[2_000:]], rechunk=False)
    assert in_order(pieces).equals(expected(found))


@pytest.mark.parametrize("codes", [1, 255, 256, 60_000])
def test_any_number_of_channels(codes):
    found = touches(codes=codes)
    assert in_order(found).equals(expected(found))


@pytest.mark.parametrize("odd", [None, datetime(1, 1, 1), BEGINS + timedelta(microseconds=1)])
def test_a_moment_that_is_odd_changes_nothing_else(odd):
    found = touches()
    moments = found["occurred_at"].to_list()
    strange = found.with_columns(
        occurred_at=pl.Series([odd, *moments[1:]], dtype=pl.Datetime("us"))
    )
    assert in_order(strange).equals(expected(strange))


def test_a_zone_is_kept():
    found = touches().with_columns(pl.col("occurred_at").dt.replace_time_zone("America/Bogota"))
    assert in_order(found).equals(expected(found))


def test_dates_are_sorted_too():
    found = touches(step="1d").with_columns(pl.col("occurred_at").cast(pl.Date))
    assert in_order(found).equals(expected(found))
