"""How did each deal stand on a past day, also one that was closed then and opened again later?

The table of deals holds only the last closing of each. A deal that was lost, opened again and is
open, or was closed another time, was none the less closed between: its visits tell.
"""

from datetime import date

import polars as pl

from revops import known

_CLOSED = ("won", "lost")


def returned(visits: pl.DataFrame | None) -> pl.DataFrame | None:
    """Give the visits, in order, of the deals that went on after they were closed.

    >>> visits = pl.DataFrame({"object": "opportunity", "object_id": ["d1", "d1", "d1", "d2"],
    ...     "status": ["open", "lost", "open", "lost"],
    ...     "entered_at": [date(2026, 1, day) for day in (2, 9, 20, 5)]})
    >>> returned(visits)["object_id"].unique().to_list()
    ['d1']
    """
    if visits is None:
        return None
    told = visits.filter(pl.col("object") == "opportunity", pl.col("entered_at").is_not_null())
    ordered = told.sort("object_id", "entered_at", maintain_order=True).select(
        "object_id", "status", "entered_at", pl.col("entered_at").dt.date().alias("day")
    )
    goes_on = pl.col("object_id") == pl.col("object_id").shift(-1)
    left = ordered.filter(goes_on & pl.col("status").is_in(_CLOSED))
    return ordered.join(left.select("object_id").unique(), on="object_id", how="semi")


def deals_on(opportunities: pl.DataFrame, moved: pl.DataFrame | None, day: date) -> pl.DataFrame:
    """Give the deals as they stood on a past day; `moved` is what `returned` gives.

    A deal whose last visit by then was to a closed stage was closed, since the first of the visits
    in a row that say so, though it moved on later.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "status": ["open"], "closed_at": [None],
    ...     "created_at": [date(2026, 1, 2)]}, schema_overrides={"closed_at": pl.Date})
    >>> moved = pl.DataFrame({"object_id": "d1", "status": ["open", "lost", "open"],
    ...     "entered_at": [date(2026, 1, day) for day in (2, 9, 20)]}
    ...     ).with_columns(day="entered_at")
    >>> [deals_on(deals, moved, date(2026, 1, day))["status"].item() for day in (5, 10, 25)]
    ['open', 'lost', 'open']
    """
    then = known.deals(opportunities, day)
    if moved is None or moved.is_empty():
        return then
    begins = pl.col("status").ne_missing(pl.col("status").shift(1).over("object_id"))
    last = (
        moved.filter((pl.col("day") > day).any().over("object_id"), pl.col("day") <= day)
        .group_by("object_id")
        .agg(
            pl.col("status").last().alias("then"),
            pl.col("entered_at").filter(begins).last().alias("then_at"),
        )
        .filter(pl.col("then").is_in(_CLOSED))
    )
    found = then.join(
        last, left_on="opportunity_id", right_on="object_id", how="left", maintain_order="left"
    )
    is_it = pl.col("then").is_not_null() & pl.col("status").eq_missing("open")
    closed_at = pl.col("then_at").cast(then.schema["closed_at"])
    return found.with_columns(
        pl.when(is_it).then("then").otherwise("status").alias("status"),
        pl.when(is_it).then(closed_at).otherwise("closed_at").alias("closed_at"),
    ).drop("then", "then_at")
