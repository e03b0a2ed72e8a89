"""Flags: columns computed for the checks that look at several rows or tables.

One file a table, each with `flags(tables, as_of)`: a name and what computes it for each flag.
`every` has those of any table, by its columns.
A flag is true where all is well, false where it is not, and null where nothing can be said (the
other table is absent, the cell is blank). The suite then expects the flag to be true. What is
agreed stands beside the tables, as `stages` and `sla`; flags that need a metric are not made here.

>>> flag_names("spend")[:2]
('campaign_known', 'spent_by_as_of')
"""

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

from revops import store
from revops.checks.flags import (
    accounts,
    activities,
    campaigns,
    customers,
    decisions,
    every,
    experiments,
    feedback,
    field_history,
    leads,
    opportunities,
    opportunity_people,
    rates,
    spend,
    stage_history,
    touchpoints,
)
from revops.checks.flags.over_rows import Flag, all_judged, reads
from revops.checks.flags.parts import Flags, Tables
from revops.checks.rows import Rows

FLAGS: Mapping[str, Flags] = {
    "accounts": accounts.flags,
    "leads": leads.flags,
    "opportunities": opportunities.flags,
    "opportunity_people": opportunity_people.flags,
    "stage_history": stage_history.flags,
    "field_history": field_history.flags,
    "activities": activities.flags,
    "campaigns": campaigns.flags,
    "touchpoints": touchpoints.flags,
    "spend": spend.flags,
    "feedback": feedback.flags,
    "customers": customers.flags,
    "decisions": decisions.flags,
    "rates": rates.flags,
    "experiments": experiments.flags,
}


def flags_of(table: str, tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of a table: its own, then those of every table, not yet computed."""
    own = FLAGS[table](tables, as_of) if table in FLAGS else {}
    return {**own, **every.flags(table, tables, as_of)}


def flag_names(table: str) -> tuple[str, ...]:
    """List the flags of a table."""
    return tuple(flags_of(table, {}, date.min))


def with_flags(
    table: str, tables: Tables, as_of: date, wanted: Collection[str] | None = None
) -> Rows:
    """Add a table's flags, or those that are wanted; one whose own columns are missing is not."""
    frame = store.unread(tables)[table]
    columns = set(frame.collect_schema())
    made = flags_of(table, tables, as_of)
    asked = made if wanted is None else {name: made[name] for name in made if name in wanted}
    known = {name: flag for name, flag in asked.items() if reads(flag) <= columns}
    return Rows(frame, pl.DataFrame(all_judged(frame, known)))


__all__ = ["FLAGS", "flag_names", "flags_of", "with_flags"]
