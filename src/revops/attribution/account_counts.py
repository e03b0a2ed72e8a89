"""What each account adds to the counts that a model learns from, and the counts of each replicate.

Counts of accounts add up, so one pass over the journeys serves every replicate: the accounts are
weighed anew and the model learns again from the sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from revops.attribution.poisson import weights

Floats = npt.NDArray[np.float64]


def accounts_of(journeys: pl.DataFrame) -> pl.DataFrame:
    """Give each account a number: those with a conversion first, then by name.

    A journey without an account is an account of its own. Columns: account, row.

    >>> walk = pl.DataFrame({"account_id": ["Bosque", None, "Aurora"],
    ...     "conversion_id": ["b", "c", "a"], "n_converted": [1.0, 1.0, 0.0]})
    >>> accounts_of(walk)["account"].to_list()
    ['Bosque', 'c', 'Aurora']
    """
    won = pl.col("n_converted") > 0 if "n_converted" in journeys.columns else pl.lit(True)
    return (
        journeys.group_by(account())
        .agg(won.any().alias("won"))
        .sort("won", "account", descending=[True, False])
        .select("account")
        .with_row_index("row")
    )


def account() -> pl.Expr:
    """Name the account of a journey; one without is its own."""
    return pl.coalesce("account_id", "conversion_id").alias("account")


@dataclass(frozen=True)
class Resampled:
    """The distinct cells of some counts (rows), and each cell's count in each replicate."""

    cells: pl.DataFrame
    counts: tuple[Floats, ...]


def resampled(
    counts: pl.DataFrame,
    cells: Sequence[str],
    columns: Sequence[str],
    *,
    n_accounts: int,
    replicates: int,
    seed: int,
) -> Resampled:
    """Weigh the accounts' counts (`row`, *cells, *columns) in every replicate and add them up."""
    named = counts.select(cells).unique().sort(cells)
    placed = counts.join(named.with_row_index("cell"), on=list(cells), how="left")
    at = (placed.get_column("row").to_numpy(), placed.get_column("cell").to_numpy())
    shape = (n_accounts, named.height)
    matrices = [
        sparse.csr_array((placed.get_column(name).to_numpy(), at), shape=shape) for name in columns
    ]
    sums = [np.zeros((named.height, replicates)) for _ in columns]
    for part, drawn in weights(n_accounts, replicates=replicates, seed=seed):
        for matrix, total in zip(matrices, sums, strict=True):
            total += matrix[part].T @ drawn
    return Resampled(named, tuple(sums))
