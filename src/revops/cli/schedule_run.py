"""schedule run and schedule once: serve the jobs, or run one now."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from revops.cli.shared import with_workspace
from revops.errors import BadParameter

if TYPE_CHECKING:
    from revops.runs import Outcome
    from revops.schedule.stopping import Stopping


def _tell(line: str) -> None:
    """Tell a line and when it was told."""
    from revops.schedule.clock import now

    click.echo(f"{now().astimezone():%Y-%m-%d %H:%M:%S} {line}", err=True)


def _moment(text: str) -> datetime | None:
    """Read the moment for which a run is made."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        found = None
    if text and (found is None or found.tzinfo is None):
        raise BadParameter(f"--due-at is '{text}'; write 2026-06-29T07:00:00-04:00")
    return found


@click.command()
@with_workspace
def run(workspace: str) -> None:
    """Serve the jobs here, until Ctrl-C or SIGTERM.

    The first signal ends it after the present step of a run, the second at once. What was missed
    while it did not run is made once.
    """
    from revops.schedule.jobs import refuse_misfits, some
    from revops.schedule.serve import serve
    from revops.schedule.stopping import Stopping, on_signals
    from revops.workspace import open_workspace

    opened = open_workspace(workspace)
    refuse_misfits(opened, some(opened))
    stopping = Stopping()
    with on_signals(stopping):
        serve(opened, stopping=stopping, tell=_tell)


@click.command()
@click.argument("job")
@with_workspace
@click.option("--due-at", default="", hidden=True, help="The due moment that the run is made for.")
@click.option("--verbose", "-v", is_flag=True, help="Tell each step and its seconds.")
def once(job: str, workspace: str, due_at: str, verbose: bool) -> None:
    """Run one JOB now; what another scheduler calls.

    A fault that may pass by itself is tried again, as the job says. Prints the index pages; the
    exit code is that of `revops run`.
    """
    from revops.schedule.stopping import STOPPED, Stopped, Stopping, on_signals

    stopping = Stopping()
    try:
        with on_signals(stopping, second_interrupts=True):
            outcome = _once(workspace, job, _moment(due_at), stopping, verbose=verbose)
    except Stopped as stopped:
        _tell(f"{job}: {stopped}")
        sys.exit(STOPPED)
    for message in outcome.messages:
        click.echo(f"revops: {message}", err=True)
    for index in outcome.indexes:
        click.echo(str(index))
    sys.exit(outcome.exit_code)


def _once(
    workspace: str, job: str, due_at: datetime | None, stopping: "Stopping", *, verbose: bool
) -> "Outcome":
    """Run a job for a due moment: the one given, else the one that is open."""
    from revops.report.progress import steps
    from revops.runs.carry_out import carry_out
    from revops.runs.refused import Begun
    from revops.runs.refused import opened as opened_for
    from revops.schedule.clock import now
    from revops.schedule.jobs import named
    from revops.schedule.once import due_now
    from revops.schedule.once import once as run_once

    opened = opened_for(workspace, Begun("schedule", job, due_at), tell=_tell)
    timed = named(opened, job)
    due = due_at or due_now(opened, timed, now())
    with steps(verbose=verbose) as say:
        return run_once(
            opened, timed, due, carry=carry_out, stopping=stopping, tell=_tell, say=say, now=now
        )
