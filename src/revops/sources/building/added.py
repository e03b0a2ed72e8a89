"""Rows in finer detail than the table are added up: the ads of a campaign on one day."""

from collections.abc import Iterable

import polars as pl

from revops.sources.mapping import Export
from revops.sources.reading.header import Header


def _summed(column: str) -> pl.Expr:
    """Add up what is known; nothing known stays unknown."""
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).sum()).alias(column)


def finer_detail(export: Export, header: Iterable[str], cells: pl.DataFrame) -> pl.DataFrame | None:
    """Give for each row of the file what tells it from others of its key; nothing without any."""
    known = Header(header)
    found = [at.index for names in export.finer if (at := known.find(names))]
    if not export.adds_up or not found:
        return None
    told = [pl.col(str(place)).fill_null("").str.strip_chars() for place in found]
    return cells.select("from_row", finer=pl.concat_str(told, separator="\n"))


def added_up(export: Export, rows: pl.DataFrame, finer: pl.DataFrame | None) -> pl.DataFrame:
    """Add up the rows of one key that differ in finer detail only, in the file's order.

    A row that is repeated in its detail too is no part of the sum: it stays a row of its own,
    so that the checks find it.

    >>> ads = Export("toy", "ads", "spend", columns={}, adds_up=("cost",))
    >>> rows = pl.DataFrame({"campaign_id": ["a"] * 3, "cost": [1, 2, 2], "from_row": [2, 3, 4]})
    >>> told = pl.DataFrame({"from_row": [2, 3, 4], "finer": ["ad 1", "ad 2", "ad 2"]})
    >>> added_up(ads, rows, told).rows()
    [('a', 3, 2), ('a', 2, 4)]
    """
    if finer is None:
        return rows
    alike = [name for name in rows.columns if name not in {*export.adds_up, "from_row"}]
    told = rows.join(finer, on="from_row", how="left", maintain_order="left")
    counted = told.with_columns(time=pl.int_range(pl.len()).over(*alike, "finer"))
    sums = counted.group_by(*alike, "time", maintain_order=True).agg(
        *(_summed(name) for name in export.adds_up), pl.col("from_row").first()
    )
    return sums.select(rows.columns)
