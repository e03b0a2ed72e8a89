"""Counts of replicates: sums of what each account did, each taken by Poisson(1)."""

import numpy as np
import pytest

from revops.attribution.poisson import alike_weights
from revops.attribution.resampled import Entries, resampled


def entries(seed=2, journeys=3_000):
    """Journeys of 2,000 accounts, short and long ones, many of them alike; and each one's cells."""
    draw = np.random.default_rng(seed)
    length = draw.choice([1, 2, 9], journeys, p=[0.6, 0.3, 0.1])
    row = np.append(draw.integers(0, 2_000, journeys - 2_000), np.arange(2_000))
    cell = draw.integers(0, 4, length.sum()) * 5
    return Entries(row, np.concatenate([[0], length.cumsum()]), cell)


def did(given):
    """What each account (rows) did of each cell (columns)."""
    table = np.zeros((2_000, 4))
    of = np.repeat(given.row, np.diff(given.begins))
    np.add.at(table, (of, given.cell // 5), 1 if given.times is None else given.times)
    return table


@pytest.mark.parametrize("times", [None, 0.5])
def test_sums_of_replicates_have_the_means_and_covariances_of_independent_accounts(times):
    given = entries()
    if times is not None:
        given = Entries(given.row, given.begins, given.cell, np.full(len(given.cell), times))
    cells, counts = resampled(given, n_own=50, replicates=20_000, seed=1)
    table = did(given)
    assert cells.tolist() == [0, 5, 10, 15]
    covariance = table.T @ table
    error = np.sqrt(np.diag(covariance) / 20_000)
    assert (np.abs(counts.mean(axis=1) - table.sum(axis=0)) < 5 * error).all()
    scale = np.sqrt(np.outer(np.diag(covariance), np.diag(covariance)))
    assert np.abs((np.cov(counts) - covariance) / scale).max() < 5 / np.sqrt(20_000) * 1.5


def test_accounts_with_conversions_are_drawn_as_weights_draws_them():
    """Alike or not: who shares conversions out by the same draws would else tell another story."""
    given = Entries(np.arange(100), np.arange(101), np.arange(100) % 3)
    _, own = resampled(given, n_own=100, replicates=30, seed=4)
    lone = Entries(np.arange(100), np.arange(101), np.arange(100))
    _, each = resampled(lone, n_own=100, replicates=30, seed=4)
    assert np.array_equal(own, np.stack([each[n::3].sum(axis=0) for n in range(3)]))


def test_one_account_that_did_a_thing_a_million_times_is_counted_exactly():
    given = Entries(np.array([0]), np.array([0, 1_000_000]), np.zeros(1_000_000, np.int64))
    _, counts = resampled(given, n_own=1, replicates=50, seed=0)
    assert (counts % 1_000_000 == 0).all()
    assert counts.max() >= 2_000_000


@pytest.mark.parametrize("size", [2, 20, 48, 49, 1000])
@pytest.mark.parametrize("groups", [1, 40])
def test_groups_are_taken_as_often_as_so_many_accounts(size, groups):
    drawn = np.concatenate([
        each for _, each in alike_weights(np.full(groups, size), replicates=20_000 // groups)
    ]).ravel()  # fmt: skip
    assert drawn.mean() == pytest.approx(size, abs=5 * np.sqrt(size / 20_000))
    assert drawn.var() == pytest.approx(size, rel=5 * np.sqrt(2 / 20_000) + 5e-3)
