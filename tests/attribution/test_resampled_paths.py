"""Moves of replicates: sums over accounts that are each taken by Poisson(1), by itself."""

from itertools import pairwise

import numpy as np
import pytest

from revops.attribution.alike import alike
from revops.attribution.resampled_paths import resampled_moves, resampled_sizes


def moved(code, begins, length, base):
    """What each journey (rows) did of each move (columns), by a loop."""
    table = np.zeros((len(begins), base * (base + 2)))
    for row, (at, n) in enumerate(zip(begins, length, strict=True)):
        states = [0, *code[at : at + n].tolist(), base + 1]
        for state, target in pairwise(states):
            table[row, state * (base + 2) + target] += 1
    return table


@pytest.mark.parametrize("n_channels", [3, 12])
def test_sums_have_the_means_and_covariances_of_independent_accounts(n_channels):
    draw = np.random.default_rng(2)
    length = draw.choice([1, 2, 3, 9], 1_500)
    code = draw.integers(1, n_channels + 1, length.sum())
    begins, base = np.cumsum(length) - length, n_channels + 1
    kinds = list(alike(code, begins, length, n_channels))
    counts = resampled_moves(kinds, base=base, replicates=20_000, seed=3)
    table = moved(code, begins, length, base)
    covariance = table.T @ table
    there = np.diag(covariance) > 0
    assert not counts[~there].any()
    error = np.sqrt(np.diag(covariance)[there] / 20_000)
    assert (np.abs(counts.mean(axis=1) - table.sum(axis=0))[there] < 5 * error).all()
    covariance = covariance[np.ix_(there, there)]
    scale = np.sqrt(np.outer(np.diag(covariance), np.diag(covariance)))
    assert np.abs((np.cov(counts[there]) - covariance) / scale).max() < 7.5 / np.sqrt(20_000)


def test_groups_are_taken_as_often_as_so_many_accounts():
    size = np.array([3, 0, 900, 1, 150, 3])
    counts = resampled_sizes(size, replicates=20_000, seed=1)
    assert counts.mean(axis=1) == pytest.approx(size, abs=5 * np.sqrt(900 / 20_000))
    assert counts.var(axis=1) == pytest.approx(size, rel=0.06)
    assert np.abs(np.corrcoef(counts[[0, 2, 3, 4, 5]]) - np.eye(5)).max() < 5 / np.sqrt(20_000)
