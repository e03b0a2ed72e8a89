"""What leads that were handed over can be cut by, beyond their own columns."""

from collections.abc import Sequence

import polars as pl

from revops.metrics.arrival import ARRIVALS, with_arrival
from revops.metrics.grouping import segmented
from revops.metrics.owner_team import OWNER_TEAM, with_owner_team
from revops.workspace.agreement import Sla

#: What the segments that a lead has no column for are made from.
_FROM = ("lead_id", "owner_id", "start_at")


def narrowed(started: pl.DataFrame, by: Sequence[str], *also: str) -> pl.DataFrame:
    """Keep the columns that segments are made from, and some more: rows are then cheap to copy.

    >>> started = pl.DataFrame({"lead_id": ["ana"], "company": ["Aurora"], "is_due": [True]})
    >>> narrowed(started, [], "is_due").columns
    ['lead_id', 'is_due']
    """
    if not {*by} <= {*started.columns, *ARRIVALS, OWNER_TEAM}:
        return started  # so that whoever refuses a column can name those that there are
    wanted = {*_FROM, *by, *also}
    return started.select(name for name in started.columns if name in wanted)


def handover_segments(
    started: pl.DataFrame, users: pl.DataFrame | None, sla: Sla, by: Sequence[str]
) -> pl.DataFrame:
    """Make the columns to cut by: the lead's own, owner_team, and the arrival's.

    Rows stay as many, whatever is asked for. Takes start_at.

    >>> from datetime import datetime
    >>> started = pl.DataFrame({"lead_id": ["ana"], "start_at": [datetime(2026, 6, 26, 9, 40)]})
    >>> handover_segments(started, None, Sla(), ["arrival_hour"])["arrival_hour"].item()
    '09:00'
    """
    if OWNER_TEAM in by:
        started = with_owner_team(started, users)
    if set(ARRIVALS) & set(by):
        started = with_arrival(started, sla)
    return segmented(started, by)
