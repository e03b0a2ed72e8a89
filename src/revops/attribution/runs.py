"""Where a journey begins in rows of touches: journeys are few, touches many."""

import polars as pl


def begins(key: str = "conversion_id") -> pl.Expr:
    """Say of each row whether it is the first, or of another journey than the row before.

    >>> pl.DataFrame({"conversion_id": ["a", "a", "b"]}).select(begins()).to_series().to_list()
    [True, False, True]
    """
    return pl.col(key).ne_missing(pl.col(key).shift()) | (pl.int_range(pl.len()) == 0)
