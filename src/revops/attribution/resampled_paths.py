"""What journeys without a conversion did, counted anew in every replicate of the bootstrap.

For accounts with one journey each, of whom nothing else is asked. Those whose paths are the same
are drawn together (see `poisson`), the others one by one (see `poisson_bytes`).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from revops.attribution.alike import Alike
from revops.attribution.poisson import MOST_TABLED, alike_weights
from revops.attribution.poisson_bytes import lone_weights
from revops.attribution.resampled import add_taken

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
_TABLED = {"largest": MOST_TABLED, "fewest": 3}
_NONE = np.zeros(0, np.int64)


def resampled_moves(kinds: Sequence[Alike], *, base: int, replicates: int, seed: int) -> Floats:
    """Count the moves of each replicate: rows are `state * (base + 2) + next` (see `moves`).

    >>> kinds = [Alike(np.array([[1, 2]]), np.array([500]))]
    >>> counts = resampled_moves(kinds, base=3, replicates=9999, seed=0)
    >>> np.flatnonzero(counts.any(axis=1)).tolist(), int(counts.mean(axis=1).max().round(-1))
    ([1, 7, 14], 500)
    """
    counts = np.zeros((base * (base + 2), replicates))
    alone = _entries([each.paths[each.size == 1] for each in kinds], base)
    for part, taken in lone_weights(alone.shape[0], replicates=replicates, seed=seed):
        add_taken(counts, alone, part, taken)
    size = np.concatenate([_NONE, *(each.size[each.size > 1] for each in kinds)])
    order = np.argsort(size, kind="stable")
    together = _entries([each.paths[each.size > 1] for each in kinds], base)[order]
    for part, many in alike_weights(size[order], replicates=replicates, seed=seed, **_TABLED):
        add_taken(counts, together, part, many)
    return counts


def _entries(paths: Sequence[Codes], base: int) -> sparse.csr_array:
    """Give the moves of each path (a row), the last of which is that to no conversion."""
    lengths = [np.full(len(each), each.shape[1] + 1) for each in paths]
    begins = np.concatenate([[0], np.cumsum(np.concatenate([_NONE, *lengths]))])
    cells = np.concatenate([_NONE, *(_cells(each, base).ravel() for each in paths)])
    places = cells.astype(np.int32), begins.astype(np.int32 if len(cells) < 2**31 else np.int64)
    shape = (len(begins) - 1, base * (base + 2))
    return sparse.csr_array((np.ones(len(cells), np.int16), *places), shape=shape)


def _cells(paths: Codes, base: int) -> Codes:
    """Give the cell of each move of paths of one length, and that of the move to no conversion."""
    cells = np.empty((len(paths), paths.shape[1] + 1), np.int32)
    cells[:, :-1] = paths
    cells[:, -1] = base + 1
    cells[:, 1:] += paths * (base + 2)
    return cells


def resampled_sizes(size: Ints, *, replicates: int, seed: int) -> npt.NDArray[np.int32]:
    """Give how many of each group (rows) each replicate (columns) takes.

    >>> counts = resampled_sizes(np.array([400, 0, 9]), replicates=9999, seed=0)
    >>> counts.mean(axis=1).round().tolist()
    [400.0, 0.0, 9.0]
    """
    order = np.argsort(size, kind="stable")
    some = order[np.searchsorted(size[order], 1) :]
    counts = np.zeros((len(size), replicates), np.int32)
    for part, taken in alike_weights(size[some], replicates=replicates, seed=seed, **_TABLED):
        counts[some[part]] = taken
    return counts
