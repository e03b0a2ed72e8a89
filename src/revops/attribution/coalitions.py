"""Coalitions: which sets of channels journeys passed through, and how many of each converted.

A set is a whole number whose bits are the channels' codes less one. The counts of two sets of
whole journeys add up to those of both together.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from revops.attribution.runs import begins
from revops.errors import BadParameter

_MOST = 63  # bits of a whole number


def coalitions(walk: pl.DataFrame | pl.LazyFrame, *, n_channels: int) -> pl.DataFrame:
    """One row is one set of channels: members, n_converted, n_lost; journeys as for `sets`.

    >>> walk = pl.DataFrame({"conversion_id": ["a", "a", "b"], "code": [1, 2, 2],
    ...     "n_converted": [1.0, 1.0, 0.0], "n_lost": [0.0, 0.0, 1.0]})
    >>> coalitions(walk, n_channels=2).rows()
    [(2, 0.0, 1.0), (3, 1.0, 0.0)]
    """
    counted = sets(walk, n_channels=n_channels).group_by("members")
    return counted.agg(pl.col("n_converted", "n_lost").sum()).sort("members")


def sets(
    walk: pl.DataFrame | pl.LazyFrame, *, n_channels: int, keep: Sequence[str] = ()
) -> pl.DataFrame:
    """One row is one journey: *keep, members, n_converted, n_lost, in the journeys' order.

    The touches of a journey (`conversion_id`) stand together.
    """
    require_nameable(n_channels)
    touched = walk.lazy().collect()
    first = touched.select(begins()).to_series()
    bits = np.int64(1) << (touched.get_column("code").to_numpy().astype(np.int64) - 1)
    at = np.flatnonzero(first.to_numpy())
    members = np.bitwise_or.reduceat(bits, at) if len(at) else bits
    return touched.filter(first).select(
        *keep, pl.Series("members", members, pl.Int64), "n_converted", "n_lost"
    )


def require_nameable(n_channels: int) -> None:
    """Refuse more channels than the bits of one whole number can tell apart."""
    if n_channels > _MOST:
        raise BadParameter(
            f"{n_channels} channels are more than the {_MOST} that Shapley's sets can name: use a "
            "coarser level, or another model."
        )
