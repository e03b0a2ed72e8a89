"""Reshaped journeys: repeats told once, or direct visits left out where there is anything else."""

import polars as pl

from revops.journeys.milestones import FLAGS

DIRECT = "direct"


def reshape(
    journeys: pl.DataFrame,
    *,
    collapse_repeats: bool = False,
    first_only: bool = False,
    drop_direct: bool = False,
    direct: str = DIRECT,
    level: str = "channel",
) -> pl.DataFrame:
    """One row is one touch that is left, numbered anew; no conversion is ever lost.

    `drop_direct` leaves out touches on the channel `direct`, unless a journey has nothing else.
    `collapse_repeats` keeps the first of consecutive touches on one channel, `first_only` the
    first touch on each channel; the touch that is kept holds the milestones of those it stands
    for. In this order: direct visits go first. At another `level` (campaign_id, content_id, team)
    a repeat is one of that; touches that name none are alike. 40/20/40 with repeats collapsed and
    a lookback of 30 days is what one known vendor does by default.

    >>> walk = pl.DataFrame({"conversion_id": ["a"] * 4, "position": [1, 2, 3, 4],
    ...     "path_length": 4, "channel": ["email", "email", "direct", "email"]})
    >>> reshape(walk, collapse_repeats=True)["channel"].to_list()
    ['email', 'direct', 'email']
    >>> reshape(walk, collapse_repeats=True, drop_direct=True).select("position", "channel").rows()
    [(1, 'email')]
    """
    if not (collapse_repeats or first_only or drop_direct):
        return journeys
    found = journeys.sort("conversion_id", "position", maintain_order=True)
    if drop_direct:
        found = found.filter(_other(direct) | ~_other(direct).any().over("conversion_id"))
    if collapse_repeats:
        found = _one_of_each(found, pl.struct("conversion_id", level).rle_id())
    if first_only:
        found = _one_of_each(found, pl.struct("conversion_id", level).rank("dense"))
    return _renumbered(found)


def _other(direct: str) -> pl.Expr:
    """Say whether a touch is no direct visit; a blank channel is none."""
    return pl.col("channel").str.to_lowercase().ne_missing(direct.lower())


def _one_of_each(journeys: pl.DataFrame, group: pl.Expr) -> pl.DataFrame:
    """Keep the first row of each group, with the milestones of all its rows."""
    flags = [flag for flag in FLAGS if flag in journeys.columns]
    marked = journeys.with_columns(group.alias("_group")).with_columns(
        pl.col(flags).any().over("_group") if flags else []
    )
    return marked.unique("_group", keep="first", maintain_order=True).drop("_group")


def _renumbered(journeys: pl.DataFrame) -> pl.DataFrame:
    """Number the touches that are left."""
    numbered = journeys.with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("conversion_id").alias("position"),
        pl.len().over("conversion_id").cast(pl.Int64).alias("path_length"),
    )
    if "is_first" not in journeys.columns:
        return numbered
    return numbered.with_columns((pl.col("position") == 1).alias("is_first"))
