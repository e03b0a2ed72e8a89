"""What do the open deals add up to? Expected wins and value, with the draw and the doubt.

Each replicate of the bootstrap (accounts weighted by Poisson(1)) gives every open deal another
chance, and then tosses each deal's coin: the spread of the sums holds both the doubt in the curves
and the luck of the draw (a Poisson-binomial). Open deals are taken as independent of each other.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from revops.metrics.chance_table import ChanceTable, chance_table
from revops.metrics.figures import figures
from revops.metrics.forecast_curves import Curve
from revops.metrics.forecast_draws import Groups, drawn_sums, expected_sums
from revops.metrics.rows import HORIZON

COUNTED = "counted"
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
    worths: Sequence[str],
    seed: int,
) -> pl.DataFrame:
    """Give one row a segment, horizon and worth: *by, horizon_days, five figures, n_unknown.

    `worths` names what a won deal adds, columns; `counted` says which of them a row is of. All are
    drawn at once. Numerator: what the deals would add if all were won; denominator: open deals;
    `n_unknown`: of which nobody can tell.
    """
    keys = list(by)
    segments = placed.select(keys).unique().sort(keys) if by else pl.DataFrame({"_": ["all"]})
    numbered = segments.with_row_index("segment")
    rows = placed.join(
        numbered, on=keys or None, how="left" if by else "cross", maintain_order="left"
    )
    groups = Groups(rows["segment"].to_numpy(), segments.height)
    shown = [
        _horizon(numbered, rows, chance_table(found, horizon), groups, worths, [seed, place])
        .with_columns(pl.lit(horizon, pl.Int64).alias(HORIZON))
        for place, horizon in enumerate(sorted(set(horizon_days)))
    ]  # fmt: skip
    joined = pl.concat(shown).join(
        _every(rows, worths), on=["segment", COUNTED], how="left", maintain_order="left"
    )
    return joined.sort(*keys, HORIZON, maintain_order=True).select(
        *keys, HORIZON, *_FIGURES, "n_unknown", COUNTED
    )


def _every(rows: pl.DataFrame, worths: Sequence[str]) -> pl.DataFrame:
    """Say of each segment how many deals it has, and what they are worth."""
    of_segment = rows.group_by("segment")
    return pl.concat(
        of_segment.agg(pl.col(worth).sum().alias("all"), pl.len().alias("n")).with_columns(
            pl.lit(worth).alias(COUNTED)
        )
        for worth in worths
    )


def _horizon(
    numbered: pl.DataFrame,
    rows: pl.DataFrame,
    table: ChanceTable,
    groups: Groups,
    worths: Sequence[str],
    seed: Sequence[int],
) -> pl.DataFrame:
    """Give the sums of one horizon, a row a segment and worth, with both ends of the interval."""
    drawn = drawn_sums(rows, table, groups, worths, np.random.default_rng(seed))
    sums, unknown = expected_sums(rows, table, groups, worths)
    frames = []
    for worth, each, expected in zip(worths, drawn, sums, strict=True):
        low, high = np.quantile(each, _ENDS, axis=1)
        told = {"expected": expected, "low": low, "high": high}
        counted = pl.Series("n_unknown", unknown).cast(pl.Int64)
        frames.append(numbered.with_columns(pl.lit(worth).alias(COUNTED), counted, **{
            name: pl.Series(values) for name, values in told.items()
        }))  # fmt: skip
    return pl.concat(frames)
