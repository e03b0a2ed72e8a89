"""Markov: each touch weighs what removing its channel would take away (removal effect).

weight = removal effect of the touch's channel, learnt from all journeys, those that did not
convert included: 1 - P(conversion without the channel) / P(conversion), in the chain whose
states are the last `order` channels. It is *credit in the journey*: each conversion's value is
shared among its own touches, so that it can be cut by campaign or month and still adds up. The
*published totals* are another statement, see `removal_effects`. Nothing is simulated: same
journeys, same numbers.

Source: Anderl, Becker, von Wangenheim, Schumann 2016, IJRM 33(3).

>>> from revops.attribution import credit, from_paths
>>> paths = pl.DataFrame({"path": ["email > webinar", "webinar", "email"],
...     "total_conversions": [1, 1, 0], "total_conversion_value": [100.0, 60.0, 0.0],
...     "total_null": [0, 1, 1]})
>>> credit(from_paths(paths), "markov").select("channel", "credited_value").rows()
[('email', 25.0), ('webinar', 75.0), ('webinar', 60.0)]
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.chain import chain, removal, removals
from revops.attribution.learnable import FEWEST, require_learnable
from revops.attribution.learnt import looked_up
from revops.attribution.moves import Steps, numbered, steps
from revops.attribution.removal_effects import removal_effects
from revops.attribution.resampled import resampled

Floats = npt.NDArray[np.float64]


def weight(journeys: pl.DataFrame, *, order: int = 1, fewest: int = FEWEST) -> pl.Expr:
    """Weigh by removal effect; `fewest` journeys of two or more touches are asked for."""
    require_learnable(journeys, fewest=fewest)
    effects = removal_effects(journeys, order=order).drop_nulls("removal_effect")
    return looked_up(effects, "removal_effect")


def resample(
    journeys: pl.DataFrame, *, n_own: int, replicates: int, seed: int, order: int = 1
) -> tuple[tuple[str | None, ...], Floats]:
    """Give the channels, and each one's removal effect (rows) in every replicate (columns).

    `journeys` has the number of each row's account as `row`; the first `n_own` have conversions.
    """
    known = numbered(journeys, keep=["row"])
    learnt = effects_of_each(
        steps(known.walk, base=known.base, order=order), base=known.base, order=order,
        n_own=n_own, replicates=replicates, seed=seed,
    )  # fmt: skip
    return known.channels, learnt


def effects_of_each(
    given: Steps, *, base: int, order: int = 1, n_own: int, replicates: int, seed: int
) -> Floats:
    """Give the removal effects (rows) in every replicate (columns) from steps of accounts."""
    cells, counts = resampled(given.made, n_own=n_own, replicates=replicates, seed=seed)
    begins, ends = given.states[cells // (base + 2)], cells % (base + 2)
    if order == 1:
        return removals(begins, ends, counts.T, base=base).T
    moved = pl.DataFrame({"state": begins, "next": ends})
    return np.column_stack([_effects(moved, each, base, order) for each in counts.T])


def _effects(cells: pl.DataFrame, n: Floats, base: int, order: int) -> Floats:
    """Give the removal effects of one replicate's counts."""
    counted = cells.with_columns(pl.Series("n", n)).filter(pl.col("n") > 0)
    return removal(chain(counted, base=base, order=order))[1]
