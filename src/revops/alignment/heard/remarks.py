"""Objections and insights, each with its topics, its day and the deal or lead that it is about."""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.topics import with_topics
from revops.metrics.metric import NotComputable
from revops.text import N_

HEARD = ("objection", "insight")
#: With more remarks than this of which no topic is known, shares by topic would mislead.
MOST_UNREAD = 0.4


def remarks(feedback: pl.DataFrame, topics: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """One row a dated objection or insight: feedback_id, kind, on, subject, said, is_read, answer.

    `said` are its topics, from its tags or else read from its text. `subject` is the deal, else the
    lead, else the remark itself: remarks about one subject are one conversation.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> told = pl.DataFrame({"feedback_id": ["F1"], "kind": ["objection"], "lead_id": ["ana"],
    ...     "opportunity_id": [None], "topics": [None], "text": ["Lo ven caro"],
    ...     "given_at": [date(2026, 6, 2)], "answered_by": [None]},
    ...     schema_overrides={"opportunity_id": pl.String, "topics": pl.List(pl.String)})
    >>> remarks(told, topics, as_of=date(2026, 6, 30)).select("subject", "said").row(0)
    ('ana', ['price'])
    """
    heard = known.events(feedback, "given_at", as_of).filter(
        pl.col("kind").is_in(HEARD), pl.col("given_at").is_not_null()
    )
    once = heard.unique("feedback_id", keep="first", maintain_order=True)
    told = with_topics(once, topics, text="text", tags="topics")
    return told.select(
        "feedback_id",
        "kind",
        "said",
        "is_read",
        on=pl.col("given_at").dt.date(),
        subject=pl.coalesce("opportunity_id", "lead_id", "feedback_id"),
        answer=pl.col("answered_by"),
    ).sort("on", "feedback_id")


def readable(told: pl.DataFrame) -> pl.DataFrame:
    """Keep the remarks whose topic is known; too few of them are refused."""
    if told.is_empty():
        raise NotComputable(N_("no objection or insight of sales has a date"))
    unread = 1 - told.get_column("is_read").cast(pl.Float64).mean()  # type: ignore[operator]
    if unread > MOST_UNREAD:
        raise NotComputable(
            N_(
                "the topic of {n} of {total} remarks is not known; tag them, or add words to "
                "agreement/topics.csv"
            ),
            n=told.filter(~pl.col("is_read")).height,
            total=told.height,
        )
    return told.filter("is_read")


def conversations(told: pl.DataFrame) -> pl.DataFrame:
    """One row a conversation and topic, on its first day in these remarks: subject, topic, on."""
    return (
        told.explode("said")
        .drop_nulls("said")
        .group_by("subject", topic="said")
        .agg(pl.col("on").min())
        .sort("on", "subject", "topic")
    )
