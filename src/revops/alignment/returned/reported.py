"""What share of people say that a channel with spend brought them?"""

from datetime import date

import polars as pl

from revops.alignment.returned.answers import answers
from revops.load.channels import channel_of
from revops.tables import TABLES


def reported_shares(
    leads: pl.DataFrame, spend: pl.DataFrame, channels: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """What share of the leads that answered named each channel with spend, or its group?

    One row is one channel: channel, reported (the name that answers have for it, by the rules of
    kind `tracked`), reported_share (of all leads that answered "how did you hear about us?").
    Channels of one group, such as paid search and organic search, share one figure.
    """
    none = TABLES["touchpoints"].empty()
    said = answers(leads, none, channels, as_of=as_of).drop_nulls("reported")
    shares = said.group_by("reported").agg((pl.len() / said.height).alias("reported_share"))
    paid = spend.filter(pl.col("cost_base") > 0).select("channel").drop_nulls().unique()
    group = channel_of(channels, "tracked", pl.col("channel"), pl.lit(None, pl.String))
    named = paid.with_columns(pl.coalesce(group, "channel").alias("reported"))
    return named.join(shares, on="reported", how="left").sort("channel")
