"""How sure are we of a sum? Bootstrap over accounts, in one pass.

Each replicate gives every account a weight drawn from Poisson(1) and adds up the accounts'
sums so weighted: resampling accounts, with a number of wins that varies as it would. The
interval runs from the 2.5th to the 97.5th percentile. Accounts, never touches, because the
touches of one buying group stand and fall together.

Source: Efron 1979; Poisson weights: Chamandy, Muralidharan, Najmi, Naidu 2012. The number of
wins behind an interval says how far to trust it: with few, skewed wins it is too narrow.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from revops.metrics.account_weights import account_weights
from revops.metrics.grouping import exact_sum

_CHUNK = 4096  # accounts at a time, so that memory does not grow with them
_ENDS = (0.025, 0.975)
Totals = tuple[pl.DataFrame, npt.NDArray[np.float64]]


class Redrawn(Protocol):
    """What shares credit out anew in every replicate, by what was learnt in it."""

    def totals(self, credits: pl.DataFrame, by: Sequence[str], column: str) -> Totals:
        """Give the segments, and each one's sum (rows) in each replicate (columns)."""


def account_intervals(
    frame: pl.DataFrame,
    by: Sequence[str],
    column: str,
    *,
    draws: Redrawn | None = None,
    replicates: int = 500,
    seed: int = 0,
) -> pl.DataFrame:
    """One row is one segment, with the low and high end of the sum of a column.

    A conversion without an account is an account of its own. Same rows, same seed: same ends. With
    `draws` a model has learnt its weights again in every replicate, so that the interval holds
    the doubt in them too; without, credit is taken as it is.

    >>> credits = pl.DataFrame(
    ...     {"account_id": ["Aurora", "Bosque"], "conversion_id": ["d1", "d2"],
    ...      "channel": ["email", "email"], "credit": [1.0, 1.0]}
    ... )
    >>> account_intervals(credits, ["channel"], "credit").rows()
    [('email', 0.0, 5.0)]
    """
    if draws is None:
        segments, totals = account_totals(frame, by, column, replicates=replicates, seed=seed)
    else:
        segments, totals = draws.totals(frame, by, column)
    low, high = np.quantile(totals, _ENDS, axis=1) if segments.height else ([], [])
    ends = pl.DataFrame({"low": low, "high": high}, schema={"low": pl.Float64, "high": pl.Float64})
    return pl.concat([segments.select(by), ends], how="horizontal")


def account_totals(
    frame: pl.DataFrame, by: Sequence[str], column: str, *, replicates: int = 500, seed: int = 0
) -> Totals:
    """Give the segments, and the sum of a column of each (rows) in each replicate (columns).

    One account has the same weight in all segments of a replicate, so that a ratio of two of its
    sums moves as it would.
    """
    account = pl.coalesce("account_id", "conversion_id").alias("account")
    added = exact_sum(pl.col(column)).alias("sum")
    sums = frame.group_by(account, *by).agg(added).sort("account", *by)
    segments = sums.select(by).unique().sort(by) if by else pl.DataFrame({"_": ["all"]})
    placed = sums.join(
        segments.with_row_index("segment"), on=list(by) or None, how="left" if by else "cross",
        maintain_order="left",
    )  # fmt: skip
    return segments, _replicates(placed, segments.height, replicates, seed)


def _replicates(
    sums: pl.DataFrame, n_segments: int, replicates: int, seed: int
) -> npt.NDArray[np.float64]:
    """Give the weighted sum of every segment (rows) in every replicate (columns)."""
    row = sums.get_column("account").rle_id().to_numpy()
    n_accounts = int(row[-1]) + 1 if len(row) else 0
    cells = (sums.get_column("sum").to_numpy(), (row, sums.get_column("segment").to_numpy()))
    matrix = sparse.csr_matrix(cells, shape=(n_accounts, n_segments))
    weights = account_weights(replicates=replicates, seed=seed).first(n_accounts)
    totals = np.zeros((n_segments, replicates))
    for start in range(0, n_accounts, _CHUNK):
        there = slice(start, start + _CHUNK)
        totals += matrix[there].T @ weights[there].astype(np.float64)
    return totals
