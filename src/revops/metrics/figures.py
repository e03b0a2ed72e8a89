"""The five figures of every metric: value, low, high, numerator, denominator."""

import polars as pl

from revops.metrics.wilson import wilson_high, wilson_low

NOTHING = pl.lit(None, dtype=pl.Float64)


def figures(
    value: pl.Expr,
    *,
    numerator: pl.Expr = NOTHING,
    denominator: pl.Expr = NOTHING,
    low: pl.Expr = NOTHING,
    high: pl.Expr = NOTHING,
) -> list[pl.Expr]:
    """Give the five columns, in order, as floats; null where there is no such figure.

    >>> pl.DataFrame({"n": [3]}).select(figures(pl.col("n"), numerator=pl.col("n"))).row(0)
    (3.0, None, None, 3.0, None)
    """
    named = {
        "value": value,
        "low": low,
        "high": high,
        "numerator": numerator,
        "denominator": denominator,
    }
    return [expr.cast(pl.Float64).alias(name) for name, expr in named.items()]


def share(numerator: str, denominator: str) -> list[pl.Expr]:
    """Give the five columns of a share of two counts, with its Wilson interval.

    A share of nothing is null, never 0.

    >>> counts = pl.DataFrame({"won": [1, 0], "closed": [4, 0]})
    >>> counts.select(share("won", "closed"))["value"].to_list()
    [0.25, None]
    """
    part, whole = pl.col(numerator), pl.col(denominator)
    return figures(
        pl.when(whole > 0).then(part / whole),
        low=wilson_low(part, whole),
        high=wilson_high(part, whole),
        numerator=part,
        denominator=whole,
    )


def counted(n: str = "n") -> list[pl.Expr]:
    """Give the five columns of a plain count: no interval, nothing below the line."""
    return figures(pl.col(n), numerator=pl.col(n))
