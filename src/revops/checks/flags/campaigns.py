"""Flags of campaigns: names that differ by a dash, dangling ids, promises not stated."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import Tables, found
from revops.checks.flags.repeats import alone
from revops.checks.flags.spelling import squeezed


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of campaigns."""
    has_promise = pl.col("promise").list.len() > 0
    return {
        "name_unique": alone(squeezed("name"), "channel"),
        "parent_known": found("parent_id", tables, "campaigns", "campaign_id"),
        "owner_known": found("owner_id", tables, "users", "user_id"),
        "content_known": found("content_id", tables, "content", "content_id"),
        # where no campaign states a promise, the export has none: nothing can be said
        "has_promise": whole(pl.when(has_promise.any()).then(has_promise.fill_null(False))),
    }
