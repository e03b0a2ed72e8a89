"""Poisson(1) for accounts that are many: a byte of chance for each, and the rest made up for.

A byte knows 256 chances. So most of the law is drawn from bytes; what that leaves of it, some two
per cent, is drawn anew in places that are themselves drawn, each independent of the others. The
two together are Poisson(1), exact to one chance in three million.
"""

from collections.abc import Iterator
from math import exp, factorial, log

import numpy as np
import numpy.typing as npt

_BYTES = np.array([94, 95, 47, 16, 4])  # of 256, that stand for 0, 1, 2, 3, 4
_AT_ONCE = 2048  # accounts: small enough for the processor's own memory
_SIZE = 2**16
_LAW = np.array([exp(-1) / factorial(n) for n in range(16)])
_MOSTLY = float((256 * _LAW[: len(_BYTES)] / _BYTES).min())  # of the law that bytes draw
_ALONE = 0x616C6F6E65  # keeps the seeds of these draws apart from those of others
Counts = npt.NDArray[np.int16]


def _left() -> npt.NDArray[np.uint8]:
    """Give the draw of what bytes leave, for each of the numbers that are equally likely."""
    left = _LAW.copy()
    left[: len(_BYTES)] -= _MOSTLY * _BYTES / 256
    upto = (left.cumsum() / left.sum() * _SIZE).round().astype(np.int64)
    return np.repeat(np.arange(len(_LAW), dtype=np.uint8), np.diff(upto, prepend=0))


_LEAST, _LEFT = _BYTES.cumsum()[:-1].astype(np.uint8), _left()


def lone_weights(
    n_accounts: int, *, replicates: int = 500, seed: int = 0
) -> Iterator[tuple[slice, Counts]]:
    """Give, chunk by chunk, how often each replicate (columns) takes each account (rows).

    >>> chunks = list(lone_weights(3000, replicates=10))
    >>> [(part.start, part.stop) for part, _ in chunks], chunks[0][1].shape
    ([(0, 2048), (2048, 3000)], (2048, 10))
    """
    draw = np.random.Generator(np.random.SFC64([seed, _ALONE]))
    for start in range(0, n_accounts, _AT_ONCE):
        stop = min(start + _AT_ONCE, n_accounts)
        drawn = _drawn(draw, (stop - start) * replicates)
        yield slice(start, stop), drawn.astype(np.int16).reshape(stop - start, replicates)


def _drawn(draw: np.random.Generator, n: int) -> npt.NDArray[np.uint8]:
    """Draw n times from Poisson(1)."""
    bits = np.asarray(draw.bit_generator.random_raw(-(-n // 8)), "<u8").view(np.uint8)[:n]
    taken: npt.NDArray[np.uint8] = (bits >= _LEAST[0]).view(np.uint8)
    for least in _LEAST[1:]:
        taken += (bits >= least).view(np.uint8)
    again = draw.integers(0, n, draw.poisson(-log(_MOSTLY) * n))
    taken[again] = _LEFT[draw.integers(0, _SIZE, len(again), dtype=np.uint16)]
    return taken
