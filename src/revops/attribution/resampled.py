"""What the accounts did, counted anew in every replicate of the bootstrap.

Counts of accounts add up, so one pass over the journeys serves every replicate: the accounts are
weighed anew and their counts added up. That is a product of two matrices, most of the work of a
bootstrap, and done on small whole numbers it takes a tenth of the time. Accounts that did exactly
the same, and of whom nothing else is asked, are drawn together (see `poisson`).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from revops.attribution.poisson import alike_weights, weights

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_SPARSEST = 4  # numbers up to the largest cell, for each entry, that a table of cells may have
_SHORT = 5  # entries that one may have and be like another: longer journeys are seldom alike
_SMALL, _MIDDLING = 2**15, 2**24  # whole numbers below these are exact in 16 bits, in 32


@dataclass(frozen=True)
class Entries:
    """What each journey did: its account (`row`), its entries' begin, and their cells, in order.

    `begins` has one number more than there are journeys. `times` says how often each entry counts
    (once, where it is None).
    """

    row: Ints
    begins: Ints
    cell: npt.NDArray[np.integer]
    times: Floats | None = None


def resampled(given: Entries, *, n_own: int, replicates: int, seed: int) -> tuple[Ints, Floats]:
    """Give the distinct cells, in order, and the count of each (rows) in each replicate (columns).

    The accounts below `n_own` are drawn one by one, as `weights` draws them, for those who share
    their conversions out.

    >>> given = Entries(np.array([1, 0, 2]), np.array([0, 1, 3, 4]), np.array([7, 5, 7, 7]))
    >>> cells, counts = resampled(given, n_own=1, replicates=400, seed=0)
    >>> cells.tolist(), counts.mean(axis=1).round().tolist()
    ([5, 7], [1.0, 3.0])
    """
    cells, at = distinct(given.cell)
    counts = np.zeros((len(cells), replicates))
    made = _matrix(given, at, len(cells))
    alone, together, sizes = _grouped(made, n_own)
    drawn = {"replicates": replicates, "seed": seed}
    own, ones = made[alone], made[together]
    for part, taken in weights(len(alone), **drawn):
        add_taken(counts, own, part, taken)
    for part, many in alike_weights(sizes, **drawn):
        add_taken(counts, ones, part, many)
    return cells, counts


def distinct(cell: npt.NDArray[np.integer]) -> tuple[Ints, npt.NDArray[np.integer]]:
    """Give the cells that are there, in order, and the place of each entry's among them."""
    most = int(cell.max(initial=-1)) + 1
    if most > _SPARSEST * len(cell):
        cells, at = np.unique(cell, return_inverse=True)
        return cells, at
    there = np.zeros(most, bool)
    there[cell] = True
    places: Ints = np.flatnonzero(there)
    return places, (np.cumsum(there, dtype=np.int32) - 1)[cell]


def _matrix(given: Entries, at: npt.NDArray[np.integer], n_cells: int) -> sparse.csr_array:
    """Put the journeys under their accounts; what was done twice stands there twice."""
    n_rows = int(given.row.max(initial=-1)) + 1
    kind = np.int32 if max(len(at), n_cells) < 2**31 else np.int64
    data = np.ones(len(at), np.int16) if given.times is None else given.times
    shape = (len(given.row), n_cells)
    places = (data, at.astype(kind, copy=False), given.begins.astype(kind, copy=False))
    n_journeys = np.bincount(given.row, minlength=n_rows)
    if len(given.row) == n_rows == np.count_nonzero(n_journeys):  # a journey each
        order = np.empty(n_rows, np.int64)
        order[given.row] = np.arange(n_rows)
    else:
        order = np.argsort(given.row, kind="stable")
    made = sparse.csr_array(places, shape=shape)[order]
    begins = made.indptr[np.concatenate([[0], np.cumsum(n_journeys)])]
    return sparse.csr_array((made.data, made.indices, begins), shape=(n_rows, n_cells))


def _grouped(made: sparse.csr_array, n_own: int) -> tuple[Ints, Ints, Ints]:
    """Give the accounts to draw alone, one of each group to draw together, and the groups' sizes.

    An account's entries, as digits of one whole number, say whether another did the same; those
    with more entries than the number has room for are drawn alone. Groups stand by size.
    """
    n_rows, n_cells = made.shape
    n_own = min(n_own, n_rows)
    n = np.diff(made.indptr)
    width = min(int(63 // np.log2(n_cells + 1)), _SHORT)
    short = np.flatnonzero((n[n_own:] <= width) & (n[n_own:] > 0)) + n_own
    if made.dtype != np.int16 or not len(short):
        return np.arange(n_rows), short[:0], short[:0]
    own = made[short]
    place = np.arange(own.nnz) - np.repeat(own.indptr[:-1], np.diff(own.indptr))
    digits = (own.indices + 1) * (np.int64(n_cells + 1) ** np.arange(width))[place]
    key = np.add.reduceat(digits, own.indptr[:-1])
    known, of = distinct(key)
    size, first = np.bincount(of, minlength=len(known)), np.empty(len(known), np.int64)
    first[of] = short
    alone = n > 0
    alone[:n_own] = True
    alone[short[(size > 1)[of]]] = False
    by_size = np.flatnonzero(size > 1)
    by_size = by_size[np.argsort(size[by_size], kind="stable")]
    return np.flatnonzero(alone), first[by_size], size[by_size]


def add_taken(
    counts: Floats, made: sparse.csr_array, part: slice,
    taken: npt.NDArray[np.int16] | npt.NDArray[np.int32],
) -> None:  # fmt: skip
    """Add what some accounts did, each as often as it is taken; in the smallest numbers that do."""
    begins = made.indptr[part.start : part.stop + 1]
    own = slice(int(begins[0]), int(begins[-1]))
    times, cells = made.data[own], made.indices[own]
    if made.dtype != np.int16:
        kind: type[np.number] = np.float64
    elif len(cells):
        most = int(np.bincount(cells).max()) * int(taken.max())
        kind = np.int16 if most < _SMALL else np.float32 if most < _MIDDLING else np.float64
    else:
        return
    some, at = (
        (slice(None), cells)
        if len(cells) >= made.shape[1]
        else np.unique(cells, return_inverse=True)
    )
    shape = (counts[some].shape[0], len(taken))
    did = sparse.csc_array((times.astype(kind, copy=False), at, begins - begins[0]), shape=shape)
    counts[some] += did @ taken.astype(kind, copy=False)
