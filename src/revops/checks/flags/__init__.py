"""Flags: columns computed for the checks that look at several rows or tables.

One file a table, each with `flags(tables, as_of)`: a name and an expression for each flag. A
flag is true where all is well, false where it is not, and null where nothing can be said (the
other table is absent, the cell is blank). The suite then expects the flag to be true. Flags
that need the agreement or a metric are not made here.

>>> flag_names("spend")[:2]
('campaign_known', 'spent_by_as_of')
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops.checks.flags import (
    accounts,
    activities,
    campaigns,
    leads,
    opportunities,
    spend,
    stage_history,
    touchpoints,
)
from revops.checks.flags.parts import Flags, Tables

FLAGS: Mapping[str, Flags] = {
    "accounts": accounts.flags,
    "leads": leads.flags,
    "opportunities": opportunities.flags,
    "stage_history": stage_history.flags,
    "activities": activities.flags,
    "campaigns": campaigns.flags,
    "touchpoints": touchpoints.flags,
    "spend": spend.flags,
}


def flag_names(table: str) -> tuple[str, ...]:
    """List the flags of a table."""
    return tuple(FLAGS[table]({}, date.min)) if table in FLAGS else ()


def with_flags(table: str, tables: Tables, as_of: date) -> pl.DataFrame:
    """Add a table's flags; one whose own columns are missing is left out."""
    frame = tables[table]
    made = FLAGS[table](tables, as_of) if table in FLAGS else {}
    return frame.with_columns(
        expr.alias(name)
        for name, expr in made.items()
        if set(expr.meta.root_names()) <= set(frame.columns)
    )


__all__ = ["FLAGS", "flag_names", "with_flags"]
