"""What the milestone models share: weights by milestone, the rest spread over other touches."""

from collections.abc import Mapping

import polars as pl


def milestone_weight(weights: Mapping[str, float], *, rest: float = 0.0) -> pl.Expr:
    """Add up the weights of a touch's milestones; touches with none share `rest`.

    `weights` names flag columns of the journeys. One touch can hold several milestones. Where no
    other touch is there, the milestones share `rest` evenly; where a milestone is missing,
    `credit()` scales up what is.

    >>> walk = pl.DataFrame({"conversion_id": ["c"] * 3, "is_first": [True, False, False]})
    >>> walk.select(milestone_weight({"is_first": 0.6}, rest=0.4)).to_series().to_list()
    [0.6, 0.2, 0.2]
    """
    held = pl.sum_horizontal(pl.col(flag) * pl.lit(weight) for flag, weight in weights.items())
    if not rest:
        return held
    n_held = pl.sum_horizontal(pl.col(flag).cast(pl.Int64) for flag in weights)
    n_others = (n_held == 0).sum().over("conversion_id")
    shared = pl.when(n_others > 0).then((n_held == 0) / n_others)
    return held + rest * shared.otherwise(n_held / n_held.sum().over("conversion_id"))
