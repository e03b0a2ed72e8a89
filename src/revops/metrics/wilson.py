"""How sure are we of a share? The 95 % Wilson score interval, as expressions.

With p = k / n and z = 1.96:
(p + z^2/2n -+ z * sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n).

Source: Wilson 1927, JASA 22. It keeps inside 0 to 1 and holds for few events, where the
familiar p -+ 1.96 * sqrt(p(1-p)/n) does not.
"""

import polars as pl

Z = 1.959963984540054


def wilson_low(events: pl.Expr, trials: pl.Expr) -> pl.Expr:
    """Give the lower end; null where there were no trials.

    >>> frame = pl.DataFrame({"won": [0, 8, 0], "all": [10, 10, 0]})
    >>> frame.select(wilson_low(pl.col("won"), pl.col("all")).round(4)).to_series().to_list()
    [0.0, 0.4902, None]
    """
    return pl.when((events > 0) | (trials <= 0)).then(wilson_end(events, trials, -Z)).otherwise(0.0)


def wilson_high(events: pl.Expr, trials: pl.Expr) -> pl.Expr:
    """Give the upper end; null where there were no trials.

    >>> frame = pl.DataFrame({"won": [0, 8, 0], "all": [10, 10, 0]})
    >>> frame.select(wilson_high(pl.col("won"), pl.col("all")).round(4)).to_series().to_list()
    [0.2775, 0.9433, None]
    """
    return pl.when(events < trials).then(wilson_end(events, trials, Z)).when(trials > 0).then(1.0)


def wilson_end(events: pl.Expr, trials: pl.Expr, z: float) -> pl.Expr:
    """Give one end of the interval, `z` standard errors away: other than 95 % where it is not Z."""
    n = trials.cast(pl.Float64)
    p = events.cast(pl.Float64) / n
    spread = (p * (1 - p) / n + z**2 / (4 * n**2)).sqrt()
    end = (p + z**2 / (2 * n) + z * spread) / (1 + z**2 / n)
    return pl.when(n > 0).then(end.clip(0.0, 1.0))
