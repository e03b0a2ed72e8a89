"""Each conversion shared out by the weights of each replicate, and added up by segment.

A journey's touches on channel c have n_c times the weight w_c of what it is worth, over the sum D
of n_c w_c. So the sums by segment and channel are w_c times the sums of n_c / D: two products of
small matrices, for any number of replicates. Where all weights of a journey are nothing, its
touches share equally.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from revops.attribution.poisson import weights

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """A journey's touches on one channel of one segment: an entry each, in order of account.

    `row` is the account, `journey` the journey (both rising), `code` the channel, `part` the
    number of touches (or their part of those on the channel, where it has its weight once),
    `equal` their part of all touches, `worth` what the conversion is worth (it may be several
    things, one a row).
    """

    row: Ints
    journey: Ints
    code: Ints
    segment: Ints
    part: Floats
    equal: Floats
    worth: Floats

    def of(self, where: slice) -> "Cells":
        """Keep some of the entries; journeys are numbered from 0 again."""
        some = {name: each[..., where] for name, each in self.__dict__.items()}
        return Cells(**{**some, "journey": some["journey"] - some["journey"][:1]})


def shared_out(cells: Cells, learnt: Floats, n_segments: int, *, seed: int) -> Floats:
    """Give each segment's sum (rows) in each replicate (columns), of each worth (first axis).

    `learnt` has the weight of each channel (rows) in each replicate (columns); accounts are taken
    as often as `weights` says.

    >>> one = np.array([1.0, 1.0])
    >>> cells = Cells(*np.array([[0, 0], [0, 0], [0, 1], [0, 1]]), one, one / 2, 8 * one[None])
    >>> (sums,) = shared_out(cells, np.full((2, 3), 0.5), 2, seed=0)
    >>> bool((sums[0] == sums[1]).all()), bool((sums % 4 == 0).all())
    (True, True)
    """
    n_worths, replicates = len(cells.worth), learnt.shape[1]
    pairs, pair = np.unique(cells.segment * len(learnt) + cells.code, return_inverse=True)
    segment, code = np.divmod(pairs, len(learnt))
    sums = np.zeros((n_worths, len(pairs), replicates))
    left = np.zeros((n_worths, n_segments, replicates))
    n_accounts = int(cells.row[-1]) + 1 if len(cells.row) else 0
    for chunk, drawn in weights(n_accounts, replicates=replicates, seed=seed):
        low, high = np.searchsorted(cells.row, [chunk.start, chunk.stop])
        if low < high:
            where = slice(int(low), int(high))
            part = cells.of(where)
            _add(part, pair[where], learnt[code], drawn[cells.row[where] - chunk.start], sums, left)
    by_segment = sparse.csr_array(
        (np.ones(len(pairs)), (segment, np.arange(len(pairs)))), shape=(n_segments, len(pairs))
    )
    shared: Floats = np.stack([by_segment @ (each * learnt[code]) for each in sums]) + left
    return shared


def _add(
    cells: Cells, pair: Ints, weight: Floats, drawn: npt.NDArray[np.int16], sums: Floats,
    left: Floats,
) -> None:  # fmt: skip
    """Add the journeys of some accounts to the sums by pair of segment and channel."""
    n = int(cells.journey[-1]) + 1
    held = sparse.csr_array((cells.part, (cells.journey, pair)), shape=(n, sums.shape[1]))
    whole, taken = held @ weight, drawn[np.searchsorted(cells.journey, np.arange(n))]
    shares = np.divide(taken, whole, out=np.zeros_like(whole), where=whole > 0)
    nothing = np.flatnonzero((whole <= 0).any(axis=1))
    none = np.where(whole[nothing] > 0, 0, taken[nothing])
    for place, worth in enumerate(cells.worth):
        valued = sparse.csr_array((cells.part * worth, (pair, cells.journey)), (sums.shape[1], n))
        sums[place] += valued @ shares
        if len(nothing):
            alike = (cells.equal * worth, (cells.segment, cells.journey))
            left[place] += sparse.csr_array(alike, (left.shape[1], n))[:, nothing] @ none
