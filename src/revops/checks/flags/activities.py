"""Flags of activities: with whom, by whom, when, and whether it was written down twice."""

from datetime import date

import polars as pl

from revops.checks.flags.late import late
from revops.checks.flags.machines import is_machine
from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import Tables, all_found, by_day, found, in_order, looked_up, when
from revops.checks.flags.repeats import first_of

MIDNIGHT = pl.time(0, 0)


def _meeting_has_outcome(as_of: date) -> pl.Expr:
    """Say whether a past meeting has an outcome; nothing where no meeting has one."""
    is_past_meeting = (pl.col("kind") == "meeting") & by_day("occurred_at", as_of)
    has_outcome = pl.col("outcome").is_not_null()
    return when(is_past_meeting & (is_past_meeting & has_outcome).any(), has_outcome)


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of activities."""
    created = looked_up("lead_id", tables, "leads", "lead_id", "created_at")
    linked = pl.col("lead_id").is_not_null() | pl.col("opportunity_id").is_not_null()
    return {
        "is_linked": linked,
        "lead_known": all_found("lead_id", tables, "leads", "lead_id"),
        "deal_known": found("opportunity_id", tables, "opportunities", "opportunity_id"),
        "user_known": found("user_id", tables, "users", "user_id"),
        "user_active": looked_up("user_id", tables, "users", "user_id", "is_active"),
        "occurred_by_as_of": by_day("occurred_at", as_of),
        "after_lead_created": in_order(created, pl.col("occurred_at")),
        "meeting_has_outcome": whole(_meeting_has_outcome(as_of)),
        "has_time_of_day": pl.col("occurred_at").dt.time() != MIDNIGHT,
        "user_is_person": late(
            lambda: when(~pl.col("is_automated").fill_null(False), ~is_machine("user_id", tables)),
            "user_id",
            "is_automated",
        ),
        "not_repeated": first_of("kind", "lead_id", "user_id", "occurred_at"),
    }
