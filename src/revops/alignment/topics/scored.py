"""How well does the reader do on notes that people labelled?"""

import polars as pl

from revops.alignment.topics.reader import with_topics
from revops.metrics.wilson import wilson_high, wilson_low

_COUNTS = ("n_right", "n_read", "n_labelled")


def scored(labelled: pl.DataFrame, topics: pl.DataFrame) -> pl.DataFrame:
    """One row a topic that people labelled or the reader found, in alphabetical order.

    Precision: of the notes in which the reader found the topic (n_read), the share that people
    labelled with it. Recall: of the notes labelled with it (n_labelled), the share in which the
    reader found it. n_right counts the notes where both agree. 95 % Wilson intervals
    (precision_low, precision_high, recall_low, recall_high); null without a note to divide by.

    `labelled`: text, topics (a list; empty where the note has none).

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> labelled = pl.DataFrame(
    ...     {"text": ["es caro", "muy caro", "sin plata"], "topics": [["price"], [], ["price"]]}
    ... )
    >>> scored(labelled, topics).select("n_right", "precision", "recall").rows()
    [(1, 0.5, 0.5)]
    """
    notes = labelled.select("text", "topics", blank=pl.lit(None, pl.List(pl.String)))
    told = with_topics(notes, topics, text="text", tags="blank").with_row_index("note")
    found = told.select("note", topic="said").explode("topic").drop_nulls().unique()
    real = told.select("note", topic="topics").explode("topic").drop_nulls().unique()
    both = found.join(real, on=["note", "topic"], how="semi")
    counts = [
        frame.group_by("topic").agg(pl.len().alias(name))
        for name, frame in zip(_COUNTS, (both, found, real), strict=True)
    ]
    names = pl.concat([found, real]).select("topic").unique()
    for count in counts:
        names = names.join(count, on="topic", how="left")
    return names.with_columns(pl.col(_COUNTS).fill_null(0)).with_columns(
        *_share("precision", "n_read"), *_share("recall", "n_labelled")
    ).sort("topic")  # fmt: skip


def _share(name: str, of: str) -> tuple[pl.Expr, ...]:
    """Give a share of the notes that are right, and its interval."""
    right, every = pl.col("n_right"), pl.col(of)
    return (
        pl.when(every > 0).then(right / every).alias(name),
        wilson_low(right, every).alias(f"{name}_low"),
        wilson_high(right, every).alias(f"{name}_high"),
    )
