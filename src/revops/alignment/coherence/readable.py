"""Can the topics be trusted? How many conversations are read, and how well the reader reads."""

import polars as pl

from revops.alignment.coherence.conversations import NO_TOPIC, READ, TAGGED, UNREAD
from revops.metrics.metric import NotComputable
from revops.text import N_

#: The most that may be unread, and the least that the reader must get right.
MOST_UNREAD = 0.4
LEAST_RIGHT = 0.8


def reading(talks: pl.DataFrame) -> pl.DataFrame:
    """Count how the conversations came to their topics: one row.

    Columns: n_conversations, n_tagged, n_from_notes, n_without_topic, n_unread, unread_share.

    >>> talks = pl.DataFrame({"how": ["tagged", "read", "unread", "no_topic"]})
    >>> reading(talks).row(0)
    (4, 1, 1, 1, 1, 0.25)
    """
    how = pl.col("how")
    return talks.select(
        pl.len().alias("n_conversations"),
        (how == TAGGED).sum().alias("n_tagged"),
        (how == READ).sum().alias("n_from_notes"),
        (how == NO_TOPIC).sum().alias("n_without_topic"),
        (how == UNREAD).sum().alias("n_unread"),
        (how == UNREAD).mean().alias("unread_share"),
    )


def require_read(talks: pl.DataFrame) -> None:
    """Refuse where too many conversations are unread.

    Raises:
        NotComputable: over 40 % are.
    """
    n_unread, n_all = reading(talks).select("n_unread", "n_conversations").row(0)
    if n_unread > MOST_UNREAD * n_all:
        raise NotComputable(
            N_(
                "of {total} first conversations {n} have neither topic tags nor a note that can "
                "be read, which is over 40 %; tag conversations with topics in the CRM, or write "
                "notes in Spanish or English"
            ),
            n=n_unread,
            total=n_all,
        )


def topics_below(topic_figures: pl.DataFrame) -> list[str]:
    """Name the topics that the reader gets wrong too often: precision or recall below 0.8.

    >>> figures = pl.DataFrame(
    ...     {"topic": ["price", "support"], "n_right": [9, 7], "n_read": [10, 10],
    ...      "n_labelled": [10, 7]}
    ... )
    >>> topics_below(figures)
    ['support']
    """
    right = pl.col("n_right")
    good = (right >= LEAST_RIGHT * pl.col("n_read")) & (right >= LEAST_RIGHT * pl.col("n_labelled"))
    read = (pl.col("n_read") > 0) & (pl.col("n_labelled") > 0)
    return topic_figures.filter(~(good & read)).get_column("topic").sort().to_list()


def without_doubtful(talks: pl.DataFrame, topic_figures: pl.DataFrame) -> pl.DataFrame:
    """Leave out conversations read from notes whose promise has a topic read too badly.

    A promise that is not measured at all counts as read badly. Tagged conversations stay.

    Raises:
        NotComputable: nothing is left.
    """
    good = set(topic_figures.get_column("topic")) - set(topics_below(topic_figures))
    promised = pl.col("promise").list
    sure = promised.set_difference(pl.lit(sorted(good), pl.List(pl.String))).list.len() == 0
    kept = talks.filter((pl.col("how") == TAGGED) | sure.fill_null(True))
    if kept.is_empty() or not (kept.get_column("promise").list.len() > 0).any():
        raise NotComputable(
            N_(
                "notes are read with a precision or recall below 0.8 for: {topics}; add words to "
                "agreement/topics.csv, then measure: revops topics label"
            ),
            topics=", ".join(topics_below(topic_figures)) or "-",
        )
    return kept
