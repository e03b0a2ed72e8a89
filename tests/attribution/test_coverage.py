"""A 95 % interval of credit holds the same model's credit on a population without chance."""

import runpy
from importlib import import_module
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy import stats

from revops.attribution import credit, removal_effects
from revops.attribution.shrinkage import shrunk_each

VALUES = import_module("revops.attribution.shapley_values")
SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "attribution_coverage.py"))
SAMPLES, REPLICATES = 60, 100


@pytest.fixture(scope="module")
def covered():
    return SCRIPT["coverage"](
        SAMPLES, n=400, column="credit", replicates=REPLICATES, population=60_000, jobs=1
    )


@pytest.mark.parametrize("model", [*SCRIPT["FIXED"], *SCRIPT["LEARNT"]])
def test_count_credit_is_covered(covered, model):
    # so few samples: a band in which each channel lies with chance 0.9999 if coverage is 93 to 97 %
    low = stats.binom.ppf(5e-5, SAMPLES, 0.93) / SAMPLES
    assert (covered[model] >= low).all(), covered[model]
    # five channels together, taken as two that are independent of each other
    mean = stats.binom.ppf([5e-4, 1 - 5e-4], 2 * SAMPLES, [0.93, 0.97]) / (2 * SAMPLES)
    assert mean[0] <= covered[model].mean() <= mean[1], covered[model]


def held(n_samples):
    large = SCRIPT["journeys"](60_000, 10**9)
    truth = {"shapley_rates": SCRIPT["estimand"]("shapley_rates", "credit", large)}
    given = {"n": 1_000, "column": "credit", "replicates": 100, "truth": truth}
    return np.mean([SCRIPT["held"](seed, **given)[0] for seed in range(n_samples)], axis=0)


def test_rates_drawn_to_the_whole_are_covered_less_often(monkeypatch):
    """So replicates take rates as counted: no interval helps around what errs to one side."""
    counted = held(60)
    monkeypatch.setattr(VALUES, "counted_each", shrunk_each)
    drawn = held(60)
    assert drawn.min() < 0.9 < counted.min()


def test_intervals_that_are_too_narrow_would_be_seen():
    """The same band refuses intervals of half the width, so that it can fail."""
    too_narrow = stats.norm.cdf(0.98) - stats.norm.cdf(-0.98)
    low = stats.binom.ppf(5e-4, 2 * SAMPLES, 0.93) / (2 * SAMPLES)
    assert stats.binom.cdf(np.floor(low * 2 * SAMPLES) - 1, 2 * SAMPLES, too_narrow) > 0.999


def test_what_is_held_is_the_models_credit_without_chance():
    population = SCRIPT["journeys"](20_000, 3)
    for model in ("linear", "markov"):
        known = SCRIPT["estimand"](model, "credit", population)
        wins = population.filter(position=1, n_converted=1.0).height
        assert sum(known.values()) == pytest.approx(wins / 20_000, rel=1e-9)
    shared = credit(population, "markov").group_by("channel").agg(pl.col("credit").sum())
    effects = removal_effects(population).select("channel", "removal_effect")
    both = shared.join(effects, on="channel")
    assert stats.spearmanr(both["credit"], both["removal_effect"]).statistic > 0.5
