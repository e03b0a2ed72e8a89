"""How often is each account drawn in each replicate of a bootstrap? Poisson(1), one set for all.

Every bootstrap over accounts numbers its accounts from 0 on and draws row after row, so that with
one seed the first accounts have the same weights however many follow. Inside `sharing` they are
drawn once, for the largest that asks.
"""

import numpy as np
import numpy.typing as npt

from revops.metrics.shared import shared

Weights = npt.NDArray[np.uint8]
_PART = 512  # accounts at a time: what is drawn of them fits the processor's cache


class AccountWeights:
    """The weights of one seed: a row an account, a column a replicate, drawn as far as asked."""

    def __init__(self, replicates: int, seed: int) -> None:
        """Draw nothing yet."""
        self._draw = np.random.default_rng(seed)
        self._rows = np.empty((0, replicates), np.uint8)

    def first(self, n_accounts: int) -> Weights:
        """Give the weights of the first accounts; whole numbers, which one byte holds.

        >>> weights = account_weights(replicates=3, seed=0)
        >>> few, more = weights.first(2), weights.first(9)
        >>> few.shape, bool((more[:2] == few).all())
        ((2, 3), True)
        """
        n_known, replicates = self._rows.shape
        if n_accounts > n_known:
            rows = np.empty((n_accounts, replicates), np.uint8)
            rows[:n_known] = self._rows
            for start in range(n_known, n_accounts, _PART):
                part = rows[start : start + _PART]
                part[:] = self._draw.poisson(1.0, size=part.shape)
            self._rows = rows
        return self._rows[:n_accounts]


@shared
def account_weights(*, replicates: int, seed: int) -> AccountWeights:
    """Give the weights of one seed; nothing is drawn before somebody asks for it."""
    return AccountWeights(replicates, seed)
