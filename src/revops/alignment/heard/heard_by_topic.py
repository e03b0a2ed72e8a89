"""What did sales hear, by topic, and does it hear it more often than before?"""

from datetime import date, timedelta

import polars as pl

from revops.alignment.heard.remarks import conversations, readable, remarks
from revops.alignment.heard.two_shares import difference_ends, z_of
from revops.metrics.wilson import wilson_high, wilson_low

_N = ("n", "n_all", "n_earlier", "n_all_before")


def heard_by_topic(
    feedback: pl.DataFrame, topics: pl.DataFrame, *, as_of: date, days: int = 91
) -> pl.DataFrame:
    """One row a topic, the most heard first: in which share of conversations it came up.

    A conversation is a deal (or a lead) about which sales noted an objection or an insight in the
    last days; several topics may come up in one. Columns: topic, value (share of conversations)
    with its 95 % Wilson interval low to high, n (with the topic), n_all, earlier_share (in as many
    days before), change_share (Newcombe interval change_low_share to change_high_share), trend
    (more, fewer, or as_before where chance explains it: corrected for the number of topics, see
    `two_shares`), n_answered (remarks with an answer) and unit. Unit: share.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> told = pl.DataFrame({"feedback_id": ["F1", "F2"], "kind": ["objection"] * 2,
    ...     "lead_id": ["ana", "bruno"], "opportunity_id": [None] * 2,
    ...     "topics": [["price"], ["timing"]], "text": [None] * 2,
    ...     "given_at": [date(2026, 6, 2)] * 2, "answered_by": [None] * 2},
    ...     schema_overrides={"opportunity_id": pl.String, "text": pl.String})
    >>> heard_by_topic(told, topics, as_of=date(2026, 6, 30)).select(
    ...     "topic", "value", "n_all").rows()
    [('price', 0.5, 2), ('timing', 0.5, 2)]
    """
    told = readable(remarks(feedback, topics, as_of=as_of))
    first = as_of - timedelta(days=days - 1)
    now = told.filter(pl.col("on") >= first)
    before = told.filter(pl.col("on").is_between(first - timedelta(days=days), first, "left"))
    both = _counts(now, "n").join(
        _counts(before, "n_earlier"), on="topic", how="full", coalesce=True
    )
    n_all, n_all_before = (each["subject"].n_unique() for each in (now, before))
    counts = both.join(_answered(now), on="topic", how="left").with_columns(
        pl.col("n", "n_earlier", "n_answered").fill_null(0),
        n_all=pl.lit(n_all, pl.Int64),
        n_all_before=pl.lit(n_all_before, pl.Int64),
    )
    return counts.with_columns(_figures(counts.height)).with_columns(_trend()).sort(
        "n", "topic", descending=[True, False]
    ).select(
        "topic", "value", "low", "high", "n", "n_all", "earlier_share", "change_share",
        "change_low_share", "change_high_share", "trend", "n_answered", "unit",
    )  # fmt: skip


def _counts(told: pl.DataFrame, name: str) -> pl.DataFrame:
    """Count the conversations of each topic."""
    return conversations(told).group_by("topic").agg(pl.len().cast(pl.Int64).alias(name))


def _answered(told: pl.DataFrame) -> pl.DataFrame:
    """Count the remarks of each topic that have an answer."""
    each = told.filter(pl.col("answer").is_not_null()).explode("said").drop_nulls("said")
    return each.group_by(topic="said").agg(n_answered=pl.len().cast(pl.Int64))


def _figures(m: int) -> list[pl.Expr]:
    """Give the shares, their difference, and the difference's ends at both certainties."""
    n, n_all, before, all_before = (pl.col(name) for name in _N)
    was = pl.when(all_before > 0).then(before / all_before)
    low, high = difference_ends(n, n_all, before, all_before, z=z_of(1))
    sure_low, sure_high = difference_ends(n, n_all, before, all_before, z=z_of(m))
    return [
        pl.when(n_all > 0).then(n / n_all).alias("value"),
        wilson_low(n, n_all).alias("low"),
        wilson_high(n, n_all).alias("high"),
        was.alias("earlier_share"),
        (n / n_all - was).alias("change_share"),
        low.alias("change_low_share"),
        high.alias("change_high_share"),
        sure_low.alias("sure_low"),
        sure_high.alias("sure_high"),
        pl.lit("share").alias("unit"),
    ]


def _trend() -> pl.Expr:
    """Say whether a topic comes up more or less often, beyond chance."""
    more, fewer = pl.col("sure_low") > 0, pl.col("sure_high") < 0
    said = pl.when(more).then(pl.lit("more")).when(fewer).then(pl.lit("fewer"))
    return said.when(pl.col("sure_low").is_not_null()).then(pl.lit("as_before")).alias("trend")
