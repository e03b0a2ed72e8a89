"""The additive hazard: gradient, likelihood by hand, and a simulation whose truth is known."""

import numpy as np
import polars as pl
import pytest
from scipy import optimize

from revops.attribution import credit, foretold
from revops.attribution.hazard import Hazard, Touched, _unlikely, fit
from revops.attribution.touched import part_of, touched

BRINGS, FADES = np.array([0.30, 0.05, 0.15]), np.array([0.20, 0.05, 0.02])
SPAN = 120.0


def simulated(seed, n=6000, brings=BRINGS, fades=FADES):
    """Touches at random days; each brings a conversion with its own delay; the first one counts."""
    draw = np.random.default_rng(seed)
    rows = []
    for journey in range(n):
        m = 1 + draw.poisson(2)
        at = np.sort(draw.uniform(0, 90, m))
        channel = draw.integers(0, 3, m)
        brought = draw.poisson(brings[channel]) > 0
        delay = draw.exponential(1 / fades[channel])
        won = np.min(np.where(brought, at + delay, np.inf))
        end = min(won, SPAN)
        seen = at < end
        rows += [
            (f"J{journey}", f"c{c}", end - t, end - t, SPAN - t, float(won <= SPAN))
            for c, t in zip(channel[seen], at[seen], strict=True)
        ]
    frame = pl.DataFrame(
        rows, schema=["conversion_id", "channel", "days_before", "exposure_days", "days_ago",
                      "n_converted"],
        orient="row",
    )  # fmt: skip
    return frame.with_columns(
        account_id=pl.col("conversion_id"), value=pl.lit(1.0), n_lost=1 - pl.col("n_converted"),
        path_length=pl.len().over("conversion_id"),
    )  # fmt: skip


def test_the_likelihood_by_hand():
    # one journey: a touch 2 days before a conversion; b = 0.5, w = 0.1
    one = Touched(np.array([0]), np.array([0]), *[np.array([2.0])] * 3,
                  np.array([True]), 1)  # fmt: skip
    value, _ = _unlikely(np.log([0.5, 0.1]), one)
    hazard = 0.5 * 0.1 * np.exp(-0.2)
    assert value == pytest.approx(-(np.log(hazard) - 0.5 * (1 - np.exp(-0.2))), rel=1e-12)


def test_the_gradient_is_that_of_the_likelihood():
    arrays, _ = touched(simulated(1, n=200))
    at = np.log(np.concatenate([BRINGS * 1.3, FADES * 0.7]))
    slope = optimize.approx_fprime(at, lambda x: _unlikely(x, arrays)[0], 1e-7)
    assert _unlikely(at, arrays)[1] == pytest.approx(slope, rel=1e-4, abs=1e-6)


def test_the_truth_of_a_simulation_is_found():
    arrays, names = touched(simulated(2))
    assert names == ("c0", "c1", "c2")
    found = fit(arrays)
    assert found.brings == pytest.approx(BRINGS, rel=0.25)
    assert found.fades == pytest.approx(FADES, rel=0.35)


def test_a_journey_without_conversion_lowers_what_its_channel_brings():
    base = simulated(3, n=500)
    more = base.filter(pl.col("channel") == "c0").with_columns(
        conversion_id=pl.concat_str(pl.lit("x"), "conversion_id"), n_converted=pl.lit(0.0)
    )
    before, after = (fit(touched(each)[0]).brings for each in (base, pl.concat([base, more])))
    assert after[0] < before[0]


def test_old_journeys_do_not_underflow():
    walk = simulated(4, n=300).with_columns(pl.col("days_before") + 50_000.0)
    shared = credit(walk, "additive_hazard", fewest=0)
    assert shared.group_by("conversion_id").agg(pl.col("credit").sum())["credit"].to_list() == (
        pytest.approx([1.0] * shared["conversion_id"].n_unique(), rel=1e-9)
    )


def test_days_foretell_better_than_counts_where_days_matter():
    # a touch of yesterday still works, one of last month hardly does; counts cannot tell them apart
    walk = simulated(5, n=4000, brings=np.full(3, 0.6), fades=np.full(3, 0.1))
    told = dict(foretold(walk).select("model", "log_loss").rows())
    assert told["additive_hazard"] < told["touch_counts"] < told["base_rate"]


def test_nothing_to_learn_foretells_no_better_than_the_base_rate():
    walk = simulated(6, n=1500)
    journeys = walk.select("conversion_id").unique().sort("conversion_id")
    coin = journeys.with_columns(
        n_converted=pl.Series((np.random.default_rng(6).random(journeys.height) < 0.3) * 1.0)
    )
    shuffled = walk.drop("n_converted").join(coin, on="conversion_id")
    told = dict(foretold(shuffled).select("model", "log_loss").rows())
    assert told["base_rate"] <= told["touch_counts"] + 0.005
    assert told["base_rate"] <= told["additive_hazard"] + 0.005


def test_a_part_of_the_journeys_keeps_its_touches():
    arrays, _ = touched(simulated(7, n=50))
    keep = np.arange(int(arrays.journey.max()) + 1) % 2 == 0
    part = part_of(arrays, keep)
    assert len(part.channel) == keep[arrays.journey].sum()
    assert part.journey.max() + 1 == keep.sum()


def test_more_is_expected_the_longer_one_waits():
    made = Hazard(np.array([0.5]), np.array([0.1]))
    short, long = (
        made.expected(
            Touched(np.array([0]), np.array([0]), *[np.array([ago])] * 3, np.array([False]), 1),
            np.array([0.0]),
        )[0]
        for ago in (1.0, 50.0)
    )
    assert short == pytest.approx(0.5 * (1 - np.exp(-0.1)))
    assert short < long < 0.5
