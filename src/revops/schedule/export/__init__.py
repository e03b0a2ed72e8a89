"""The jobs as entries for a scheduler that is there already: cron, systemd, Windows, GitHub.

Each entry calls `revops schedule once JOB`, so that history, retries and delivery are the same
whoever keeps the time.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from revops.schedule.export import crontab, github, systemd, task_scheduler
from revops.schedule.export.entry import Entry
from revops.schedule.jobs import Timed
from revops.workspace import Workspace

Writer = Callable[[Workspace, Sequence[Timed], datetime], list[Entry]]
WRITERS: Mapping[str, Writer] = {
    "cron": crontab.entries,
    "systemd": systemd.entries,
    "task-scheduler": task_scheduler.entries,
    "github": github.entries,
}


def exported(
    scheduler: str, workspace: Workspace, jobs: Sequence[Timed], now: datetime
) -> list[Entry]:
    """Give the files of one scheduler for some jobs."""
    return WRITERS[scheduler](workspace, jobs, now)


__all__ = ["WRITERS", "Entry", "exported"]
