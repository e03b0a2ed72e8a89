"""What leads that were handed over can be cut by, beyond their own columns."""

from collections.abc import Sequence

import polars as pl

from revops.metrics.arrival import ARRIVALS, with_arrival
from revops.metrics.grouping import segmented
from revops.metrics.owner_team import OWNER_TEAM, with_owner_team
from revops.workspace.agreement import Sla


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
