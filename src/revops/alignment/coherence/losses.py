"""Are deals lost, and leads turned away, over what was promised?"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.coherence.by_campaign import KEY
from revops.alignment.coherence.promised import Touch, with_promise
from revops.alignment.coherence.readable import topics_below
from revops.alignment.topics import with_topics
from revops.metrics.figures import share
from revops.metrics.metric import NotComputable
from revops.text import N_

#: Remarks by which sales hands a lead back or drops it.
TURNED_AWAY = ("rejection", "disqualification")
_TAGS = pl.List(pl.String)


def promises_and_losses(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    topic_figures: pl.DataFrame,
    feedback: pl.DataFrame | None = None,
    *,
    as_of: date,
    touch: Touch = "first",
) -> pl.DataFrame:
    """In what share of losses is the reason a topic that the campaign promised?

    One row a campaign with a promise and a loss whose reason has a topic, most losses first. A
    loss is a lost deal with its reason, or a rejection or disqualification of a lead with its
    tags, reason or text; formal reasons (a duplicate) have no topic and are counted beside.

    Columns: campaign_id, campaign, promise, value, low, high (95 %, Wilson), numerator,
    denominator (losses with a topic), n_without_topic, first_topic (the commonest), unit.
    """
    lost = _deals(opportunities, topics, as_of)
    if feedback is not None:
        lost = pl.concat([lost, _remarks(feedback, topics, as_of)])
    if lost.is_empty():
        raise NotComputable(N_("no deal was lost and no lead was turned away with a reason"))
    mine = lost.join(leads.select("lead_id").unique(), on="lead_id", maintain_order="left")
    named = _named(mine, touchpoints, campaigns, topics, touch)
    trusted = ~pl.col("from_words") | ~pl.col("promise").list.set_intersection(
        pl.lit(topics_below(topic_figures), _TAGS)
    ).list.len().cast(pl.Boolean)
    told = pl.col("said").list.len() > 0
    both = pl.col("said").list.set_intersection("promise").list.len() > 0
    counts = (
        named.filter(pl.col("promise").list.len() > 0, trusted)
        .group_by(KEY)
        .agg(
            (told & both).sum().alias("n_promised"),
            told.sum().alias("n_lost"),
            (~told).sum().alias("n_without_topic"),
            pl.col("said").list.explode().drop_nulls().mode().sort().first().alias("first_topic"),
        )
        .filter(pl.col("n_lost") > 0)
    )
    return counts.sort("n_lost", "campaign_id", descending=[True, False]).select(
        *KEY, *share("n_promised", "n_lost"), "n_without_topic", "first_topic",
        pl.lit("share").alias("unit"),
    )  # fmt: skip


def _named(
    lost: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    touch: Touch,
) -> pl.DataFrame:
    """Add to each loss the promise that its lead came by."""
    last = lost.group_by("lead_id", maintain_order=True).agg(talked_at=pl.col("lost_at").max())
    promised = with_promise(last, touchpoints, campaigns, topics, touch=touch)
    return lost.join(promised, on="lead_id", how="left", maintain_order="left")


def _deals(opportunities: pl.DataFrame, topics: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Read the reasons of lost deals; each is its lead's."""
    lost = known.deals(opportunities, as_of).filter(
        pl.col("status") == "lost", pl.col("lead_id").is_not_null()
    )
    words = lost.with_columns(tags=pl.concat_list("lost_reason"))
    return _told(words, topics, text="lost_reason", at="closed_at")


def _remarks(feedback: pl.DataFrame, topics: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Read why leads were handed back or dropped."""
    away = known.events(feedback, "given_at", as_of).filter(
        pl.col("kind").is_in(TURNED_AWAY), pl.col("lead_id").is_not_null()
    )
    tags = pl.when(pl.col("topics").list.len() > 0).then("topics")
    words = away.with_columns(
        tags=tags.otherwise(pl.concat_list("reason")), text=pl.coalesce("text", "reason")
    )
    return _told(words, topics, text="text", at="given_at")


def _told(frame: pl.DataFrame, topics: pl.DataFrame, *, text: str, at: str) -> pl.DataFrame:
    """Give the topics of each reason: those that are topics' names or words, else read."""
    names = topics.get_column("topic").unique().sort().to_list()
    tagged = with_topics(frame, topics, text=text, tags="tags")
    known_topics = pl.col("said").list.set_intersection(pl.lit(names, _TAGS)).list.sort()
    nothing = frame.with_columns(tags=pl.lit(None, _TAGS))
    read = with_topics(nothing, topics, text=text, tags="tags").get_column("said")
    both = tagged.select("lead_id", known=known_topics, lost_at=pl.col(at)).with_columns(read=read)
    has_tag = pl.col("known").list.len() > 0
    return both.select(
        "lead_id",
        "lost_at",
        said=pl.when(has_tag).then("known").otherwise("read"),
        from_words=~has_tag & (pl.col("read").list.len() > 0),
    )
