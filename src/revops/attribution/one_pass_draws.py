"""How sure is the credit of one pass? All its models at once, in every replicate of the bootstrap.

Whole accounts (the `key` of an end) are resampled, each by itself, as `draws` resamples them.
What a model learns it learns again in every replicate; the fixed models share out what they did.
"""

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from revops.attribution.one_pass import FIXED, journeys_of, shares
from revops.attribution.poisson import weights
from revops.attribution.relearnt import effects_of_each, values_of_each
from revops.attribution.walked import Walked, walked
from revops.attribution.won_paths import Taken, WonPaths, shared_by_path, won_paths

Floats = npt.NDArray[np.float64]
_BY_DAYS = ("time_decay",)  # the fixed models that ask for more than the order of touches
_AT_ONCE = 1024


def replicated(
    walk: pl.DataFrame, ends: pl.DataFrame, channels: list[str], *, replicates: int = 500,
    seed: int = 0,
) -> dict[str, Floats]:  # fmt: skip
    """Give each model's credit: by channel (rows), counted and in value, in every replicate.

    The arrays have the shape (2, channels, replicates): credit, then credited_value. `walk` is
    that of `ordered`, from these `ends`. Same input, same seed: same numbers.
    """
    n, every = len(channels), walked(walk, ends)
    drawn = {"replicates": replicates, "seed": seed}
    own = _own(every.n_own, **drawn)
    won = won_paths(every, ends.get_column("value").fill_null(0.0).to_numpy(), n)
    learnt = {
        "markov": effects_of_each(every, n, **drawn),
        "shapley_rates": values_of_each(every, n, **drawn),
    }
    found = _by_order(walk, ends, every, won, channels, own, learnt)
    found |= _by_days(walk, ends, every, channels, own)
    return {model: found[model] for model in (*FIXED, *learnt)}


def _own(n_own: int, *, replicates: int, seed: int) -> Taken:
    """Draw the accounts with a conversion."""
    own = np.empty((n_own, replicates), np.uint8)
    for part, drawn in weights(n_own, replicates=replicates, seed=seed):
        own[part] = drawn
    return own


def _by_order(
    walk: pl.DataFrame, ends: pl.DataFrame, every: Walked, won: WonPaths, channels: list[str],
    own: Taken, learnt: dict[str, Floats],
) -> dict[str, Floats]:  # fmt: skip
    """Give the credit of the models for which conversions of one path are alike."""
    shape = (2, len(channels), own.shape[1])
    parts = _parts(walk, ends, every, won, channels)
    found = {model: np.zeros(shape) for model in (*parts, *learnt)}
    touched = won.touches.sign()
    for some, taken in won.taken(own):
        for model, part in parts.items():
            for total, each in zip(found[model], taken, strict=True):
                total += part[some].T @ each
        touches = won.touches[some]
        for model, part in (("markov", touches), ("shapley_rates", touched[some])):
            found[model] += shared_by_path(touches, part, learnt[model], taken)
    return found


def _parts(
    walk: pl.DataFrame, ends: pl.DataFrame, every: Walked, won: WonPaths, channels: list[str]
) -> dict[str, sparse.csr_array]:
    """Give each channel's part (columns) of each path (rows), by the models of order alone."""
    models = [model for model in FIXED if model not in _BY_DAYS]
    length = every.length[won.some]
    path = np.repeat(np.arange(len(won.some)), length)
    touch = np.repeat(every.at[won.some] - np.cumsum(length) + length, length)
    touch += np.arange(len(touch))
    code = every.code[touch].astype(np.int64) - 1
    made = shares(journeys_of(walk[touch], ends, channels), models)
    return {
        model: sparse.csr_array(
            (each.get_column("credit").to_numpy(), (path, code)),
            shape=(len(won.some), len(channels)),
        )
        for model, each in zip(models, made, strict=True)
    }


def _by_days(
    walk: pl.DataFrame, ends: pl.DataFrame, every: Walked, channels: list[str], own: Taken
) -> dict[str, Floats]:
    """Give the credit of the other fixed models: added up by account, each as often as drawn."""
    number = np.zeros(ends.height, np.int64)
    number[every.journey] = every.row
    won, n = walk.filter("converted"), len(channels)
    journeys = journeys_of(won, ends, channels)
    row = number[journeys.get_column("conversion_id").to_numpy()]
    code = won.get_column("code").to_numpy().astype(np.int64) - 1
    blocks = [
        (each.get_column(column).fill_null(0.0).to_numpy(), (row, code))
        for each in shares(journeys, _BY_DAYS)
        for column in ("credit", "credited_value")
    ]
    made = sparse.hstack([sparse.csr_array(each, shape=(len(own), n)) for each in blocks], "csr")
    totals = np.zeros((made.shape[1], own.shape[1]))
    for start in range(0, len(own), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        totals += made[part].T @ own[part].astype(np.float64)
    return dict(zip(_BY_DAYS, totals.reshape(len(_BY_DAYS), 2, n, -1), strict=True))
