"""Flags of experiments: what was measured, and whether the interval holds the lift."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, found


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of experiments."""
    lift = pl.col("lift")
    return {
        "has_subject": pl.col("channel").is_not_null() | pl.col("campaign_id").is_not_null(),
        "campaign_known": found("campaign_id", tables, "campaigns", "campaign_id"),
        "lift_in_interval": (lift >= pl.col("low")) & (lift <= pl.col("high")),
    }
