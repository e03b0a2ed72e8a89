"""A simulation with known truth: competing risks, censoring, late entry and ties, 1,000 runs."""

import numpy as np
import polars as pl
import pytest

from revops.metrics.event_counts import event_counts, others
from revops.metrics.incidence import curves, incidence
from revops.metrics.won_share_difference import difference

RUNS, EACH = 1000, 300
WON_A_DAY, LOST_A_DAY = 0.006, 0.009
TIE = 5  # everything is dated by the day on which a week of five days ends
HORIZONS = (30, 60, 120)


def simulate(seed: int) -> pl.DataFrame:
    """Draw, for each run, leads of which two in five are watched only from a later day on.

    Who ended before that day is not in the data: that is what late entry means.
    """
    random = np.random.default_rng(seed)
    n = RUNS * EACH * 2
    both = WON_A_DAY + LOST_A_DAY
    steps = random.geometric(1 - np.exp(-both * TIE), n)
    cause = np.where(random.random(n) < WON_A_DAY / both, 1, 2)
    entry = np.where(random.random(n) < 0.4, random.integers(1, 12, n), 0)
    watched = random.integers(4, 40, n)
    drawn = pl.DataFrame(
        {
            "run": np.arange(n) % RUNS,
            "days": np.minimum(steps, watched) * TIE,
            "cause": np.where(steps <= watched, cause, 0),
            "entry": entry * TIE,
        }
    )
    seen = drawn.filter(pl.col("days") >= pl.col("entry"))
    return seen.group_by("run", maintain_order=True).head(EACH)


def truth(days: int) -> float:
    both = WON_A_DAY + LOST_A_DAY
    return WON_A_DAY / both * (1 - np.exp(-both * (days // TIE) * TIE))


def at(steps: pl.DataFrame, days: int) -> pl.DataFrame:
    """Read each run's curve at a day."""
    return steps.filter(pl.col("days") <= days).group_by("run").agg(pl.all().last()).sort("run")


@pytest.fixture(scope="module")
def drawn() -> pl.DataFrame:
    return simulate(2026)


@pytest.fixture(scope="module")
def steps(drawn: pl.DataFrame) -> pl.DataFrame:
    return incidence(drawn, ["run"])


def test_there_are_ties_of_both_causes_and_late_entries(drawn: pl.DataFrame) -> None:
    tied = drawn.filter(pl.col("cause") > 0).group_by("run", "days").agg(pl.col("cause").n_unique())
    assert (tied["cause"] == 2).mean() > 0.3
    assert drawn.filter(pl.col("entry") > 0).height / drawn.height > 0.2
    assert drawn.filter(pl.col("cause") == 0).height / drawn.height > 0.1


@pytest.mark.parametrize("days", HORIZONS)
@pytest.mark.parametrize("cause", ["won", "lost"])
def test_pointwise_intervals_cover_the_truth(steps: pl.DataFrame, cause: str, days: int) -> None:
    """Of 1,000 runs of 300 leads, 93.5 to 96.5 in 100 intervals hold the truth."""
    expected = truth(days) * (1.0 if cause == "won" else LOST_A_DAY / WON_A_DAY)
    read = at(steps, days)
    low, high = read[f"{cause}_low"].to_numpy(), read[f"{cause}_high"].to_numpy()
    assert read.height == RUNS
    assert 0.935 <= np.mean((low <= expected) & (expected <= high)) <= 0.965
    assert read[f"{cause}_share"].mean() == pytest.approx(expected, abs=0.003)


def test_taking_late_entries_for_watched_from_the_start_misses_the_truth(
    drawn: pl.DataFrame,
) -> None:
    read = at(incidence(drawn.drop("entry"), ["run"]), 60)
    low, high = read["won_low"].to_numpy(), read["won_high"].to_numpy()
    assert np.mean((low <= truth(60)) & (truth(60) <= high)) < 0.92


def test_the_variance_is_that_of_the_runs(steps: pl.DataFrame) -> None:
    read = at(steps, 60)
    assert read["won_variance"].mean() == pytest.approx(read["won_share"].var(), rel=0.12)


def test_the_others_are_the_whole_less_the_segment(drawn: pl.DataFrame) -> None:
    few = drawn.filter(pl.col("run") < 4)
    rest = curves(others(event_counts(few, ["run"]), ["run"]), ["run"])
    for run in range(4):
        alone = incidence(few.filter(pl.col("run") != run).drop("run"))
        mine = rest.filter(run=run).filter(pl.col("days").is_in(alone["days"].to_list()))
        assert mine["won_share"].to_list() == pytest.approx(alone["won_share"].to_list())
        assert mine["n_at_risk"].to_list() == alone["n_at_risk"].to_list()


def test_an_interval_of_a_difference_covers_it(steps: pl.DataFrame) -> None:
    """Runs taken in pairs are two segments that are alike: the difference is none."""
    read = at(steps, 60).select("run", share="won_share", low="won_low", high="won_high", n=1)
    first, second = (read.filter(pl.col("run") % 2 == side).drop("run") for side in (0, 1))
    pairs = pl.concat([first, second.rename(lambda name: f"{name}_o")], how="horizontal")
    found = pairs.select(difference())
    held = ((found["low"] <= 0) & (found["high"] >= 0)).mean()
    assert 0.93 <= held <= 0.97
