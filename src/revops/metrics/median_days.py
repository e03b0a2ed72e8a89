"""The middle of a list of days, with the interval that its ranks give.

For n values the 95 % interval runs from the l-th smallest to the l-th largest, with l the
2.5 % point of a binomial of n tosses of a fair coin: it assumes nothing about the shape.
Fewer than 6 values have none. Source: David and Nagaraja 2003, "Order Statistics", 7.1.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.metrics.figures import figures
from revops.metrics.grouping import summed

FEWEST = 6
_END = 0.025


def median_days(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Give the median of `days` per segment; numerator and denominator are the rows behind it.

    >>> median_days(pl.DataFrame({"days": [3, 5, 8, 13, 21, 34]}), []).row(0)
    (10.5, 3.0, 34.0, 6.0, 6.0)
    """
    lists = summed(
        frame, by, pl.col("days").sort().implode().alias("sorted") if not by else
        pl.col("days").sort().alias("sorted")
    ).with_columns(pl.col("sorted").list.len().cast(pl.Int64).alias("n"))  # fmt: skip
    ranks = pl.Series("rank", _lowest_rank(lists["n"].to_numpy())).cast(pl.Int64)
    enough = pl.col("n") >= FEWEST
    n = pl.col("n")
    return lists.with_columns(ranks).select(
        *by,
        *figures(
            pl.col("sorted").list.median(),
            low=pl.when(enough).then(_nth(pl.col("rank") - 1)),
            high=pl.when(enough).then(_nth(n - pl.col("rank"))),
            numerator=n,
            denominator=n,
        ),
    )


def _lowest_rank(n: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Give the 2.5 % point of a binomial of n tosses of a fair coin.

    >>> _lowest_rank(np.array([6, 100])).tolist()
    [1.0, 40.0]
    """
    from scipy import special  # its `stats` would cost half a second more

    above = np.ceil(special.bdtrik(_END, n, 0.5))
    below = np.maximum(above - 1, 0)
    is_below = special.bdtr(below, n, 0.5) >= _END
    rank: npt.NDArray[np.float64] = np.nan_to_num(np.where(is_below, below, above))  # of none: 0
    return rank


def _nth(index: pl.Expr) -> pl.Expr:
    """Take the value at a place of the sorted list, counted from 0."""
    return pl.col("sorted").list.get(index, null_on_oob=True)
