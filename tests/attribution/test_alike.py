"""Journeys of the same path are counted together, whatever their length."""

from collections import Counter

import numpy as np
import pytest

from revops.attribution.alike import alike, longest, path_keys


def journeys(n_channels, lengths, seed=1):
    draw = np.random.default_rng(seed)
    length = draw.choice(lengths, 2_000)
    code = draw.integers(1, n_channels + 1, length.sum()).astype(np.uint8)
    return code, np.cumsum(length) - length, length


def paths(code, begins, length):
    return [tuple(code[at : at + n].tolist()) for at, n in zip(begins, length, strict=True)]


@pytest.mark.parametrize("n_channels", [1, 2, 12, 200])
def test_paths_are_counted_as_by_hand(n_channels):
    code, begins, length = journeys(n_channels, [1, 2, 3, longest(n_channels)])
    counted = Counter(paths(code, begins, length))
    found = {
        tuple(path): int(size)
        for each in alike(code, begins, length, n_channels)
        for path, size in zip(each.paths.tolist(), each.size, strict=True)
    }
    assert found == counted
    assert n_channels == 200 or max(found.values()) > 1


@pytest.mark.parametrize("n_channels", [2, 12, 200])
def test_keys_are_the_same_where_paths_are(n_channels):
    code, begins, length = journeys(n_channels, [1, 2, longest(n_channels)])
    keys = path_keys(code, begins, length, n_channels).tolist()
    assert len(set(keys)) == len(set(zip(keys, paths(code, begins, length), strict=True)))
    assert len(set(keys)) == len(set(paths(code, begins, length)))


def test_a_journey_too_long_is_like_no_other():
    code, begins, length = np.ones(200, np.uint8), np.array([0, 100, 198]), np.array([98, 98, 2])
    assert len(set(path_keys(code, begins, length, 12).tolist())) == 3


def test_no_journeys_have_no_paths():
    none = np.zeros(0, np.int64)
    assert list(alike(none, none, none, 12)) == []
