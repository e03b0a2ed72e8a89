"""What was said in the first sales conversation of each lead handed over."""

from datetime import date

import polars as pl

from revops import journeys
from revops.alignment.topics import with_topics
from revops.metrics.handovers import Start, handed_over
from revops.metrics.metric import NotComputable
from revops.text import N_

#: How a conversation came to its topics, or did not.
TAGGED, READ, NO_TOPIC, UNREAD = "tagged", "read", "no_topic", "unread"


def first_conversations(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    topics: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    start: Start = "routed",
) -> pl.DataFrame:
    """One row a lead handed over with whom a conversation was written down, in the leads' order.

    A conversation is a call, e-mail, meeting or message by a person of ours, not of marketing, at
    or after the handover, that has topic tags or a note; one on a deal without a person was with
    the deal's lead. The first is the earliest in which a topic was said; where none was, the
    earliest that was read; where nothing was read, the earliest.

    Columns: lead_id, start_at, talked_at, said (topics), how (tagged, read from the note,
    no_topic, unread).

    Raises:
        NotComputable: no conversation after a handover has topics or a note.
    """
    handed = handed_over(leads, visits, as_of=as_of, start=start).select("lead_id", "start_at")
    talks = _conversations(activities, users, opportunities)
    told = with_topics(talks, topics, text="note", tags="topics").with_columns(how=_how())
    order = pl.col("how").replace_strict({NO_TOPIC: 1, UNREAD: 2}, default=0)
    first = (
        told.join(handed, on="lead_id")
        .filter(pl.col("occurred_at") >= pl.col("start_at"))
        .with_columns(rank=order)
        .sort("rank", "occurred_at", maintain_order=True)
        .unique("lead_id", keep="first", maintain_order=True)
    )
    if first.is_empty():
        raise NotComputable(N_("no conversation after a handover has topics or a note"))
    found = handed.join(
        first.select("lead_id", "said", "how", talked_at="occurred_at"),
        on="lead_id",
        maintain_order="left",
    )
    return found.select("lead_id", "start_at", "talked_at", "said", "how")


def _how() -> pl.Expr:
    """Say how the topics were found."""
    tagged = pl.col("topics").list.len().fill_null(0) > 0
    named = pl.col("said").list.len() > 0
    return (
        pl.when(tagged & named)
        .then(pl.lit(TAGGED))
        .when(named)
        .then(pl.lit(READ))
        .when("is_read")
        .then(pl.lit(NO_TOPIC))
        .otherwise(pl.lit(UNREAD))
    )


def _conversations(
    activities: pl.DataFrame, users: pl.DataFrame | None, opportunities: pl.DataFrame | None
) -> pl.DataFrame:
    """Keep what people of sales wrote down of a contact, with its lead."""
    contacts = journeys.touches(None, activities).select(activity_id="touchpoint_id").collect()
    written = (pl.col("topics").list.len() > 0) | (pl.col("note").str.strip_chars() != "")
    found = activities.join(contacts.unique(), on="activity_id", how="semi", maintain_order="left")
    found = found.filter(written.fill_null(False))
    if users is not None:
        others = users.filter(pl.col("team") == "marketing").select("user_id")
        found = found.join(others, on="user_id", how="anti", maintain_order="left")
    if opportunities is None:
        return found
    mains = opportunities.select("opportunity_id", main="lead_id").drop_nulls()
    named = found.join(
        mains.unique("opportunity_id", keep="first"),
        on="opportunity_id",
        how="left",
        maintain_order="left",
    )
    return named.with_columns(lead_id=pl.coalesce("lead_id", "main")).drop("main")
