"""Which campaigns promise one thing while their buyers talk about another?"""

from datetime import date

import polars as pl

from revops.alignment.coherence.by_campaign import KEY, promised_talks
from revops.alignment.coherence.promised import Touch
from revops.metrics.handovers import Start
from revops.metrics.wilson import wilson_high, wilson_low

#: A campaign with fewer conversations says too little.
FEWEST = 20
#: The chance of any false finding on the whole page.
ALPHA = 0.05
#: The other topic must come up so many times as often as elsewhere.
TIMES = 2.0


def mismatched_promises(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    topic_figures: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    touch: Touch = "first",
    start: Start = "routed",
    fewest: int = FEWEST,
) -> pl.DataFrame:
    """Which campaigns promise one thing while their buyers talk about another?

    One row a campaign and topic that it does not promise, where (1) at least `fewest` first
    conversations said something, (2) the topic comes up more often in them than the promise does,
    (3) at least twice as often as in the conversations of campaigns that do not promise it, and
    (4) more than luck explains: Fisher's exact test, one-sided, at 0.05 divided by the number of
    campaign and topic pairs looked at (Bonferroni).

    Columns: campaign_id, campaign, promise, topic, value (share of its conversations that say the
    topic), low, high (95 %, Wilson), numerator, denominator, promise_share, elsewhere_share,
    p_value, unit. Sorted by p_value.
    """
    told = promised_talks(
        leads, activities, touchpoints, campaigns, topics, topic_figures, visits, users,
        opportunities, as_of=as_of, touch=touch, start=start,
    ).filter(pl.col("touches_promise").is_not_null())  # fmt: skip
    return mismatches(told, fewest=fewest)


def mismatched_campaigns(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    topic_figures: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    touch: Touch = "first",
    start: Start = "routed",
    fewest: int = FEWEST,
) -> pl.DataFrame:
    """How many campaigns promise one thing while their buyers talk about another? One row.

    Columns: n_mismatched, n_campaigns (with at least `fewest` conversations), fewest.
    """
    told = promised_talks(
        leads, activities, touchpoints, campaigns, topics, topic_figures, visits, users,
        opportunities, as_of=as_of, touch=touch, start=start,
    ).filter(pl.col("touches_promise").is_not_null())  # fmt: skip
    sizes = told.group_by("campaign_id").len().filter(pl.col("len") >= fewest)
    found = mismatches(told, fewest=fewest).get_column("campaign_id")
    return pl.DataFrame(
        {
            "n_mismatched": [found.n_unique()],
            "n_campaigns": [sizes.height],
            "fewest": [fewest],
        }
    )


def mismatches(told: pl.DataFrame, *, fewest: int = FEWEST) -> pl.DataFrame:
    """Find the mismatches among conversations: see `mismatched_promises`.

    >>> told = pl.DataFrame(
    ...     {"campaign_id": ["a"] * 20 + ["b"] * 40, "campaign": ["A"] * 20 + ["B"] * 40,
    ...      "promise": [["support"]] * 20 + [["timing"]] * 40,
    ...      "said": [["price"]] * 15 + [["support"]] * 5 + [["timing"]] * 38 + [["price"]] * 2,
    ...      "touches_promise": [False] * 15 + [True] * 43 + [False] * 2}
    ... )
    >>> mismatches(told).select("campaign_id", "topic", "numerator", "denominator").rows()
    [('a', 'price', 15.0, 20.0)]
    """
    pairs = _pairs(told).filter(pl.col("n") >= fewest)
    tested = pairs.filter(~pl.col("promise").list.contains(pl.col("topic")))
    judged = tested.with_columns(p_value=_fisher(tested))
    share, elsewhere = pl.col("k") / pl.col("n"), pl.col("k_else") / pl.col("n_else")
    found = judged.with_columns(
        value=share, promise_share=pl.col("n_touching") / pl.col("n"), elsewhere_share=elsewhere
    ).filter(
        pl.col("p_value") <= ALPHA / max(tested.height, 1),
        pl.col("value") >= TIMES * pl.col("elsewhere_share"),
        pl.col("value") > pl.col("promise_share"),
    )
    part, whole = pl.col("k"), pl.col("n")
    return found.sort("p_value", "campaign_id", "topic").select(
        *KEY, "topic", "value", wilson_low(part, whole).alias("low"),
        wilson_high(part, whole).alias("high"), part.cast(pl.Float64).alias("numerator"),
        whole.cast(pl.Float64).alias("denominator"), "promise_share", "elsewhere_share", "p_value",
        pl.lit("share").alias("unit"),
    )  # fmt: skip


def _pairs(told: pl.DataFrame) -> pl.DataFrame:
    """Count each topic in each campaign's conversations, and in those of the others.

    The others are the campaigns that do not promise the topic.
    """
    sizes = told.group_by(KEY).agg(
        pl.len().alias("n"), pl.col("touches_promise").sum().alias("n_touching")
    )
    names = told.select(topic="said").explode("topic").unique().drop_nulls()
    said = (
        told.select("campaign_id", topic=pl.col("said").list.unique())
        .explode("topic")
        .group_by("campaign_id", "topic")
        .agg(pl.len().alias("k"))
    )
    grid = sizes.join(names, how="cross").join(said, on=["campaign_id", "topic"], how="left")
    grid = grid.with_columns(pl.col("k").fill_null(0).cast(pl.Int64), pl.col("n").cast(pl.Int64))
    free = ~pl.col("promise").list.contains(pl.col("topic"))
    sums = grid.filter(free).group_by("topic").agg(pl.col("k", "n").sum().name.suffix("_all"))
    own = free.cast(pl.Int64)
    return (
        grid.join(sums, on="topic")
        .with_columns(
            k_else=pl.col("k_all") - own * pl.col("k"), n_else=pl.col("n_all") - own * pl.col("n")
        )
        .filter(pl.col("n_else") > 0)
        .sort("campaign_id", "topic")
    )


def _fisher(tested: pl.DataFrame) -> pl.Series:
    """Give the chance of at least k of n by luck, were the topic as common everywhere."""
    from scipy.stats import hypergeom  # a third of a second, only where it is needed

    k, n, others, all_others = (
        tested.get_column(name).to_numpy() for name in ("k", "n", "k_else", "n_else")
    )
    chance = hypergeom.sf(k - 1, n + all_others, k + others, n)
    return pl.Series("p_value", chance, dtype=pl.Float64)
