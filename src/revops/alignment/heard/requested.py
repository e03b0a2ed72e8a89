"""Which pieces did sales ask for, since when, and which were made?"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.heard.answers import answers
from revops.alignment.topics import with_topics

#: What stands first: what nobody has answered yet.
STATES = ("new", "answered", "closed")


def requested(
    feedback: pl.DataFrame,
    topics: pl.DataFrame,
    content: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """One row a piece asked for: open requests first, the one that waits longest on top.

    Columns: status (new, answered or closed; with an answer: answered), asked_on, days_waiting (of
    those still new), topics, deal, user_id (who of us asked), text (left out of pages unless
    they show names), answered_by (the title of what answers it) and feedback_id.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> told = pl.DataFrame({"feedback_id": ["F1"], "kind": ["request"], "lead_id": ["ana"],
    ...     "opportunity_id": [None], "topics": [["price"]], "text": [None], "user_id": ["Sofia"],
    ...     "given_at": [date(2026, 6, 2)], "answered_by": [None], "status": ["new"]},
    ...     schema_overrides={"opportunity_id": pl.String, "text": pl.String,
    ...     "answered_by": pl.String})
    >>> requested(told, topics, as_of=date(2026, 6, 30)).select("status", "days_waiting").row(0)
    ('new', 28)
    """
    asked = known.events(feedback, "given_at", as_of).filter(pl.col("kind") == "request")
    once = asked.unique("feedback_id", keep="first", maintain_order=True)
    told = with_topics(once, topics, text="text", tags="topics")
    titles = answers(topics, content, campaigns).select(answered_by="answer", title="title")
    has_answer = pl.col("answered_by").is_not_null() & (pl.col("status") != "closed").fill_null(
        True
    )
    status = pl.when(has_answer).then(pl.lit("answered")).otherwise(pl.col("status"))
    named = told.join(titles, on="answered_by", how="left").with_columns(
        status=status.fill_null("new"), asked_on=pl.col("given_at").dt.date()
    )
    age = (pl.lit(as_of) - pl.col("asked_on")).dt.total_days()
    order = pl.col("status").replace_strict(dict(zip(STATES, range(3), strict=True)), default=0)
    return (
        _with_deal(named, opportunities)
        .sort(order, "asked_on", "feedback_id")
        .select(
            "status",
            "asked_on",
            pl.when(pl.col("status") == "new").then(age).alias("days_waiting"),
            pl.col("said").alias("topics"),
            "deal",
            "user_id",
            "text",
            pl.coalesce("title", "answered_by").alias("answered_by"),
            "feedback_id",
        )
    )


def _with_deal(asked: pl.DataFrame, opportunities: pl.DataFrame | None) -> pl.DataFrame:
    """Name the deal that a request is about."""
    if opportunities is None:
        return asked.with_columns(deal=pl.col("opportunity_id"))
    deals = opportunities.select("opportunity_id", deal="name")
    once = deals.unique("opportunity_id", keep="first")
    return asked.join(once, on="opportunity_id", how="left", maintain_order="left")
