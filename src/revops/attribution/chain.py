"""The Markov chain of journeys: how likely a journey converts, and without one channel.

States are those of `moves`. With Q the chances of going from state to state, R those of going
straight to the conversion and s the start: P = s (I - Q)^-1 R. Removing a channel sends everyone
who would come to it nowhere, so that A, all states that hold the channel, fall away:
P_A = s_B (I - Q_BB)^-1 R_B over the other states B, and the removal effect is 1 - P_A / P,
which is N_sA (N_AA)^-1 b_A / P with N = (I - Q)^-1 and b = N R; for one state N_si b_i / (N_ii P).

Order 1 is solved by that closed form, with one inverse. Higher orders have many states and few
moves from each: there the walk is followed step by step, all removals at once, until less than
1e-15 of it is still on its way, a bound on the error that is known. Nothing is simulated.

Source: Anderl, Becker, von Wangenheim, Schumann 2016, IJRM 33(3); the block form for A by Schur's
complement.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

Floats = npt.NDArray[np.float64]
_LEFT = 1e-15  # of the walk, when it is no longer followed
_MOST_STEPS = 20_000
_DENSE = 2_500  # up to so many states a dense solve is quick, whatever the walk
_MOST_CELLS = 2**22  # of the matrices that are inverted at once


@dataclass(frozen=True)
class Chain:
    """States by number (0 is the start), the chances between them, and to the conversion."""

    states: npt.NDArray[np.int64]
    between: sparse.csr_array
    to_conversion: Floats
    base: int
    order: int


def chain(counts: pl.DataFrame, *, base: int, order: int = 1) -> Chain:
    """Make the chain of counted moves (columns state, next, n).

    >>> counts = pl.DataFrame({"state": [0, 1, 1], "next": [1, 2, 3], "n": [4.0, 1.0, 3.0]})
    >>> removal(chain(counts, base=2))
    (0.25, array([1.]))
    """
    state, target, n = (counts.get_column(name).to_numpy() for name in ("state", "next", "n"))
    states = np.union1d(np.unique(state), [0])
    row = np.searchsorted(states, state)
    total = np.bincount(row, weights=n, minlength=len(states))
    share = n / total[row]
    stays = target < base
    onward = state[stays] % base ** (order - 1) * base + target[stays]
    column = np.searchsorted(states, onward)
    shape = (len(states), len(states))
    between = sparse.csr_array((share[stays], (row[stays], column)), shape=shape)
    wins = target == base
    won = np.bincount(row[wins], weights=share[wins], minlength=len(states)).astype(np.float64)
    return Chain(states, between, won, base, order)


def holds(states: npt.NDArray[np.int64], base: int, order: int) -> npt.NDArray[np.bool_]:
    """Say of each state (rows) whether it holds each channel (columns)."""
    digits = states[:, None] // base ** np.arange(order)[None, :] % base
    codes = np.arange(1, base)
    held: npt.NDArray[np.bool_] = (digits[:, :, None] == codes[None, None, :]).any(axis=1)
    return held


def removal(made: Chain) -> tuple[float, Floats]:
    """Give the chance that a journey converts, and each channel's removal effect (0 to 1)."""
    if made.order == 1:
        return _closed(made)
    masks = np.column_stack(
        [np.ones(len(made.states), bool), ~holds(made.states, made.base, made.order)]
    )
    chances = _walked(made, masks)
    return float(chances[0]), _effect(chances[0], chances[1:])


def _effect(whole: float, without: Floats) -> Floats:
    """Give the share of conversions that are lost; nothing converts: nothing is lost."""
    return 1.0 - without / whole if whole > 0 else np.zeros_like(without)


def _closed(made: Chain) -> tuple[float, Floats]:
    """Solve order 1: N_si b_i / (N_ii P), from one inverse."""
    n = np.linalg.inv(np.eye(len(made.states)) - made.between.toarray())
    reach = n @ made.to_conversion
    effects = np.zeros(made.base - 1)
    if reach[0] > 0:
        effects[made.states[1:] - 1] = (n[0] * reach / (np.diag(n) * reach[0]))[1:]
    return float(reach[0]), effects


def removals(
    state: npt.NDArray[np.int64], target: npt.NDArray[np.int64], n: Floats, *, base: int
) -> Floats:
    """Give the removal effects (columns) of order-1 chains: each row of `n` counts its moves.

    >>> state, target = np.array([0, 1, 1]), np.array([1, 2, 3])
    >>> removals(state, target, np.array([[4.0, 1.0, 3.0], [4.0, 0.0, 4.0]]), base=2)
    array([[1.],
           [0.]])
    """
    at_once = max(_MOST_CELLS // base**2, 1)
    parts = [
        _closed_each(state, target, n[start : start + at_once], base)
        for start in range(0, len(n), at_once)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, base - 1))


def _closed_each(
    state: npt.NDArray[np.int64], target: npt.NDArray[np.int64], n: Floats, base: int
) -> Floats:
    """Solve many chains of order 1 with one stack of inverses."""
    moved = np.zeros((len(n), base, base + 2))
    moved[:, state, target] = n
    left = moved.sum(axis=2, keepdims=True)
    share = np.divide(moved, left, out=moved, where=left > 0)
    inverse = np.linalg.inv(np.eye(base) - share[:, :, :base])
    reach = (inverse @ share[:, :, base, None])[:, :, 0]
    stays = np.diagonal(inverse, axis1=1, axis2=2) * reach[:, :1]
    lost = inverse[:, 0] * reach
    effects: Floats = np.divide(lost, stays, out=np.zeros_like(lost), where=stays > 0)
    return effects[:, 1:]


def _walked(made: Chain, masks: npt.NDArray[np.bool_]) -> Floats:
    """Follow the walk from the start, through the states of each mask, to the conversion."""
    back = made.between.T.tocsr()
    at = np.zeros(masks.shape)
    at[0] = 1.0
    chances = np.zeros(masks.shape[1])
    for _ in range(_MOST_STEPS):
        chances += made.to_conversion @ at
        at = (back @ at) * masks
        if at.sum(axis=0).max() < _LEFT:
            return chances
    return _solved(made, masks)


def _solved(made: Chain, masks: npt.NDArray[np.bool_]) -> Floats:
    """Solve each mask's equations: for journeys that go round and round for very long."""
    whole = sparse.eye_array(len(made.states), format="csr") - made.between
    return np.array([_reached(whole, made.to_conversion, mask) for mask in masks.T])


def _reached(whole: sparse.csr_array, to_conversion: Floats, mask: npt.NDArray[np.bool_]) -> float:
    """Solve (I - Q) b = R over the states of a mask; give the start's."""
    kept = np.flatnonzero(mask)
    part = whole[kept][:, kept]
    if len(kept) <= _DENSE:
        return float(np.linalg.solve(part.toarray(), to_conversion[kept])[0])
    return float(sparse.linalg.spsolve(part.tocsc(), to_conversion[kept])[0])
