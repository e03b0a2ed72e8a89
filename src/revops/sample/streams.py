"""Random numbers by name, so that a new draw in one place never shifts those of another."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def stream(seed: int, name: str) -> np.random.Generator:
    """Give the generator of this seed and name.

    >>> float(stream(7, "accounts").random()) == float(stream(7, "accounts").random())
    True
    >>> float(stream(7, "accounts").random()) == float(stream(7, "people").random())
    False
    """
    return np.random.default_rng([seed, crc32(name.encode())])


def pick(rng: np.random.Generator, choices: Sequence[str], size: int) -> list[str]:
    """Draw one of the choices for each of `size` rows, all equally likely."""
    return [choices[i] for i in rng.integers(0, len(choices), size)]


def weighted(rng: np.random.Generator, weights: dict[str, float], size: int) -> list[str]:
    """Draw one of the keys for each of `size` rows, in proportion to its weight."""
    names = list(weights)
    shares = np.array(list(weights.values())) / sum(weights.values())
    bounds = np.cumsum(shares)[:-1]
    return [names[i] for i in np.searchsorted(bounds, rng.random(size), side="right")]
