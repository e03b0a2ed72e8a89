"""Shapley by conversion rate: each channel weighs what it adds to the chance of converting.

weight = the positive part of the channel's Shapley value (see `shapley_values`), learnt from
journeys that converted and journeys that did not. A channel whose value is below zero weighs
nothing; a journey of only such channels is shared equally among its touches. It is credit in the
journey: the values themselves are a statement about channels.

Source: Shapley 1953; rates over won and lost journeys as in Dalessandro, Perlich, Stitelman,
Provost 2012; shrinkage by empirical Bayes.

>>> from revops.attribution import credit, from_paths
>>> paths = pl.DataFrame({"path": ["email", "webinar", "email > webinar"],
...     "total_conversions": [10, 20, 40], "total_conversion_value": [0.0, 0.0, 800.0],
...     "total_null": [90, 80, 60]})
>>> shared = credit(from_paths(paths), "shapley_rates").filter(pl.col("path_length") == 2)
>>> shared.select("channel", pl.col("credited_value").round(0)).rows()
[('email', 307.0), ('webinar', 493.0)]
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.account_counts import resampled
from revops.attribution.coalitions import coalitions
from revops.attribution.learnable import FEWEST, require_learnable
from revops.attribution.learnt import looked_up
from revops.attribution.moves import numbered
from revops.attribution.shapley_values import shapley_values, values_of_each


def weight(journeys: pl.DataFrame, *, fewest: int = FEWEST) -> pl.Expr:
    """Weigh by the positive part of the Shapley value, shared among the channel's touches."""
    require_learnable(journeys, fewest=fewest)
    learnt = shapley_values(journeys)
    held = looked_up(learnt.with_columns(pl.col("shapley_value").clip(0.0)), "shapley_value")
    each = held / pl.len().over("conversion_id", "channel")
    has_any = held.max().over("conversion_id") > 0  # no window in a window: that takes minutes
    return pl.when(has_any).then(each).otherwise(1.0)


def resample(
    journeys: pl.DataFrame, *, n_accounts: int, replicates: int, seed: int
) -> tuple[tuple[str | None, ...], npt.NDArray[np.float64]]:
    """Give the channels, and the positive part of each one's value (rows) in every replicate.

    `journeys` has the number of each row's account as `row`.
    """
    known = numbered(journeys, keep=["row"])
    n = len(known.channels)
    counts = coalitions(known.walk, n_channels=n, by=["row"])
    drawn = resampled(
        counts, ["members"], ["n_converted", "n_lost"],
        n_accounts=n_accounts, replicates=replicates, seed=seed,
    )  # fmt: skip
    members = drawn.cells.get_column("members").to_numpy()
    won, lost = (np.ascontiguousarray(each.T) for each in drawn.counts)
    return known.channels, values_of_each(members, won, lost, n, seed=seed).T.clip(0.0)
