"""The journeys of one pass as arrays, and whose they are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.counted import begins_of

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_SPARSEST = 4  # numbers up to the largest key, for each end, that a table of keys may have


@dataclass(frozen=True)
class Walked:
    """Journeys of `ordered`: where each begins, its length, its end's row and its account's.

    Accounts with a conversion come first, `n_own` of them, in order of key; then the others.
    `code` is that of every touch.
    """

    code: npt.NDArray[np.integer]
    at: Ints
    length: Ints
    journey: Ints
    row: Ints
    won: Bools
    n_own: int

    def of(self, some: Bools) -> "Walked":
        """Keep some of the journeys, whose accounts are numbered anew in the same order."""
        at, length, row = self.at[some], self.length[some], self.row[some]
        begins: Ints = np.cumsum(length) - length
        touch = np.repeat(at - begins, length) + np.arange(length.sum())
        _, row = np.unique(row, return_inverse=True)
        code, journey, won = self.code[touch], self.journey[some], self.won[some]
        return Walked(code, begins, length, journey, row, won, self.n_own)


def walked(walk: pl.DataFrame, ends: pl.DataFrame) -> Walked:
    """Number the accounts, those with a conversion first, and find where journeys begin.

    >>> walk = pl.DataFrame({"journey": [0, 0, 1, 2], "code": [1, 2, 1, 1],
    ...     "converted": [False, False, True, False]})
    >>> found = walked(walk, pl.DataFrame({"key": ["a", "b", "b"]}))
    >>> found.at.tolist(), found.row.tolist(), found.n_own
    ([0, 2, 3], [1, 0, 0], 1)
    """
    at = begins_of(walk)
    journey = walk.get_column("journey").to_numpy()[at].astype(np.int64)
    won = walk.get_column("converted").gather(at).to_numpy()
    account = _numbers(ends.get_column("key"))[journey]
    there, own = np.zeros((2, int(account.max(initial=-1)) + 1), bool)
    there[account], own[account[won]] = True, True
    n_own = int(own.sum())
    number = np.where(own, np.cumsum(own) - 1, n_own + np.cumsum(there & ~own) - 1)
    length = np.diff(at, append=walk.height)
    code = walk.get_column("code").to_numpy()
    return Walked(code, at, length, journey, number[account], won, n_own)


def _numbers(keys: pl.Series) -> Ints:
    """Give whole numbers that rise with the keys: the keys, where they are such and small."""
    most = keys.max() if keys.dtype.is_unsigned_integer() and not keys.has_nulls() else None
    if isinstance(most, int) and most < _SPARSEST * len(keys):
        return keys.to_numpy().astype(np.int64)
    ranks: Ints = keys.rank("dense").to_numpy().astype(np.int64) - 1
    return ranks
