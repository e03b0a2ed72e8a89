"""Lines of records that name one another: they end, or go round in a circle."""

import polars as pl

from revops.checks.flags.over_rows import Wide, row_by_row
from revops.checks.flags.parts import when


def _in_a_circle(links: pl.DataFrame) -> pl.Series:
    """List the ids from which the line of links comes back to themselves.

    The length of the step doubles each time; once it exceeds the number of links, what is still
    on its way goes round for ever, and stands on a circle.
    """
    far = links
    for _ in range(links.height.bit_length()):
        ids, above = far["id"], far["above"]
        further = above.replace_strict(ids, above, default=None, return_dtype=above.dtype)
        far = far.with_columns(further.alias("above")).drop_nulls()
    return far["above"].unique()


def ends(key: str, above: str) -> Wide:
    """Say whether the line above a row never comes back to it; null where there is none above."""

    def judge(frame: pl.LazyFrame) -> pl.Series:
        links = frame.select(id=pl.col(key), above=pl.col(above)).drop_nulls()
        circle = _in_a_circle(links.unique("id", keep="first").collect())
        free = when(pl.col(above).is_not_null(), ~pl.col(key).is_in(circle.implode()))
        return row_by_row(frame.select(key, above), {"flag": free})["flag"]

    return Wide(frozenset([key, above]), judge)
