"""Flags of roles: on deals and of people that are there."""

from datetime import date

from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, found


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of roles."""
    return {
        "deal_known": found("opportunity_id", tables, "opportunities", "opportunity_id"),
        "lead_known": found("lead_id", tables, "leads", "lead_id"),
    }
