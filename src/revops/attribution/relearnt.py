"""What Markov and Shapley by rates learn from the journeys of one pass, in every replicate.

Accounts without a conversion that had one journey each are many, and are counted by path (see
`resampled_paths`); what the others did is counted account by account (see `resampled`).
"""

import numpy as np
import numpy.typing as npt

from revops.attribution.alike import alike, longest
from revops.attribution.chain import removals
from revops.attribution.counted import members_of
from revops.attribution.moves import stepped_through
from revops.attribution.resampled import Entries, distinct, resampled
from revops.attribution.resampled_paths import resampled_moves, resampled_sizes
from revops.attribution.shapley_values import values_of_each as values_of_sets
from revops.attribution.walked import Bools, Walked

Floats = npt.NDArray[np.float64]


def _plain(every: Walked, n_channels: int) -> Bools:
    """Say which journeys are all that an account without a conversion did, and not too long."""
    if not len(every.row):
        return every.won
    alone = np.bincount(every.row)[every.row] == 1
    plain: Bools = (every.row >= every.n_own) & alone & (every.length <= longest(n_channels))
    return plain


def effects_of_each(every: Walked, n: int, *, replicates: int, seed: int) -> Floats:
    """Give the removal effects of `n` channels (rows) in every replicate (columns)."""
    base, plain, drawn = n + 1, _plain(every, n), {"replicates": replicates, "seed": seed}
    kinds = list(alike(every.code, every.at[plain], every.length[plain], n))
    counts = resampled_moves(kinds, base=base, **drawn)
    cells, others = resampled(_steps(every.of(~plain), base), n_own=every.n_own, **drawn)
    counts[cells] += others
    state, target = np.divmod(np.arange(len(counts)), base + 2)
    return removals(state, target, counts.T, base=base).T


def _steps(some: Walked, base: int) -> Entries:
    """Give each journey's steps."""
    code = some.code.astype(np.int64)
    state = np.roll(code, 1)
    state[some.at] = 0
    reached = code[np.append(some.at, len(code))[1:] - 1]
    ends = (some.won.astype(np.float64), (~some.won).astype(np.float64))
    return stepped_through(some.row, some.at, state, code, reached, ends, base=base)


def values_of_each(every: Walked, n: int, *, replicates: int, seed: int) -> Floats:
    """Give the weights of Shapley by rates (rows: `n` channels) in every replicate (columns)."""
    plain, drawn = _plain(every, n), {"replicates": replicates, "seed": seed}
    known, of = distinct(members_of(every.code, every.at, n))
    lost = resampled_sizes(np.bincount(of[plain], minlength=len(known)), **drawn)
    cell = of + np.where(every.won, 0, len(known))
    _, row = np.unique(every.row[~plain], return_inverse=True)
    given = Entries(row, np.arange(len(row) + 1), cell[~plain])
    cells, counts = resampled(given, n_own=every.n_own, **drawn)
    both = np.concatenate([np.zeros_like(lost), lost])
    both[cells] += counts.astype(both.dtype)
    converted, not_ = (np.ascontiguousarray(half.T) for half in np.split(both, 2))
    values = values_of_sets(known, converted, not_, n, seed=seed)
    return values.T.clip(0.0)
