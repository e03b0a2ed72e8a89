"""How much of the pipeline rests on problems, and how much of it does mending free?

A deal is free when nothing is wrong any more with the records that it rests on. So mending the
first k problems of a list frees the deals that only these k touch, and each deal counts once:
mending all of them frees all that any of them touches, and never more than the pipeline.
"""

from collections.abc import Sequence

import polars as pl

from revops.tables.table import MONEY

FREED = pl.Schema({"check_id": pl.String(), "freed_value": pl.Float64()})


def freed(touched: pl.DataFrame, worth: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """One row a problem, in the order given: the open value that mending down to it frees.

    >>> touched = pl.DataFrame({"check_id": ["a", "a", "b"], "deal": [1, 2, 2]},
    ...     schema_overrides={"deal": pl.UInt32})
    >>> worth = pl.DataFrame({"deal": [1, 2, 3], "open_value": [500, 40, 7]},
    ...     schema_overrides={"deal": pl.UInt32, "open_value": MONEY})
    >>> freed(touched, worth, ["a", "b"]).rows()
    [('a', 500.0), ('b', 540.0)]
    """
    ranks = pl.DataFrame({"check_id": list(order)}, schema={"check_id": pl.String})
    ranks = ranks.with_row_index("rank")
    last = touched.join(ranks, on="check_id").group_by("deal").agg(pl.col("rank").max())
    by_rank = (
        last.join(worth.select("deal", "open_value"), on="deal")
        .group_by("rank")
        .agg(pl.col("open_value").sum())
    )
    steps = ranks.join(by_rank, on="rank", how="left", maintain_order="left")
    value = pl.col("open_value").cast(MONEY).fill_null(0).cum_sum().cast(pl.Float64)
    return steps.select("check_id", value.alias("freed_value")).cast(FREED)


def at_stake(touched: pl.DataFrame, worth: pl.DataFrame) -> float:
    """Give the open value of the deals that anything touches, each deal once.

    >>> touched = pl.DataFrame({"deal": [1, 1]}, schema={"deal": pl.UInt32})
    >>> worth = pl.DataFrame({"deal": [1, 2], "open_value": [500, 40]},
    ...     schema={"deal": pl.UInt32, "open_value": MONEY})
    >>> at_stake(touched, worth)
    500.0
    """
    found = worth.join(touched.select("deal"), on="deal", how="semi")
    return pipeline(found)


def pipeline(worth: pl.DataFrame) -> float:
    """Give the open value of all deals."""
    return float(worth.get_column("open_value").cast(MONEY).sum() or 0)
