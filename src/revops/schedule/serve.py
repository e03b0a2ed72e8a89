"""Serve the schedule of a workspace in the foreground, each run in a process of its own."""

from collections.abc import Callable
from datetime import datetime

from revops.report.folder import locked
from revops.schedule.at_work import Serving
from revops.schedule.child import command_of, run_child
from revops.schedule.clock import now as clock
from revops.schedule.jobs import Timed, some
from revops.schedule.stopping import STOPPED, Stopping
from revops.schedule.store import opened
from revops.workspace import Workspace

#: The longest that a run may take.
RUN_MINUTES = 360.0


def serve(workspace: Workspace, *, stopping: Stopping, tell: Callable[[str], None]) -> None:
    """Serve the jobs of a workspace until an end is asked for; a second scheduler is refused."""
    jobs = some(workspace)

    def run(each: Timed, due_at: datetime) -> int:
        command = command_of(workspace.root, each.name, due_at)
        code = run_child(command, stopping=stopping, tell=tell, minutes=RUN_MINUTES)
        return STOPPED if code < 0 and stopping.is_asked else code

    state = workspace.state
    doing, advice = "another scheduler serves this workspace", "One is enough: end that one first"
    with (
        locked(state / "schedule", what="the schedule", doing=doing, advice=advice, tell=tell),
        opened(state, tell) as scheduler,
    ):
        for each in jobs:
            tell(f"{each.name}: next due {each.told(each.next_due(clock()))} ({each.zone})")
        Serving(workspace, scheduler, tell, run=run).go_on(stopping)
        tell("ended, as it was asked to")
