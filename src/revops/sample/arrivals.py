"""Which touches happen, and which of them makes a person a lead."""

import polars as pl

from revops.sample.calendar import BEFORE
from revops.sample.channels import CHANNELS, FADE
from revops.sample.stories import Stories
from revops.sample.story import DROPPED_CHANNELS, WEEKS_FROM, WEEKS_TO, days


def switch_off(touches: pl.DataFrame, channel: str | None) -> pl.DataFrame:
    """Take a channel away: some of its touches come as direct visits, the rest never come."""
    if channel is None:
        return touches
    is_off = pl.col("channel") == channel
    comes_anyway = pl.col("u_sub") < CHANNELS[channel].substitution
    return touches.filter(~is_off | comes_anyway).with_columns(
        channel=pl.when(is_off).then(pl.lit("direct")).otherwise(pl.col("channel")),
        campaign_id=pl.when(is_off).then(None).otherwise(pl.col("campaign_id")),
    )


def lost_touches(touches: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Lose a share of the search ads' touches for some weeks, where that story is told."""
    if "leads_drop" not in stories:
        return touches
    first, end = days(WEEKS_FROM, WEEKS_TO)
    drops = pl.col("channel").is_in(DROPPED_CHANNELS) & (pl.col("day") >= first)
    luck = pl.col("u_tag") * 4096 % 1
    return touches.filter(~drops | (pl.col("day") >= end) | (luck >= stories.size("leads_drop")))


def arrive(touches: pl.DataFrame, people: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Keep the touches that can happen, with `created`: the day the person became a lead.

    Tracking begins on day 0 in a young company, long before in another. Retargeting needs an
    earlier visit, e-mail needs an address. A person becomes a lead at the
    first form, or when sales writes first.
    """
    is_open = ~pl.col("channel").is_in(["retargeting", "email"])
    first_seen = pl.col("day").filter(is_open).min().over("person")
    begins = 0.0 if "young_company" in stories else -BEFORE
    seen = touches.filter(pl.col("day") >= begins).filter(
        (pl.col("channel") != "retargeting") | (pl.col("day") > first_seen)
    )
    forms = seen.filter("is_form").group_by("person").agg(form_day=pl.col("day").min())
    created = people.join(forms, on="person", how="left", maintain_order="left").select(
        "person", created=pl.min_horizontal("form_day", "prospect_day")
    )
    return (
        seen.join(created, on="person", how="left", maintain_order="left")
        .filter((pl.col("channel") != "email") | (pl.col("day") > pl.col("created")))
        .sort("person", "day", "channel")
    )


def effect(name: str, over: str) -> pl.Expr:
    """Sum the effects so far of one step over a person's or an account's touches.

    The n-th touch of a channel adds `effect * FADE ** (n - 1)`. The frame is sorted in time.
    """
    first = {channel.name: float(getattr(channel, name)) for channel in CHANNELS.values()}
    nth = pl.int_range(pl.len()).over(over, "channel")
    size = pl.col("channel").replace_strict(first, default=0.0, return_dtype=pl.Float64)
    return (size * pl.lit(FADE).pow(nth)).cum_sum().over(over)
