"""Toss the coin of every open deal in every replicate, and add up what is won."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from revops.metrics.chance_table import ChanceTable
from revops.metrics.forecast_curves import Array

_CHUNK = 2_000  # deals at a time: what is held of them fits the processor's cache


@dataclass(frozen=True)
class Groups:
    """The segment of each deal, as a number below `n`."""

    segment: npt.NDArray[np.uint32]
    n: int

    def added(self, start: int, values: Array) -> tuple[npt.NDArray[np.uint32], Array]:
        """Add up the rows of values from deal `start` on, by segment: which, and their sums."""
        mine = self.segment[start : start + len(values)]
        there, place = np.unique(mine, return_inverse=True)
        ones, deals = np.ones(len(values)), np.arange(len(values))
        add = sparse.csr_matrix((ones, (place, deals)), shape=(len(there), len(values)))
        return there, add @ values


def drawn_sums(
    rows: pl.DataFrame,
    table: ChanceTable,
    groups: Groups,
    worths: Sequence[str],
    draw: np.random.Generator,
) -> list[Array]:
    """Give the sums of each worth: a row a segment, a column a replicate."""
    at, chances = table.rows(rows), np.nan_to_num(table.chances[:, 1:])
    drawn = [np.zeros((groups.n, chances.shape[1])) for _ in worths]
    amounts = [rows[worth].fill_null(0.0).to_numpy() for worth in worths]
    for start in range(0, rows.height, _CHUNK):
        chance = chances[at[start : start + _CHUNK]]
        won = draw.random(chance.shape) < chance
        for sums, amount in zip(drawn, amounts, strict=True):
            there, added = groups.added(start, won * amount[start : start + _CHUNK, None])
            sums[there] += added
    return drawn


def expected_sums(
    rows: pl.DataFrame, table: ChanceTable, groups: Groups, worths: Sequence[str]
) -> tuple[list[Array], Array]:
    """Give each segment's sum of chance x worth, by worth, and its deals that nobody can tell."""
    chance = table.chances[table.rows(rows), 0]
    is_known = ~np.isnan(chance)
    told = np.nan_to_num(chance)
    amounts = [rows[worth].fill_null(0.0).to_numpy() for worth in worths]
    expected = [_whole(groups, told * amount) for amount in amounts]
    return expected, _whole(groups, (~is_known).astype(float))


def _whole(groups: Groups, values: Array) -> Array:
    """Add up one value a deal, by segment."""
    sums = np.zeros(groups.n)
    there, added = groups.added(0, values)
    sums[there] = added
    return sums
