"""What sales heard: rejections before contact, disqualifications after it, and objections."""

import numpy as np
import polars as pl

from revops.sample.calendar import END, after_hours, day_number
from revops.sample.content import PIECES
from revops.sample.records.deals import REASON_TOPICS
from revops.sample.records.topics import (
    DISQUALIFICATION_REASONS,
    NOTES,
    REJECTION_REASONS,
    TOPICS,
)
from revops.sample.stories import Stories
from revops.sample.story import (
    ANSWERED_FROM,
    ANSWERED_TOPIC,
    ANSWERING_CONTENT,
    SURGING_TOPIC,
    WEEKS_FROM,
    WEEKS_TO,
    days,
)
from revops.sample.streams import pick, stream, weighted

OBJECTIONS, DISQUALIFIED = 0.5, 0.5
_TOPIC_OF = {"no_need": "no_need", "no_budget": "price"}
#: The piece that answers each topic: made with sales where there is one.
ANSWERS = {
    piece.theme: piece.content_id for piece in sorted(PIECES, key=lambda one: one.with_seller != "")
} | {ANSWERED_TOPIC: ANSWERING_CONTENT}


def feedback(
    seed: int, contacts: pl.DataFrame, deals: pl.DataFrame, stories: Stories
) -> pl.DataFrame:
    """Give one row per remark, in the order of time."""
    rng = stream(seed, "feedback")
    rejected = _rejections(rng, contacts)
    frames = [rejected, _disqualifications(rng, contacts), _objections(rng, deals, stories)]
    remarks = pl.concat([*frames, _wishes(rng, deals)], how="diagonal").filter(pl.col("day") < END)
    return remarks.sort("day", "kind", "contact_id").with_columns(
        feedback_id=pl.format("F{}", 1001 + pl.int_range(pl.len()))
    )


def _rejections(rng: np.random.Generator, contacts: pl.DataFrame) -> pl.DataFrame:
    """Sales hands a lead back before any contact, for a formal reason."""
    rows = contacts.filter(pl.col("rejected").is_not_null())
    return rows.select(
        "contact_id",
        user="owner",
        kind=pl.lit("rejection"),
        day="rejected",
        reason=pl.Series(pick(rng, REJECTION_REASONS, rows.height)),
        status=pl.lit("closed"),
    )


def _disqualifications(rng: np.random.Generator, contacts: pl.DataFrame) -> pl.DataFrame:
    """Sales drops a lead after contact."""
    rows = contacts.filter(
        (pl.col("contacted") < END - 25) & pl.col("opened").is_null() & pl.col("sql").is_null()
    )
    rows = rows.filter(pl.Series(rng.random(rows.height) < DISQUALIFIED))
    hours = 60 + rng.gamma(2.0, 30.0, rows.height)
    reason = pl.Series(pick(rng, DISQUALIFICATION_REASONS, rows.height))
    return rows.select(
        "contact_id",
        user="owner",
        kind=pl.lit("disqualification"),
        day=pl.Series(after_hours(rows.get_column("contacted").to_numpy(), hours)),
        reason=reason,
        topic=pl.lit(reason).replace_strict(_TOPIC_OF, default=None),
        status=pl.lit("closed"),
    )


def _objections(rng: np.random.Generator, deals: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """A buyer objects during a deal; a guide made by both teams answers one topic."""
    rows = deals.filter(pl.Series(rng.random(deals.height) < OBJECTIONS))
    size = rows.height
    rows = rows.with_columns(
        drawn=pl.Series(weighted(rng, TOPICS, size)),
        again=pl.Series(weighted(rng, TOPICS, size)),
        u=pl.Series(rng.random(size)),
        day=pl.Series(after_hours(rows.get_column("opened").to_numpy(), rng.gamma(2, 40, size))),
    ).filter(pl.col("day") < pl.col("closed"))
    lost_for = pl.col("reason").replace_strict(REASON_TOPICS)
    topic = pl.when(~pl.col("is_won") & (pl.col("u") < 0.6)).then(lost_for).otherwise("drawn")
    answered = (topic == ANSWERED_TOPIC) & (pl.col("day") >= day_number(ANSWERED_FROM))
    eased = answered & (pl.col("u") / 0.6 % 1 < stories.size("answered_objection"))
    rows = rows.with_columns(topic=pl.when(eased).then("again").otherwise(topic))
    return _remarks(rng, rows.with_columns(topic=_surging(stories)), "objection")


def _surging(stories: Stories) -> pl.Expr:
    """Turn a share of some weeks' objections to one topic, where that story is told."""
    first, end = days(WEEKS_FROM, WEEKS_TO)
    now = (pl.col("day") >= first) & (pl.col("day") < end)
    turns = now & (pl.col("u") * 4096 % 1 < stories.size("topic_surge"))
    return pl.when(turns).then(pl.lit(SURGING_TOPIC)).otherwise("topic")


def _wishes(rng: np.random.Generator, deals: pl.DataFrame) -> pl.DataFrame:
    """Sellers pass on an insight, or ask marketing for a piece on a topic."""
    rows = deals.filter(pl.Series(rng.random(deals.height) < 0.09))
    rows = rows.with_columns(
        topic=pl.Series(weighted(rng, TOPICS, rows.height)),
        day=pl.col("opened") + 5 + pl.Series(rng.integers(0, 9, rows.height)),
    )
    half = rows.height // 2
    parts = [_remarks(rng, rows[:half], "insight"), _remarks(rng, rows[half:], "request")]
    return pl.concat(parts)


def _remarks(rng: np.random.Generator, rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Write remarks on deals down, with the piece that answers them where there is one."""
    words = [NOTES[topic] for topic in rows.get_column("topic").to_list()]
    luck = rng.random(rows.height)
    text = [some[int(u * len(some))] for some, u in zip(words, luck, strict=True)]
    published = {piece.content_id: float(day_number(piece.published)) for piece in PIECES}
    answer = pl.col("topic").replace_strict(ANSWERS, default=None)
    since = answer.replace_strict(published, default=None, return_dtype=pl.Float64)
    usable = (since <= pl.col("day")) & pl.Series(rng.random(rows.height) < 0.7)
    return rows.select(
        "deal_id",
        "topic",
        "day",
        contact_id=pl.col("contact_ids").list.first(),
        user="owner",
        kind=pl.lit(kind),
        text=pl.Series(text, dtype=pl.String),
        status=pl.when(usable).then(pl.lit("answered")).otherwise(pl.lit("new")),
        answered_by=pl.when(usable).then(answer),
    )
