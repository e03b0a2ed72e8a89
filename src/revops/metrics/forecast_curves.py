"""The chance of a win in the next days, given that a deal is still open: from many weighted curves.

For each landmark the incidence of wins F and the share still open S, by day (Aalen-Johansen, as in
`incidence`), once with all weights one and once for each set of weights of the bootstrap. A deal
that has been there for a days is won within the next h with probability

    (F(a + h) - F(a)) / S(a)

Beyond the last day on which anybody was watched, F stays where it is: it says nothing more.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from revops.metrics.landmarks import CREATED
from revops.metrics.late_entry import ENTRY
from revops.metrics.outcomes import LOST, OPEN, WON

Array = npt.NDArray[np.float64]
Weights = npt.NDArray[np.float32]
#: A landmark with fewer deals behind it, or a day with fewer still watched, tells too little.
FEWEST = 30
FEWEST_WATCHED = 5


@dataclass(frozen=True)
class Curve:
    """One landmark's curves: a row a day from 0 on, a column a set of weights.

    `watched` counts the deals still open and watched at the beginning of each day.
    """

    won: Array
    still_open: Array
    watched: npt.NDArray[np.int64]

    def reach(self) -> int:
        """Give the last day on which enough deals were watched; -1 where never."""
        enough = np.flatnonzero(self.watched >= FEWEST_WATCHED)
        return int(enough[-1]) if enough.size else -1

    def chance(self, days: npt.NDArray[np.int64], horizon: int) -> Array:
        """Give the chance of a win within the horizon: a row a deal, a column a set of weights."""
        last = self.won.shape[0] - 1
        now, then = np.minimum(days, last), np.minimum(days + horizon, last)
        left = self.still_open[now]
        with np.errstate(divide="ignore", invalid="ignore"):
            gained = (self.won[then] - self.won[now]) / left
        return np.clip(np.where(left > 1e-12, gained, 0.0), 0.0, 1.0)


def curves(members: pl.DataFrame, weights: Weights) -> dict[str, Curve]:
    """Give the curves of each landmark that has enough deals behind it.

    `members` is the frame of `landmarks` with `account`, the row of an account in `weights`.

    >>> seen = pl.DataFrame({"landmark": ["(created)"] * 4, "days": [1, 2, 2, 3],
    ...     "cause": [1, 1, 2, 0], "account": [0, 1, 2, 3]})
    >>> found = curves(seen, np.ones((4, 1), np.float32))["(created)"]
    >>> found.won[:, 0].tolist(), found.still_open[:, 0].tolist()
    ([0.0, 0.25, 0.5, 0.5], [1.0, 0.75, 0.25, 0.25])
    """
    parts = members.partition_by("landmark", as_dict=True, maintain_order=True)
    return {
        str(name): _curve(part, weights)
        for (name,), part in sorted(parts.items())
        if part.height >= FEWEST or name == CREATED
    }


def _curve(part: pl.DataFrame, weights: Weights) -> Curve:
    """Compute one landmark's curves, for every set of weights at once."""
    n_days = int(part["days"].max()) + 1  # type: ignore[arg-type]
    wins, losses, censored = (
        _by_day(part.filter(pl.col("cause") == cause), n_days, weights)
        for cause in (WON, LOST, OPEN)
    )
    events = wins + losses
    exits = events + censored
    at_risk = _from_then_on(exits)
    left = np.bincount(part["days"].to_numpy(), minlength=n_days)
    watched = _from_then_on(left)
    if ENTRY in part.columns and part[ENTRY].max():
        at_risk -= _after(_by_day(part, n_days, weights, day=ENTRY))
        watched -= _after(np.bincount(part[ENTRY].to_numpy(), minlength=n_days))
    with np.errstate(divide="ignore", invalid="ignore"):
        stays = np.where(at_risk > 0, 1 - events / at_risk, 1.0)
        gains = np.where(at_risk > 0, wins / at_risk, 0.0)
    still_open = np.clip(stays, 0.0, 1.0).cumprod(axis=0)
    before = np.vstack([np.ones((1, weights.shape[1])), still_open[:-1]])
    return Curve((before * gains).cumsum(axis=0), still_open, watched)


def _from_then_on(counted: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Add up each day and all that follow."""
    summed: npt.NDArray[Any] = counted[::-1].cumsum(axis=0)[::-1]
    return summed


def _after(counted: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Add up the days after each: who is not there yet."""
    later: npt.NDArray[Any] = _from_then_on(counted) - counted
    return later


def _by_day(part: pl.DataFrame, n_days: int, weights: Weights, day: str = "days") -> Array:
    """Add up the weights by day: whole numbers, which 4 bytes hold exactly up to 16 million."""
    places = (part[day].to_numpy(), part["account"].to_numpy())
    ones = np.ones(part.height, np.float32)
    counted = sparse.csr_matrix((ones, places), shape=(n_days, weights.shape[0]))
    summed: Array = (counted @ weights).astype(np.float64)
    return summed
