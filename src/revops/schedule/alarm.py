"""Say aloud what nobody would notice: a run that did not start, or that was killed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import polars as pl

from revops import history
from revops.runs.alarms import Alarm
from revops.runs.front import write_front
from revops.runs.not_started import not_started
from revops.runs.notices import send_alarms
from revops.schedule.overdue import Missed
from revops.workspace import Workspace

Tell = Callable[[str], None]


def raised(workspace: Workspace, missed: Sequence[Missed], now: datetime, tell: Tell) -> None:
    """Write down, show on the front page and send what was missed and what was killed, once each.

    Each part that fails (a folder that cannot be written) is told, and stops nothing.
    """
    due = [(each.timed.name, each.due_at) for each in missed]
    parts = [partial(not_started, workspace, due, now=lambda: now)] if due else []
    for part in (*parts, partial(_killed, workspace, now)):
        try:
            for line in part():
                tell(line)
        except Exception as error:
            tell(f"it could not be written down or told: {type(error).__name__}: {error}")


def _killed(workspace: Workspace, now: datetime) -> list[str]:
    """Tell of runs of the schedule whose process is gone."""
    stopped = history.settle(workspace.state).filter(pl.col("trigger") == "schedule").to_dicts()
    if not stopped:
        return []
    told = [Alarm("stopped", each["started_at"], each["job"] or "") for each in stopped]
    return [*write_front(workspace, now=now), *map(str, send_alarms(workspace, "failed", told))]
