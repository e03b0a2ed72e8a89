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
from scipy import sparse

from revops.attribution import markov, shapley_rates
from revops.attribution.account_counts import account, accounts_of
from revops.attribution.learnable import require_learnable
from revops.attribution.levels import LEARNT_ON, at_level
from revops.attribution.parameters import parameters
from revops.attribution.poisson import weights
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
    accounts = accounts_of(journeys)
    marked = (
        at_level(journeys, level)
        .with_columns(account())
        .join(accounts, on="account", how="left", maintain_order="left")
    )
    channels, learnt = _LEARN[model](
        marked, n_accounts=accounts.height, replicates=replicates, seed=seed, **given
    )
    return Draws(model, accounts, channels, learnt, seed)


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
    placed = cells.join(
        segments.with_row_index("segment"), on=list(by) or None, how="left" if by else "cross",
        maintain_order="left",
    ).with_columns(pl.col("conversion_id").rle_id().alias("journey"))  # fmt: skip
    learnt = np.vstack([made.weights, np.ones(made.weights.shape[1])])
    totals = np.zeros((segments.height, made.weights.shape[1]))
    row = placed.get_column("row").to_numpy()
    drawn_for = int(row[-1]) + 1 if len(row) else 0
    for part, drawn in weights(drawn_for, replicates=totals.shape[1], seed=made.seed):
        low, high = np.searchsorted(row, [part.start, part.stop])
        totals += _of_chunk(
            placed[int(low) : int(high)], drawn, part.start, learnt, column, made.model,
            segments.height,
        )  # fmt: skip
    return totals


def _of_chunk(
    cells: pl.DataFrame, drawn: Floats, start: int, learnt: Floats, column: str, model: str, n: int
) -> Floats:
    """Add up the journeys of some accounts: worth x weight / sum of the journey's weights."""
    if cells.is_empty():
        return np.zeros((n, learnt.shape[1]))
    get = {name: cells.get_column(name).to_numpy() for name in cells.columns if name != "channel"}
    journey = get["journey"] - get["journey"][0]
    share = get["n"] / get["on_channel"] if model in _SPREAD else get["n"]
    weight = share[:, None] * learnt[get["code"]]
    by_journey = sparse.csr_array(
        (np.ones(len(journey)), (journey, np.arange(len(journey)))),
    )
    whole = (by_journey @ weight)[journey]
    equal = (get["n"] / get["length"])[:, None]
    part = np.where(whole > 0, weight / np.where(whole > 0, whole, 1.0), equal)
    worth = get["value"] if column == "credited_value" else np.ones(len(journey))
    by_segment = sparse.csr_array(
        (worth, (get["segment"], np.arange(len(journey)))), shape=(n, len(journey))
    )
    added: Floats = by_segment @ (part * drawn[get["row"] - start])
    return added
