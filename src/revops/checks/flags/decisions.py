"""Flags of decisions: who sees to them, and when one looks again."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, found, when


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of decisions."""
    is_review = pl.col("event") == "reviewed"
    return {
        "owner_known": found("owner_id", tables, "users", "user_id"),
        "review_after_event": pl.col("review_on") >= pl.col("event_at").dt.date(),
        "review_has_outcome": when(is_review, pl.col("outcome").is_not_null()),
    }
