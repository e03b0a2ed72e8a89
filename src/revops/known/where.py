"""Keep some rows of a frame; where all of them stay, as is usual today, nothing is copied."""

from typing import TypeVar

import polars as pl

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def where(frame: Frame, condition: pl.Expr) -> Frame:
    """Filter a frame by yes and no; one in memory that keeps all its rows is given as it is.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1", "d2"]})
    >>> where(deals, pl.col("opportunity_id") > "d1").height
    1
    >>> where(deals, pl.col("opportunity_id").is_not_null()) is deals
    True
    """
    if isinstance(frame, pl.LazyFrame):
        return frame.filter(condition)
    stays = frame.select(condition.fill_null(False)).to_series()
    return frame if stays.all() else frame.filter(stays)
