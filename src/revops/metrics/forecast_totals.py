"""What do the open deals add up to? Expected wins and value, with the draw and the doubt.

Each replicate of the bootstrap (accounts weighted by Poisson(1)) gives every open deal another
chance, and then tosses each deal's coin: the spread of the sums holds both the doubt in the curves
and the luck of the draw (a Poisson-binomial). Open deals are taken as independent of each other.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse

from revops.metrics.figures import figures
from revops.metrics.forecast_curves import Array, Curve
from revops.metrics.rows import HORIZON
from revops.metrics.win_chances import chances

_CHUNK = 20_000  # deals at a time
_ENDS = (0.025, 0.975)
_FIGURES = figures(
    pl.col("expected"),
    numerator=pl.col("all"),
    denominator=pl.col("n"),
    low=pl.col("low"),
    high=pl.col("high"),
)


def forecast_totals(
    placed: pl.DataFrame,
    found: dict[str, Curve],
    *,
    by: Sequence[str],
    horizon_days: Sequence[int],
    worth: str,
    seed: int,
) -> pl.DataFrame:
    """Give one row a segment and horizon: *by, horizon_days, the five figures, n_unknown.

    `worth` names what a won deal adds: a column. Numerator: what the deals would add if all were
    won; denominator: open deals; `n_unknown`: of which nobody can tell.
    """
    keys = list(by)
    segments = placed.select(keys).unique().sort(keys) if by else pl.DataFrame({"_": ["all"]})
    numbered = segments.with_row_index("segment")
    rows = placed.join(
        numbered, on=keys or None, how="left" if by else "cross", maintain_order="left"
    )
    groups = rows["segment"].to_numpy(), segments.height
    shown = [
        _horizon(numbered, _sums(rows, found, horizon, worth, groups, draw), horizon)
        for place, horizon in enumerate(sorted(set(horizon_days)))
        for draw in [np.random.default_rng([seed, place])]
    ]
    every = rows.group_by("segment").agg(pl.col(worth).sum().alias("all"), pl.len().alias("n"))
    joined = pl.concat(shown).join(every, on="segment", how="left", maintain_order="left")
    return joined.sort(*keys, HORIZON).select(*keys, HORIZON, *_FIGURES, "n_unknown")


def _horizon(
    numbered: pl.DataFrame, sums: tuple[Array, Array, Array], horizon: int
) -> pl.DataFrame:
    """Give the sums of one horizon, a row a segment, with both ends of the interval."""
    drawn, expected, unknown = sums
    low, high = np.quantile(drawn, _ENDS, axis=1)
    return numbered.with_columns(
        pl.lit(horizon, pl.Int64).alias(HORIZON),
        expected=pl.Series(expected),
        low=pl.Series(low),
        high=pl.Series(high),
        n_unknown=pl.Series(unknown).cast(pl.Int64),
    )


def _sums(
    rows: pl.DataFrame,
    found: dict[str, Curve],
    horizon: int,
    worth: str,
    groups: tuple[np.ndarray, int],
    draw: np.random.Generator,
) -> tuple[Array, Array, Array]:
    """Add up each segment's deals: in each replicate, as expected, and those nobody can tell."""
    segment, n_segments = groups
    n_weights = next(iter(found.values())).won.shape[1]
    drawn = np.zeros((n_segments, n_weights - 1))
    expected, unknown = np.zeros(n_segments), np.zeros(n_segments)
    for start in range(0, rows.height, _CHUNK):
        part = rows[start : start + _CHUNK]
        chance = chances(part, found, horizon)
        is_known = ~np.isnan(chance[:, 0])
        chance = np.nan_to_num(chance)
        amount = part[worth].fill_null(0.0).to_numpy()
        mine = segment[start : start + _CHUNK]
        add = sparse.csr_matrix(
            (np.ones(part.height), (mine, np.arange(part.height))), shape=(n_segments, part.height)
        )
        won = draw.random(chance[:, 1:].shape) < chance[:, 1:]
        drawn += add @ (won * amount[:, None])
        expected += add @ (chance[:, 0] * amount)
        unknown += add @ (~is_known).astype(float)
    return drawn, expected, unknown
