"""The likeliest weight of the prior is the one that a slow search over the likelihood finds."""

import numpy as np
import pytest
from scipy import optimize
from scipy.special import betaln

from revops.attribution.beta_binomial import likeliest


def unlikely(log_weight, converted, total, mean):
    a, b = mean * np.exp(log_weight), (1 - mean) * np.exp(log_weight)
    return -(betaln(converted + a, total - converted + b) - betaln(a, b)).sum()


def counts(sets, size, weight, seed=1, replicates=6):
    draw = np.random.default_rng(seed)
    total = draw.poisson(size, (replicates, sets)).astype(float)
    rate = draw.beta(0.1 * weight, 0.9 * weight, sets)
    return draw.binomial(total.astype(int), rate).astype(float), total


@pytest.mark.parametrize(
    ("sets", "size", "weight"), [(40, 20, 5), (300, 8, 40), (12, 9_000, 30), (500, 3, 2)]
)
@pytest.mark.parametrize("more", [0.0, 0.25])
def test_it_is_what_a_slow_search_finds(sets, size, weight, more):
    converted, total = counts(sets, size, weight)
    total = total + more  # counts may be parts of one
    mean = converted.sum(axis=1) / total.sum(axis=1)
    found = likeliest(converted, total, mean)
    for won, every, m, one in zip(converted, total, mean, found, strict=True):
        slow = optimize.minimize_scalar(
            unlikely, bounds=(np.log(1e-2), np.log(1e7)), args=(won, every, m), method="bounded",
            options={"xatol": 1e-9},
        )  # fmt: skip
        assert np.log(one) == pytest.approx(slow.x, abs=1e-3)
        assert unlikely(np.log(one), won, every, m) <= slow.fun + 1e-7 * abs(slow.fun)


def test_sets_alike_have_the_heaviest_prior_and_sets_apart_the_lightest():
    alike, apart = np.array([[5.0, 5.0, 5.0]]), np.array([[0.0, 10.0, 10.0]])
    total, mean = np.full((1, 3), 10.0), np.array([0.5])
    assert likeliest(alike, total, mean) == pytest.approx(1e7)
    assert likeliest(apart, total, np.array([2 / 3])) == pytest.approx(1e-2)


def test_a_replicate_does_not_know_of_the_others():
    converted, total = counts(60, 15, 8, replicates=400)
    mean = converted.sum(axis=1) / total.sum(axis=1)
    whole, alone = (
        likeliest(converted, total, mean),
        likeliest(converted[-1:], total[-1:], mean[-1:]),
    )
    assert whole[-1] == pytest.approx(alone[0], rel=1e-9)
