"""Coalitions: which sets of channels journeys passed through, and how many of each converted.

A set is a whole number whose bits are the channels' codes less one. The counts of two sets of
whole journeys add up to those of both together.
"""

from collections.abc import Sequence
from functools import reduce

import polars as pl

from revops.errors import BadParameter

_MOST = 63  # bits of a whole number


def coalitions(
    walk: pl.DataFrame | pl.LazyFrame, *, n_channels: int, by: Sequence[str] = ()
) -> pl.DataFrame:
    """One row is one set of channels: *by, members, n_converted, n_lost.

    >>> walk = pl.DataFrame({"conversion_id": ["a", "a", "b"], "code": [1, 2, 2],
    ...     "n_converted": [1.0, 1.0, 0.0], "n_lost": [0.0, 0.0, 1.0]})
    >>> coalitions(walk, n_channels=2).rows()
    [(2, 0.0, 1.0), (3, 1.0, 0.0)]
    """
    if n_channels > _MOST:
        raise BadParameter(
            f"{n_channels} channels are more than the {_MOST} that Shapley's sets can name: use a "
            "coarser level, or another model."
        )
    flags = [
        (pl.col("code") == code + 1).any().cast(pl.Int64) * 2**code for code in range(n_channels)
    ]
    members = reduce(lambda one, other: one + other, flags, pl.lit(0, pl.Int64))
    journeys = walk.lazy().group_by(*by, "conversion_id").agg(
        members.alias("members"), pl.col("n_converted", "n_lost").first()
    )  # fmt: skip
    counted = journeys.group_by(*by, "members").agg(pl.col("n_converted", "n_lost").sum())
    return counted.sort(*by, "members").collect()
