"""How many conversations were read, and how well: what stands beside the coherence figures."""

from datetime import date

import polars as pl

from revops.alignment.coherence.conversations import first_conversations
from revops.alignment.coherence.readable import LEAST_RIGHT, reading
from revops.metrics.handovers import Start
from revops.metrics.wilson import wilson_high, wilson_low


def conversations_read(
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
    """How many first conversations have topics, and from where? One row; see `reading`."""
    talks = first_conversations(
        leads, activities, topics, visits, users, opportunities, as_of=as_of, start=start
    )
    return reading(talks)


def reader_figures(topic_figures: pl.DataFrame) -> pl.DataFrame:
    """How well are notes read? One row a topic, by name.

    Columns: topic, precision_share, precision_low_share, precision_high_share, recall_share,
    recall_low_share, recall_high_share (95 %, Wilson), n_labelled, n_read,
    is_enough (both are at least 0.8), measured_on (`own`: the workspace's
    labels; `shipped`: the project's own notes).
    """
    right, read, labelled = (pl.col(name) for name in ("n_right", "n_read", "n_labelled"))
    return topic_figures.sort("topic").select(
        "topic",
        pl.when(read > 0).then(right / read).alias("precision_share"),
        wilson_low(right, read).alias("precision_low_share"),
        wilson_high(right, read).alias("precision_high_share"),
        pl.when(labelled > 0).then(right / labelled).alias("recall_share"),
        wilson_low(right, labelled).alias("recall_low_share"),
        wilson_high(right, labelled).alias("recall_high_share"),
        "n_labelled",
        "n_read",
        is_enough=(read > 0)
        & (labelled > 0)
        & (right >= LEAST_RIGHT * read)
        & (right >= LEAST_RIGHT * labelled),
        measured_on="measured_on",
    )
