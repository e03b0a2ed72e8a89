"""A run that was due and did not start: written down, shown on the front page, and told."""

from collections.abc import Callable, Iterable
from datetime import datetime

from revops import history
from revops.runs.alarms import Alarm
from revops.runs.clock import now as clock
from revops.runs.front import write_front
from revops.runs.notices import send_alarms
from revops.workspace import Workspace


def not_started(
    workspace: Workspace,
    due: Iterable[tuple[str, datetime]],
    *,
    now: Callable[[], datetime] = clock,
) -> list[str]:
    """Make it seen that jobs did not start when they were due (a job's name, and when).

    What was told before is not told again; the line on the front page stands until the job runs.
    Gives what to say of the notices.
    """
    moment = now()
    history.saved(workspace.state, lambda _: None)
    fresh = history.miss(workspace.state, due, found_at=moment)
    hindered = write_front(workspace, now=moment)
    found = [Alarm("missed", due_at, job) for job, due_at in fresh]
    return [*hindered, *map(str, send_alarms(workspace, "not_started", found))]
