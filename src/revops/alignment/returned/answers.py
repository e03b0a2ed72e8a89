"""What people say brought them, beside the first touch that was tracked: one row a lead."""

from datetime import date

import polars as pl

from revops.load.channels import channel_of
from revops.metrics.metric import NotComputable
from revops.metrics.people import people
from revops.text import N_

#: Answers that no rule names, and those of fewer than five people.
OTHER = "other_answer"
FEWEST = 5
_NONE = pl.lit(None, pl.String)


def answers(
    leads: pl.DataFrame,
    touchpoints: pl.DataFrame | pl.LazyFrame,
    channels: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """One row is one lead that answered or has a tracked touch: lead_id, reported, tracked.

    `reported` is the lead's answer by the rules of kind `answer` in agreement/channels.csv;
    `other_answer` where none names it, or fewer than five leads gave it; null without an answer.
    `tracked` is the channel of the lead's earliest touch by marketing, by the rules of kind
    `tracked`, which say under which name a channel is compared (someone who answers "Google"
    does not know which search it was), else its own name; null where no touch is tracked.
    """
    if channels.filter(pl.col("kind") == "answer").is_empty():
        raise NotComputable(N_("agreement/channels.csv has no row of the kind answer"))
    found = people(leads, as_of)
    if "self_reported_source" not in found.columns:
        raise NotComputable(N_("no lead says how it heard of us"))
    said = pl.col("self_reported_source").str.strip_chars().replace("", None)
    named = channel_of(channels, "answer", said, _NONE).fill_null(OTHER)
    answered = found.select("lead_id", pl.when(said.is_not_null()).then(named).alias("reported"))
    if answered.get_column("reported").null_count() == answered.height:
        raise NotComputable(N_("no lead says how it heard of us"))
    first = _first_touches(touchpoints, channels)
    both = answered.join(first, on="lead_id", how="left", maintain_order="left")
    answer = pl.col("reported")
    few = answer.is_not_null() & (pl.len().over("reported") < FEWEST)
    told = both.with_columns(pl.when(few).then(pl.lit(OTHER)).otherwise(answer).alias("reported"))
    return told.filter(pl.any_horizontal(answer.is_not_null(), pl.col("tracked").is_not_null()))


def _first_touches(
    touchpoints: pl.DataFrame | pl.LazyFrame, channels: pl.DataFrame
) -> pl.DataFrame:
    """Give the channel of each lead's earliest touch, under the name it is compared by."""
    dated = touchpoints.lazy().drop_nulls(["lead_id", "occurred_at", "channel"])
    first = pl.col("channel").sort_by("occurred_at", "touchpoint_id").first()
    found = dated.group_by("lead_id").agg(first.alias("own")).collect(engine="streaming")
    name = pl.coalesce(channel_of(channels, "tracked", pl.col("own"), _NONE), "own")
    return found.select("lead_id", name.alias("tracked"))
