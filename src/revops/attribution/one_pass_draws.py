"""How sure is the credit of one pass? All its models at once, in every replicate of the bootstrap.

Whole accounts (the `key` of an end) are resampled as `draws` resamples them. What a model learns
it learns again in every replicate; the fixed models share out what they did.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from revops.attribution.markov import effects_of_each
from revops.attribution.moves import Steps, stepped_through
from revops.attribution.one_pass import FIXED, journeys_of, shares
from revops.attribution.poisson import weights
from revops.attribution.shapley_rates import weights_of_each
from revops.attribution.sharing import Cells, shared_out

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_BITS = 31


@dataclass(frozen=True)
class _Walk:
    """The touches of `ordered` as arrays; where each journey begins; each one's account."""

    code: npt.NDArray[np.int32]
    at: Ints
    journey: Ints
    row: Ints
    won: npt.NDArray[np.bool_]
    n_own: int


def replicated(
    walk: pl.DataFrame, ends: pl.DataFrame, channels: list[str], *, replicates: int = 500,
    seed: int = 0,
) -> dict[str, Floats]:  # fmt: skip
    """Give each model's credit: by channel (rows), counted and in value, in every replicate.

    The arrays have the shape (2, channels, replicates): credit, then credited_value. `walk` is
    that of `ordered`, from these `ends`. Same input, same seed: same numbers.
    """
    n = len(channels)
    every = _arrays(walk, ends)
    found = _fixed(walk, ends, every, channels, replicates, seed)
    cells = _cells(every, ends, n)
    once = replace(cells, part=np.ones_like(cells.part))
    drawn = {"n_own": every.n_own, "replicates": replicates, "seed": seed}
    effects = effects_of_each(_steps(every, n + 1), base=n + 1, **drawn)
    found["markov"] = shared_out(cells, effects, n, seed=seed)
    row, members, won, lost = _sets(every, n)
    values = weights_of_each(row, members, won, lost, n, **drawn)
    found["shapley_rates"] = shared_out(once, values, n, seed=seed)
    return found


def _arrays(walk: pl.DataFrame, ends: pl.DataFrame) -> _Walk:
    """Number the accounts, those with a conversion first, and find where journeys begin."""
    of_touch = walk.get_column("journey").to_numpy()
    at = np.flatnonzero(np.diff(of_touch, prepend=-1) != 0) if len(of_touch) else of_touch
    journey = of_touch[at].astype(np.int64)
    won = walk.get_column("converted").to_numpy()[at]
    account = ends.get_column("key").rank("dense").to_numpy().astype(np.int64)[journey] - 1
    there, own = np.zeros((2, int(account.max(initial=-1)) + 1), bool)
    there[account], own[account[won]] = True, True
    n_own = int(own.sum())
    number = np.where(own, np.cumsum(own) - 1, n_own + np.cumsum(there & ~own) - 1)
    code = walk.get_column("code").to_numpy().astype(np.int32)
    return _Walk(code, at, journey, number[account], won, n_own)


def _steps(every: _Walk, base: int) -> Steps:
    """Give each journey's steps."""
    state = np.roll(every.code, 1)
    state[every.at] = 0
    reached = every.code[np.append(every.at, len(every.code))[1:] - 1]
    ends = (every.won.astype(np.float64), (~every.won).astype(np.float64))
    made = stepped_through(every.row, every.at, state, every.code, reached, ends, base=base)
    return Steps(np.arange(base), made)


def _sets(every: _Walk, n: int) -> tuple[Ints, Ints, Floats, Floats]:
    """Give each journey's account, set of channels, and whether it converted or not."""
    kind = np.int32 if n < _BITS else np.int64
    bits = np.left_shift(kind(1), every.code - kind(1))
    members = np.bitwise_or.reduceat(bits, every.at) if len(every.at) else bits
    return every.row, members, every.won.astype(np.float64), (~every.won).astype(np.float64)


def _cells(every: _Walk, ends: pl.DataFrame, n: int) -> Cells:
    """Give the channels of each conversion, in order of account, each worth one, and its value."""
    length = np.diff(every.at, append=len(every.code))
    order = np.flatnonzero(every.won)
    order = order[np.argsort(every.row[order], kind="stable")]
    place = np.repeat(np.arange(len(order)), length[order])
    begins = np.cumsum(length[order]) - length[order]
    touch = (every.at[order] - begins)[place] + np.arange(len(place))
    key, n_touches = np.unique(place * n + every.code[touch] - 1, return_counts=True)
    place, code = np.divmod(key, n)
    part, journey = n_touches.astype(np.float64), order[place]
    value = ends.get_column("value").fill_null(0.0).to_numpy()[every.journey[journey]]
    worth = np.stack([np.ones(len(key)), value])
    return Cells(every.row[journey], place, code, code, part, part / length[journey], worth)


def _fixed(
    walk: pl.DataFrame, ends: pl.DataFrame, every: _Walk, channels: list[str], replicates: int,
    seed: int,
) -> dict[str, Floats]:  # fmt: skip
    """Add up the credit of the fixed models by account, and take each account as often as drawn."""
    number = np.zeros(ends.height, np.int64)
    number[every.journey] = every.row
    journeys = journeys_of(walk, ends, channels)
    row = number[journeys.get_column("conversion_id").to_numpy()]
    code = walk.filter("converted").get_column("code").to_numpy().astype(np.int64) - 1
    n, blocks = len(channels), []
    for each in shares(journeys):
        for column in ("credit", "credited_value"):
            sums = (each.get_column(column).fill_null(0.0).to_numpy(), (row, code))
            blocks.append(sparse.csr_array(sums, shape=(every.n_own, n)))
    made = sparse.hstack(blocks, format="csr")
    totals = np.zeros((made.shape[1], replicates))
    for part, drawn in weights(every.n_own, replicates=replicates, seed=seed):
        totals += made[part].T @ drawn.astype(np.float64)
    return dict(zip(FIXED, totals.reshape(len(FIXED), 2, n, replicates), strict=True))
