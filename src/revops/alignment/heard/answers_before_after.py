"""Does an objection come up less often since the piece that answers it came out?"""

from datetime import date

import polars as pl

from revops.alignment.heard.answers import answers
from revops.alignment.heard.remarks import readable, remarks
from revops.alignment.heard.two_shares import difference_ends, z_of

#: The windows before and after: as long as both sides are known, and no longer than half a year.
LONGEST, SHORTEST, MATURE = 182, 28, 91
#: With fewer conversations on one side nothing is said.
FEWEST = 10


def answers_before_after(
    feedback: pl.DataFrame,
    topics: pl.DataFrame,
    content: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """One row an answer and topic: the share of conversations with the topic, before and after.

    An answer is a piece or a campaign that sales named as the answer to a remark; its topics are
    its theme or promise. Both windows are equally long: the days since it came out, at most half a
    year, and no longer than remarks were noted before. Columns: topic, title, kind,
    made_with_sales, published_on, n_answered (remarks it answered), days (of each window),
    earlier_share, n_earlier, since_share, n_since (all conversations), change_share with its 95 %
    Newcombe interval (change_low_share to change_high_share), is_immature (fewer than 91 days
    since), and verdict: fewer, more or no_difference (corrected for all answers looked at),
    too_early (fewer than 28 days since) or too_little (fewer than 28 days, or than 10
    conversations, on a side). It is no proof of cause: other things changed in those months too.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> content = pl.DataFrame({"content_id": ["guide"], "title": ["Guide"], "kind": ["guide"],
    ...     "theme": [["price"]], "made_with_sales": [True], "published_on": [date(2026, 4, 1)]})
    >>> days = pl.date_range(date(2026, 1, 1), date(2026, 6, 29), "3d", eager=True)
    >>> told = pl.DataFrame({"given_at": days}).with_row_index("feedback_id").with_columns(
    ...     pl.col("feedback_id").cast(pl.String), kind=pl.lit("objection"), text=pl.lit(None),
    ...     lead_id=pl.col("feedback_id").cast(pl.String), opportunity_id=pl.lit(None, pl.String),
    ...     topics=pl.when(pl.col("given_at") < date(2026, 4, 1)).then(pl.lit(["price"]))
    ...     .otherwise(pl.lit(["timing"])), answered_by=pl.lit("guide"))
    >>> answers_before_after(told, topics, content, as_of=date(2026, 6, 30)).select(
    ...     "earlier_share", "since_share", "verdict").row(0)
    (1.0, 0.0, 'fewer')
    """
    told = readable(remarks(feedback, topics, as_of=as_of))
    pairs = _pairs(told, answers(topics, content, campaigns), as_of)
    counted = pairs.join(_counts(told, pairs), on=["answer", "topic"], how="left")
    filled = counted.with_columns(
        pl.col("with_before", "n_earlier", "with_after", "n_since").fill_null(0)
    )
    n_judged = filled.filter(_enough()).height
    return (
        filled.with_columns(_figures(n_judged))
        .with_columns(verdict=_verdict())
        .sort("published_on", "answer", "topic", descending=[True, False, False])
        .select(
            "topic", "title", "kind", "made_with_sales", "published_on", "n_answered", "days",
            "earlier_share", "n_earlier", "since_share", "n_since", "change_share",
            "change_low_share", "change_high_share", "is_immature", "verdict",
        )
    )  # fmt: skip


def _pairs(told: pl.DataFrame, pieces: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Pair each answer that was used with its topics, and with the days known on both sides."""
    used = told.drop_nulls("answer").group_by("answer").agg(n_answered=pl.len().cast(pl.Int64))
    first = told.get_column("on").min()
    came_out = pl.col("published_on")
    since = (pl.lit(as_of) - came_out).dt.total_days() + 1
    before = (came_out - pl.lit(first, pl.Date)).dt.total_days()
    known = pieces.join(used, on="answer").filter(came_out <= as_of, came_out > pl.lit(first))
    return (
        known.explode("about")
        .drop_nulls("about")
        .rename({"about": "topic"})
        .with_columns(since=since, days=pl.min_horizontal(since, before, pl.lit(LONGEST)))
    )


def _counts(told: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Count the conversations of both windows, and those in which the topic came up."""
    window = pairs.select("answer", "topic", "published_on", "days")
    age = (pl.col("on") - pl.col("published_on")).dt.total_days()
    near = told.drop("answer").join(window, how="cross").with_columns(age=age)
    inside = near.filter(pl.col("age").is_between(-pl.col("days"), pl.col("days"), "left"))
    each = inside.group_by("answer", "topic", "subject", is_after=pl.col("age") >= 0).agg(
        has=pl.col("said").list.contains(pl.col("topic")).any()
    )
    after, has = pl.col("is_after"), pl.col("has")
    return each.group_by("answer", "topic").agg(
        with_before=(has & ~after).sum().cast(pl.Int64),
        n_earlier=(~after).sum().cast(pl.Int64),
        with_after=(has & after).sum().cast(pl.Int64),
        n_since=after.sum().cast(pl.Int64),
    )


def _enough() -> pl.Expr:
    """Say whether both sides hold enough to compare."""
    enough = (pl.col("n_earlier") >= FEWEST) & (pl.col("n_since") >= FEWEST)
    return enough & (pl.col("days") >= SHORTEST)


def _figures(m: int) -> list[pl.Expr]:
    """Give both shares and their difference, at both certainties."""
    k, n, k_before, n_earlier = map(pl.col, ("with_after", "n_since", "with_before", "n_earlier"))
    low, high = difference_ends(k, n, k_before, n_earlier, z=z_of(1))
    sure_low, sure_high = difference_ends(k, n, k_before, n_earlier, z=z_of(m))
    before, after = pl.when(n_earlier > 0).then(k_before / n_earlier), pl.when(n > 0).then(k / n)
    return [
        before.alias("earlier_share"),
        after.alias("since_share"),
        (after - before).alias("change_share"),
        low.alias("change_low_share"),
        high.alias("change_high_share"),
        sure_low.alias("sure_low"),
        sure_high.alias("sure_high"),
        (pl.col("since") < MATURE).alias("is_immature"),
    ]


def _verdict() -> pl.Expr:
    """Say fewer or more only beyond chance, and nothing where there is too little to say it."""
    return (
        pl.when(pl.col("since") < SHORTEST)
        .then(pl.lit("too_early"))
        .when(~_enough())
        .then(pl.lit("too_little"))
        .when(pl.col("sure_high") < 0)
        .then(pl.lit("fewer"))
        .when(pl.col("sure_low") > 0)
        .then(pl.lit("more"))
        .otherwise(pl.lit("no_difference"))
    )
