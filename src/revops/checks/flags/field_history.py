"""Flags of changes: of which record, when, by whom, and whether anything changed."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, found


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of changes."""
    kind = pl.col("object")
    return {
        "record_known": (
            pl.when(kind == "lead")
            .then(found("object_id", tables, "leads", "lead_id"))
            .when(kind == "account")
            .then(found("object_id", tables, "accounts", "account_id"))
            .when(kind == "opportunity")
            .then(found("object_id", tables, "opportunities", "opportunity_id"))
        ),
        "changed_by_known": found("changed_by", tables, "users", "user_id"),
        "value_changed": pl.col("old_value") != pl.col("new_value"),
    }
