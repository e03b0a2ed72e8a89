"""Why did a product of factors change? The logarithmic mean Divisia index, whose parts add up.

A chain of levels q_0, q_1, ..., q_n gives the product V = q_0 * (q_1 / q_0) * ... * (q_n /
q_(n-1)) = q_n. Between a time 0 and a time 1, factor k, x_k = q_k / q_(k-1) and x_0 = q_0, has
the part

    L(V1, V0) * ln(x_k1 / x_k0),   L(a, b) = (a - b) / ln(a / b),   L(a, a) = a

and the parts of all factors add up to V1 - V0: ln V is the sum of ln x_k. Nothing is left over,
and which factor is named first does not matter.

Where V is zero at one of the two times, the limit of small values holds: the first level of the
chain that is zero there takes the whole change, since the ratios after it say nothing. Where V is
zero at both, nothing changed. Where a negative V makes the logarithm meaningless, the last factor,
the only one that can be negative, takes the whole change.
Sources: Ang 2005, Energy Policy 33; Ang and Liu 2007, Energy Policy 35 (zero and negative values).
"""

from collections.abc import Sequence

import polars as pl

BEFORE, AFTER = "before", "after"


def lmdi(chain: Sequence[str]) -> list[pl.Expr]:
    """Give one expression a factor: its part of each row's change in the last level of the chain.

    The frame has `<level>_before` and `<level>_after`, as floats, for each level of the chain.

    >>> levels = pl.DataFrame({"closed_before": [10.0], "closed_after": [20.0],
    ...     "value_before": [100.0], "value_after": [400.0]})
    >>> [round(part, 6) for part in levels.select(lmdi(["closed", "value"])).row(0)]
    [150.0, 150.0]
    """
    before, after = (_level(chain[-1], when) for when in (BEFORE, AFTER))
    regular = (before > 0) & (after > 0)
    return [
        pl.when(regular)
        .then(_mean(before, after) * (_factor(chain, n, AFTER) / _factor(chain, n, BEFORE)).log())
        .when(_takes_all(chain, n))
        .then(after - before)
        .otherwise(0.0)
        .alias(name)
        for n, name in enumerate(chain)
    ]


def _level(name: str, when: str) -> pl.Expr:
    return pl.col(f"{name}_{when}")


def _mean(before: pl.Expr, after: pl.Expr) -> pl.Expr:
    """Give the logarithmic mean; log1p keeps the digits that a small change would lose."""
    change = after - before
    is_small = change.abs() < before / 2
    grown = pl.when(is_small).then((change / before).log1p()).otherwise((after / before).log())
    return pl.when(change == 0).then(after).otherwise(change / grown)


def _factor(chain: Sequence[str], place: int, when: str) -> pl.Expr:
    """Give one factor: the first level itself, else a level over the one before it."""
    level = _level(chain[place], when)
    return level / _level(chain[place - 1], when) if place else level


def _takes_all(chain: Sequence[str], place: int) -> pl.Expr:
    """Say where a factor takes the whole change: it is the first zero, or the value is negative."""
    is_negative = pl.any_horizontal(_level(chain[-1], when) < 0 for when in (BEFORE, AFTER))
    first_zero = pl.any_horizontal(
        pl.all_horizontal(
            _level(chain[place], when) == 0, *(_level(name, when) != 0 for name in chain[:place])
        )
        for when in (BEFORE, AFTER)
    )
    is_last = place == len(chain) - 1
    return (first_zero & ~is_negative) | (pl.lit(is_last) & is_negative)
