"""A deal that was closed on the as-of day and opened again later was closed on that day.

The table of deals tells only how each stands now: of a deal that was lost, opened again and lost
again it holds the last closing, and of one that is open again none. Its stage history tells how
it stood before. What a label of the history means is what it means for the deals that stand there
now; a label that means two things, or that no deal has, changes nothing.
"""

import polars as pl

CLOSED = ("won", "lost")


def reopened(
    deals: pl.LazyFrame, *, now: pl.LazyFrame, history: pl.LazyFrame, later: pl.LazyFrame
) -> pl.LazyFrame:
    """Give each deal that moved after the as-of day the state it was in: rows stay as many.

    `deals` as known on the day, `now` as the table has them; `history` holds the visits begun by
    then, `later` those begun after it. A deal that the history shows closed on the day is so,
    since the first of the visits in a row that say so; its `stage` is that of its last visit.

    >>> from datetime import date
    >>> deals = pl.LazyFrame({"opportunity_id": ["d1", "d2"], "stage": ["Demo", "Closed Lost"],
    ...     "status": ["open", "lost"], "closed_at": [None, date(2026, 1, 5)]})
    >>> visits = pl.LazyFrame({"object": ["opportunity"] * 2, "object_id": ["d1"] * 2,
    ...     "stage": ["Demo", "Closed Lost"], "entered_at": [date(2026, 1, 2), date(2026, 1, 9)]})
    >>> later = pl.LazyFrame({"object": ["opportunity"], "object_id": ["d1"]})
    >>> reopened(deals, now=deals, history=visits, later=later).collect().row(0)
    ('d1', 'Closed Lost', 'lost', datetime.date(2026, 1, 9))
    """
    found = deals.join(
        _then(now, history, later),
        left_on="opportunity_id",
        right_on="object_id",
        how="left",
        maintain_order="left",
    )
    was_closed = pl.col("then").is_in(CLOSED) & pl.col("status").eq_missing("open")
    closed_at = deals.collect_schema()["closed_at"]
    return found.with_columns(
        pl.when(was_closed).then("then").otherwise("status").alias("status"),
        pl.when(was_closed)
        .then(pl.col("then_at").cast(closed_at))
        .otherwise("closed_at")
        .alias("closed_at"),
        pl.coalesce("then_stage", "stage").alias("stage"),
    ).drop("then", "then_at", "then_stage")


def _then(now: pl.LazyFrame, history: pl.LazyFrame, later: pl.LazyFrame) -> pl.LazyFrame:
    """Give the last stage and status of each deal that moved later, and since when it had it."""
    key = pl.col("stage").str.strip_chars().str.to_lowercase()
    meanings = (
        now.group_by(key.alias("key"))
        .agg(pl.col("status").drop_nulls().unique().alias("then"))
        .filter(pl.col("key").is_not_null(), pl.col("then").list.len() == 1)
        .with_columns(pl.col("then").list.first())
    )
    moved = later.filter(pl.col("object") == "opportunity").select("object_id").unique()
    told = (
        history.filter(pl.col("object") == "opportunity", pl.col("entered_at").is_not_null())
        .join(moved, on="object_id", how="semi", maintain_order="left")
        .sort("object_id", "entered_at", maintain_order=True)
        .select("object_id", "stage", "entered_at", key.alias("key"))
        .join(meanings, on="key", how="left", maintain_order="left")
    )
    begins = pl.col("then").ne_missing(pl.col("then").shift(1).over("object_id"))
    return told.group_by("object_id").agg(
        pl.col("then").last(),
        pl.col("entered_at").filter(begins).last().alias("then_at"),
        pl.when(pl.col("then").is_not_null()).then("stage").last().alias("then_stage"),
    )
