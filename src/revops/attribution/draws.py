"""How sure are we of what was learnt? A model that learns, learnt again in every replicate.

The weights of channels are learnt from resampled accounts, and each conversion is then shared out
by the weights of its replicate: the interval holds the doubt of the weights and of the wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution import markov, shapley_rates
from revops.attribution.accounts import account, numbered_accounts
from revops.attribution.learnable import require_learnable
from revops.attribution.levels import LEARNT_ON, at_level
from revops.attribution.parameters import parameters
from revops.attribution.sharing import Cells, shared_out
from revops.errors import UnknownName

Floats = npt.NDArray[np.float64]
_LEARN = {"markov": markov.resample, "shapley_rates": shapley_rates.resample}
#: The models that can be learnt again from counts in every replicate.
DRAWN = tuple(_LEARN)
#: Whether a channel's weight is shared among its touches (or each touch has all of it).
_SPREAD = ("shapley_rates",)


@dataclass(frozen=True)
class Draws:
    """The weight of each channel (rows) in each replicate (columns), and the accounts' numbers."""

    model: str
    accounts: pl.DataFrame
    channels: tuple[str | None, ...]
    weights: Floats
    seed: int

    def totals(
        self, credits: pl.DataFrame, by: Sequence[str], column: str
    ) -> tuple[pl.DataFrame, Floats]:
        """Give the segments, and the sum of a column of each (rows) in each replicate (columns).

        `column` is credit (each conversion is worth 1) or credited_value (its value).
        """
        cells = _cells(credits, by, self)
        segments = cells.select(by).unique().sort(by) if by else pl.DataFrame({"_": ["all"]})
        return segments, _shared_out(cells, segments, by, column, self)


def draws(
    journeys: pl.DataFrame,
    model: str,
    *,
    level: str = "channel",
    replicates: int = 500,
    seed: int = 0,
    **params: Any,
) -> Draws:
    """Learn a model's weights again in every replicate; journeys and level as for `credit_at`.

    Accounts are resampled, converted or not, each by itself (Poisson). Same journeys, same seed:
    same weights. Errors: TooFewJourneys as for `credit`.
    """
    given = parameters(model, **params)
    if model not in _LEARN:
        raise UnknownName("model whose counts can be resampled", model, _LEARN)
    require_learnable(journeys, fewest=int(given.pop("fewest")))
    accounts, row = numbered_accounts(journeys)
    marked = at_level(journeys, level).with_columns(row)
    n_own = int(accounts.get_column("won").sum())
    channels, learnt = _LEARN[model](marked, n_own=n_own, replicates=replicates, seed=seed, **given)
    return Draws(model, accounts.drop("won"), channels, learnt, seed)


def _cells(credits: pl.DataFrame, by: Sequence[str], made: Draws) -> pl.DataFrame:
    """One row is one journey's touches on one channel of one segment: n, and the channel's own."""
    codes = pl.DataFrame(
        {LEARNT_ON: made.channels, "code": range(len(made.channels))},
        schema={LEARNT_ON: pl.String, "code": pl.Int64},
    )
    name = pl.col(LEARNT_ON if LEARNT_ON in credits.columns else "channel").alias(LEARNT_ON)
    touched = credits.select(*by, name, "conversion_id", "value", account())
    return (
        touched.join(codes, on=LEARNT_ON, how="left", nulls_equal=True)
        .join(made.accounts, on="account", how="left")
        .with_columns(pl.col("code").fill_null(len(made.channels)))
        .group_by("row", "conversion_id", "code", *by)
        .agg(pl.len().cast(pl.Float64).alias("n"), pl.col("value").first().fill_null(0.0))
        .sort("row", "conversion_id", "code", *by)
        .with_columns(
            pl.col("n").sum().over("conversion_id").alias("length"),
            pl.col("n").sum().over("conversion_id", "code").alias("on_channel"),
        )
    )


def _shared_out(
    cells: pl.DataFrame, segments: pl.DataFrame, by: Sequence[str], column: str, made: Draws
) -> Floats:
    """Share each conversion out by each replicate's weights, and add up by segment."""
    worth = pl.col("value") if column == "credited_value" else pl.lit(1.0)
    part = pl.col("n") / pl.col("on_channel") if made.model in _SPREAD else pl.col("n")
    placed = cells.join(
        segments.with_row_index("segment"), on=list(by) or None, how="left" if by else "cross",
        maintain_order="left",
    ).select(
        pl.col("row").cast(pl.Int64),
        pl.col("conversion_id").rle_id().cast(pl.Int64),
        "code", pl.col("segment").cast(pl.Int64), part.alias("part"),
        (pl.col("n") / pl.col("length")).alias("equal"), worth.alias("worth"),
    )  # fmt: skip
    learnt = np.vstack([made.weights, np.ones(made.weights.shape[1])])
    row, journey, code, segment, touched, equal, value = (
        placed.get_column(name).to_numpy() for name in placed.columns
    )
    every = Cells(row, journey, code, segment, touched, equal, value[None])
    totals: Floats = shared_out(every, learnt, segments.height, seed=made.seed)[0]
    return totals
