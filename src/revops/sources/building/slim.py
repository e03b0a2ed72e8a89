"""The columns of a big table that are read into memory: who was touched, and in which file."""

import polars as pl

from revops.sources.building.loaded import SLIM


def slim(rows: pl.LazyFrame, *more: str) -> pl.LazyFrame:
    """Give the columns by which a big table's rows are linked and counted, and some more."""
    return rows.select(*SLIM, *more, pl.col("from_file").cast(pl.Categorical))


def slimmer(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave the company out where no touch names one.

    >>> slimmer(pl.DataFrame({"account_id": [None], "lead_id": ["L1"]})).columns
    ['lead_id']
    """
    return rows if rows.get_column("account_id").count() else rows.drop("account_id")
