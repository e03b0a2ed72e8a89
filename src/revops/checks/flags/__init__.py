"""Flags: columns computed for the checks that look at several rows or tables.

One file a table, each with `flags(tables, as_of)`: a name and what computes it for each flag.
A flag is true where all is well, false where it is not, and null where nothing can be said (the
other table is absent, the cell is blank). The suite then expects the flag to be true. Flags
that need the agreement or a metric are not made here.

>>> flag_names("spend")[:2]
('campaign_known', 'spent_by_as_of')
"""

from collections.abc import Collection, Mapping
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
from revops.checks.flags.over_rows import all_judged, reads
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


def with_flags(
    table: str, tables: Tables, as_of: date, wanted: Collection[str] | None = None
) -> pl.DataFrame:
    """Add a table's flags, or those that are wanted; one whose own columns are missing is not."""
    frame = tables[table]
    made = FLAGS[table](tables, as_of) if table in FLAGS else {}
    asked = made if wanted is None else {name: made[name] for name in made if name in wanted}
    known = {name: flag for name, flag in asked.items() if reads(flag) <= set(frame.columns)}
    return frame.with_columns(all_judged(frame, known))


__all__ = ["FLAGS", "flag_names", "with_flags"]
