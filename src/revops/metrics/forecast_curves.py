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

from revops.metrics.account_weights import Weights
from revops.metrics.landmarks import CREATED
from revops.metrics.late_entry import ENTRY
from revops.metrics.outcomes import LOST, OPEN, WON

Array = npt.NDArray[np.float64]
#: A landmark with fewer deals behind it, or a day with fewer still watched, tells too little.
FEWEST = 30
FEWEST_WATCHED = 5
_N_CAUSES = 3
_CHUNK = 32_768  # accounts at a time, so that memory does not grow with them


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

    `members` is the frame of `landmarks` with `account`, the row of an account in `weights`. The
    first column of a curve is that of all weights one, the others are those of the weights.

    >>> seen = pl.DataFrame({"landmark": ["(created)"] * 4, "days": [1, 2, 2, 3],
    ...     "cause": [1, 1, 2, 0], "account": [0, 1, 2, 3]})
    >>> found = curves(seen, np.ones((4, 0), np.uint8))["(created)"]
    >>> found.won[:, 0].tolist(), found.still_open[:, 0].tolist()
    ([0.0, 0.25, 0.5, 0.5], [1.0, 0.75, 0.25, 0.25])
    """
    spans = _spans(members)
    placed = members.join(spans, on="landmark", maintain_order="left")
    n_rows = int(spans["n_days"].sum())
    ended = pl.col("cause").cast(pl.Int64) * n_rows + pl.col("start") + pl.col("days")
    sums = _by_row(placed, ended, _N_CAUSES * n_rows, weights).reshape(_N_CAUSES, n_rows, -1)
    late = None
    if ENTRY in members.columns and placed[ENTRY].max():
        late = _by_row(placed, pl.col("start") + pl.col(ENTRY), n_rows, weights)
    return {
        name: _curve(
            sums[:, start : start + n_days],
            None if late is None else late[start : start + n_days],
        )
        for name, n_days, start in spans.iter_rows()
    }


def _spans(members: pl.DataFrame) -> pl.DataFrame:
    """Give each landmark that tells enough its days, from a first row on: landmark, n_days, start.

    Sorted by name.
    """
    n_days = (pl.col("days").max().cast(pl.Int64) + 1).alias("n_days")
    sizes = members.group_by("landmark").agg(n_days, pl.len().alias("n"))
    told = sizes.filter((pl.col("n") >= FEWEST) | (pl.col("landmark") == CREATED))
    start = pl.col("n_days").cum_sum().shift(1, fill_value=0).alias("start")
    return told.sort("landmark").select("landmark", "n_days").with_columns(start)


def _curve(ended: Array, late: Array | None) -> Curve:
    """Compute one landmark's curves from who ended on each day, by cause, and who came late."""
    censored, wins, losses = ended[OPEN], ended[WON], ended[LOST]
    events = wins + losses
    at_risk = _from_then_on(events + censored)
    if late is not None:
        at_risk -= _after(late)
    with np.errstate(divide="ignore", invalid="ignore"):
        stays = np.where(at_risk > 0, 1 - events / at_risk, 1.0)
        gains = np.where(at_risk > 0, wins / at_risk, 0.0)
    still_open = np.clip(stays, 0.0, 1.0).cumprod(axis=0)
    before = np.vstack([np.ones((1, ended.shape[2])), still_open[:-1]])
    return Curve((before * gains).cumsum(axis=0), still_open, at_risk[:, 0].astype(np.int64))


def _from_then_on(counted: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Add up each day and all that follow."""
    summed: npt.NDArray[Any] = counted[::-1].cumsum(axis=0)[::-1]
    return summed


def _after(counted: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Add up the days after each: who is not there yet."""
    later: npt.NDArray[Any] = _from_then_on(counted) - counted
    return later


def _by_row(members: pl.DataFrame, row: pl.Expr, n_rows: int, weights: Weights) -> Array:
    """Count the members of each row, and add up their weights beside it.

    Whole numbers, which 4 bytes hold exactly up to 16 million.
    """
    places = (members.select(row).to_series().to_numpy(), members["account"].to_numpy())
    shape = (n_rows, weights.shape[0])
    counted = sparse.csc_matrix((np.ones(members.height, np.float32), places), shape=shape)
    sums = np.zeros((n_rows, weights.shape[1]), np.float32)
    for start in range(0, weights.shape[0] if weights.shape[1] else 0, _CHUNK):
        there = slice(start, start + _CHUNK)
        sums += counted[:, there] @ weights[there].astype(np.float32)
    alone = np.bincount(places[0], minlength=n_rows)
    return np.column_stack([alone, sums]).astype(np.float64)
