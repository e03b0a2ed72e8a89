"""Drawn from bytes, and yet Poisson(1): every chance, and each draw by itself."""

from math import exp, factorial

import numpy as np
import pytest

from revops.attribution.poisson_bytes import lone_weights


def drawn(n_accounts=20_000, *, replicates=200, seed=0):
    parts = lone_weights(n_accounts, replicates=replicates, seed=seed)
    return np.concatenate([each for _, each in parts])


@pytest.mark.parametrize("seed", [0, 1])
def test_every_number_comes_as_often_as_poisson_has_it(seed):
    found = drawn(seed=seed)
    for n in range(9):
        chance = exp(-1) / factorial(n)
        error = np.sqrt(chance * (1 - chance) / found.size)
        assert (found == n).mean() == pytest.approx(chance, abs=5 * error)
    assert found.mean() == pytest.approx(1, abs=5 / np.sqrt(found.size))
    assert found.var() == pytest.approx(1, abs=5 * np.sqrt(3 / found.size))


def test_draws_of_accounts_and_of_replicates_know_nothing_of_each_other():
    found = drawn().astype(float)
    for table in (found[:, :60], found[:60].T):
        apart = np.corrcoef(table, rowvar=False) - np.eye(60)
        assert np.abs(apart).max() < 5 / np.sqrt(len(table))


def test_the_same_seed_draws_the_same_and_another_does_not():
    one, again, other = (drawn(3_000, replicates=7, seed=seed) for seed in (4, 4, 5))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_nobody_is_drawn_from_nobody():
    assert list(lone_weights(0)) == []
