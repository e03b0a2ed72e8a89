"""Where the phrases are in a part of a note, longest first: a phrase hides those inside it."""

import polars as pl

from revops.alignment.topics.patterns import KEEP, TOPIC


def hits(parts: pl.DataFrame, looked_for: pl.DataFrame) -> pl.DataFrame:
    """Find every phrase in every part: one row a place.

    Columns: note_id, clause, part, n_words, kind, topic, start, end (bytes in the part).

    >>> parts = pl.DataFrame(
    ...     {"note_id": [0], "clause": [0], "part": [0], "n_words": [3],
    ...      "said": [" no tienen presupuesto "]}
    ... )
    >>> words = [" no ", " presupuesto ", " no tienen presupuesto "]
    >>> looked_for = pl.DataFrame(
    ...     {"pattern": words, "kind": ["deny"] + ["topic"] * 2, "topic": [None] + ["price"] * 2}
    ... )
    >>> hits(parts, looked_for).select("kind", "topic", "start", "end").rows()
    [('topic', 'price', 0, 22)]
    """
    names = looked_for.get_column("pattern").unique().sort().to_list()
    if not names:
        names = ["\x00"]
    said = pl.col("said")
    every = (
        parts.select(
            "note_id",
            "clause",
            "part",
            "n_words",
            pattern=said.str.extract_many(names, overlapping=True),
            start=said.str.find_many(names, overlapping=True),
        )
        .filter(pl.col("pattern").list.len() > 0)
        .explode("pattern", "start")
    )
    length = pl.col("pattern").str.strip_suffix(" ").str.len_bytes()
    placed = every.with_columns(
        start=pl.col("start").cast(pl.Int64), end=pl.col("start").cast(pl.Int64) + length
    )
    meant = placed.join(looked_for, on="pattern", how="left", maintain_order="left")
    return _uncovered(meant.drop("pattern"))


def _uncovered(placed: pl.DataFrame) -> pl.DataFrame:
    """Leave out places that lie inside a longer one; a topic stays inside words that keep it.

    By start, the longest first, a place is inside another where one before it ends as late.
    """
    ends_for_topics = pl.when(pl.col("kind") != KEEP).then("end").max()
    spans = placed.group_by("part", "start", "end").agg(for_topics=ends_for_topics)
    spans = spans.sort("part", "start", "end", descending=[False, False, True])
    before = spans.with_columns(
        pl.col("end").cum_max().shift(1).over("part").alias("any_end"),
        pl.col("for_topics").cum_max().forward_fill().shift(1).over("part").alias("topic_end"),
    )
    told = placed.join(before.drop("for_topics"), on=["part", "start", "end"], how="left")
    last = pl.when(pl.col("kind") == TOPIC).then("topic_end").otherwise("any_end")
    inside = (last >= pl.col("end")).fill_null(False)
    kept = told.filter(~inside).drop("any_end", "topic_end")
    return kept.sort("part", "start", "end", "kind", "topic")
