"""What is talked about where a topic was promised? The grid of promise against topic said."""

from datetime import date

import polars as pl

from revops.alignment.coherence.by_campaign import promised_talks
from revops.alignment.coherence.promised import Touch
from revops.metrics.figures import share
from revops.metrics.handovers import Start


def promises_and_topics(
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
) -> pl.DataFrame:
    """One row a topic promised and a topic said: in what share of first conversations it came up.

    Columns: promised_topic, topic, value, low, high (95 %, Wilson), numerator, denominator
    (journeys whose campaign promised it and whose first conversation said something), unit.
    Every pair of a promised and a said topic has a row; a journey with two topics counts in both.
    """
    told = promised_talks(
        leads, activities, touchpoints, campaigns, topics, topic_figures, visits, users,
        opportunities, as_of=as_of, touch=touch, start=start,
    ).filter(pl.col("touches_promise").is_not_null())  # fmt: skip
    long = told.select("said", promised_topic=pl.col("promise").list.unique())
    long = long.explode("promised_topic")
    sizes = long.group_by("promised_topic").agg(pl.len().alias("n_all"))
    said = long.select("promised_topic", topic=pl.col("said").list.unique()).explode("topic")
    counts = said.group_by("promised_topic", "topic").agg(pl.len().alias("n"))
    names = said.select("topic").unique().drop_nulls()
    grid = sizes.join(names, how="cross").join(counts, on=["promised_topic", "topic"], how="left")
    return (
        grid.with_columns(pl.col("n").fill_null(0))
        .sort("promised_topic", "topic")
        .select("promised_topic", "topic", *share("n", "n_all"), pl.lit("share").alias("unit"))
    )
