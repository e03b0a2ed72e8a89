"""How sure are we of a cumulative incidence? The 95 % interval on the complementary log-log scale.

With F the share, V its variance and u = log(-log(1 - F)):
se(u) = sqrt(V) / ((1 - F) * |log(1 - F)|), and the ends are 1 - (1 - F)^exp(-+1.96 se(u)).

It is pointwise: over five horizons together such intervals cover 81 to 85 %. Where nothing
has happened yet, or everything, the scale has no ends; there the Wilson interval of the
members still at risk stands in (none at all when nobody is left).
"""

import polars as pl

from revops.metrics.wilson import Z, wilson_high, wilson_low


def cloglog_low(share: pl.Expr, variance: pl.Expr, n_left: pl.Expr) -> pl.Expr:
    """Give the lower end.

    >>> frame = pl.DataFrame({"f": [0.5, 0.0], "v": [0.01, 0.0], "n": [20, 20]})
    >>> ends = cloglog_low(pl.col("f"), pl.col("v"), pl.col("n"))
    >>> frame.select(ends.round(4)).to_series().to_list()
    [0.3255, 0.0]
    """
    return _end(share, variance, -Z, wilson_low(share * n_left, n_left))


def cloglog_high(share: pl.Expr, variance: pl.Expr, n_left: pl.Expr) -> pl.Expr:
    """Give the upper end.

    >>> frame = pl.DataFrame({"f": [0.5, 0.0], "v": [0.01, 0.0], "n": [20, 20]})
    >>> ends = cloglog_high(pl.col("f"), pl.col("v"), pl.col("n"))
    >>> frame.select(ends.round(4)).to_series().to_list()
    [0.7048, 0.1611]
    """
    return _end(share, variance, Z, wilson_high(share * n_left, n_left))


def _end(share: pl.Expr, variance: pl.Expr, z: float, instead: pl.Expr) -> pl.Expr:
    """Give one end of the interval, `z` standard errors away."""
    left = 1 - share
    error = variance.sqrt() / (left * left.log().abs())
    inside = (share > 0) & (left > 1e-12) & (variance > 0)
    return pl.when(inside).then(1 - left ** (z * error).exp()).otherwise(instead)
