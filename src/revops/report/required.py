"""Does a table hold what a metric needs? Said before anything is computed from it."""

from collections.abc import Sequence

import polars as pl

from revops.metrics.metric import NotComputable
from revops.text import N_


def require(table: str, frame: pl.DataFrame | pl.LazyFrame, columns: Sequence[str]) -> None:
    """Raise where a table, or a column that a metric needs, holds nothing.

    Of a table that is not read, only the first rows that hold something are.

    >>> require("leads", pl.LazyFrame({"lead_id": [None]}), ["lead_id"])
    Traceback (most recent call last):
        ...
    revops.metrics.metric.NotComputable: the column 'lead_id' of the table 'leads' is empty
    """
    if _is_empty(frame):
        raise NotComputable(N_("the table '{table}' has no rows"), table=table)
    for column in columns:
        if _is_blank(frame, column):
            raise NotComputable(
                N_("the column '{column}' of the table '{table}' is empty"),
                column=column,
                table=table,
            )


def _is_empty(frame: pl.DataFrame | pl.LazyFrame) -> bool:
    """Say whether there is no row."""
    return frame.lazy().head(1).collect(engine="streaming").is_empty()


def _is_blank(frame: pl.DataFrame | pl.LazyFrame, column: str) -> bool:
    """Say whether a column holds nothing."""
    if isinstance(frame, pl.DataFrame):
        return frame.get_column(column).null_count() == frame.height
    held = frame.select(column).filter(pl.col(column).is_not_null())
    return _is_empty(held)
