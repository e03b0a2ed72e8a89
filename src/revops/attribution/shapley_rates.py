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

from revops.attribution.coalitions import sets
from revops.attribution.learnable import FEWEST, require_learnable
from revops.attribution.learnt import looked_up
from revops.attribution.moves import numbered
from revops.attribution.resampled import Entries, distinct, resampled
from revops.attribution.shapley_values import shapley_values, values_of_each

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def weight(journeys: pl.DataFrame, *, fewest: int = FEWEST) -> pl.Expr:
    """Weigh by the positive part of the Shapley value, shared among the channel's touches."""
    require_learnable(journeys, fewest=fewest)
    learnt = shapley_values(journeys)
    held = looked_up(learnt.with_columns(pl.col("shapley_value").clip(0.0)), "shapley_value")
    each = held / pl.len().over("conversion_id", "channel")
    has_any = held.max().over("conversion_id") > 0  # no window in a window: that takes minutes
    return pl.when(has_any).then(each).otherwise(1.0)


def resample(
    journeys: pl.DataFrame, *, n_own: int, replicates: int, seed: int
) -> tuple[tuple[str | None, ...], Floats]:
    """Give the channels, and the positive part of each one's value (rows) in every replicate.

    `journeys` has the number of each row's account as `row`; the first `n_own` have conversions.
    """
    known = numbered(journeys, keep=["row"])
    n = len(known.channels)
    seen = sets(known.walk, n_channels=n, keep=["row"])
    row, members, won, lost = (
        seen.get_column(name).to_numpy() for name in ("row", "members", "n_converted", "n_lost")
    )
    return known.channels, weights_of_each(
        row, members, won, lost, n, n_own=n_own, replicates=replicates, seed=seed
    )


def weights_of_each(
    row: Ints, members: Ints, won: Floats, lost: Floats, n: int, *, n_own: int, replicates: int,
    seed: int,
) -> Floats:  # fmt: skip
    """Give the channels' weights (rows) in every replicate (columns) from journeys of accounts."""
    known, at = distinct(members)
    cell = np.column_stack([at, at + len(known)])
    times = np.column_stack([won, lost])
    some, n_some = times[times > 0], np.count_nonzero(times, axis=1)
    begins = np.concatenate([[0], np.cumsum(n_some)])
    given = Entries(row, begins, cell[times > 0], None if (some == 1).all() else some)
    cells, drawn = resampled(given, n_own=n_own, replicates=replicates, seed=seed)
    counts = np.zeros((2 * len(known), replicates))
    counts[cells] = drawn
    converted, not_ = (np.ascontiguousarray(half.T) for half in np.split(counts, 2))
    return values_of_each(known, converted, not_, n, seed=seed).T.clip(0.0)
