"""By how much do two shares of different cases differ, and how sure are we?

Each share has its Wilson interval (l, u) at z; the difference p - q has, by square and add,
p - q - sqrt((p - l_p)^2 + (u_q - q)^2) to p - q + sqrt((u_p - p)^2 + (q - l_q)^2).

Looked at m differences at once, each is held against z of 1 - 0.05 / (2 m) (Bonferroni), so that
one of all is called real by chance in at most one case of twenty.
Source: Newcombe 1998, Stat. Med. 17, method 10.
"""

from statistics import NormalDist

import polars as pl

from revops.metrics.wilson import wilson_end


def z_of(m: int) -> float:
    """Give the standard errors at which one of m differences is told from chance.

    >>> round(z_of(1), 3), round(z_of(10), 3)
    (1.96, 2.807)
    """
    return NormalDist().inv_cdf(1 - 0.05 / (2 * max(m, 1)))


def difference_ends(
    k: pl.Expr, n: pl.Expr, k_other: pl.Expr, n_other: pl.Expr, *, z: float
) -> tuple[pl.Expr, pl.Expr]:
    """Give both ends of k/n - k_other/n_other; null where one has no cases.

    >>> frame = pl.DataFrame({"k": [56], "n": [70], "i": [48], "m": [80]})
    >>> low, high = difference_ends(*(pl.col(name) for name in "knim"), z=z_of(1))
    >>> frame.select(low.round(4).alias("low"), high.round(4).alias("high")).row(0)
    (0.0524, 0.3339)
    """
    p, q = k / n, k_other / n_other
    below = (p - wilson_end(k, n, -z)) ** 2 + (wilson_end(k_other, n_other, z) - q) ** 2
    above = (wilson_end(k, n, z) - p) ** 2 + (q - wilson_end(k_other, n_other, -z)) ** 2
    known = (n > 0) & (n_other > 0)
    return (
        pl.when(known).then(p - q - below.sqrt()),
        pl.when(known).then(p - q + above.sqrt()),
    )
