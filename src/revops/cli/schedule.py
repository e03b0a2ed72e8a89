"""schedule: which jobs run when, serving them, and entries for another scheduler."""

import sys
from typing import TYPE_CHECKING

import click

from revops.cli.schedule_export import export
from revops.cli.schedule_run import once, run
from revops.cli.shared import with_workspace

if TYPE_CHECKING:
    from revops.workspace import Workspace


@click.group()
def schedule() -> None:
    """Run reports unattended: the jobs of revops.toml, by this scheduler or another."""


def _opened(folder: str) -> "Workspace":
    """Open a workspace whose jobs can run."""
    from revops.schedule.jobs import refuse_misfits, timed
    from revops.workspace import open_workspace

    workspace = open_workspace(folder)
    refuse_misfits(workspace, timed(workspace))
    return workspace


@schedule.command()
@click.option("-n", "n", default=3, show_default=True, help="How many next runs of each job.")
@with_workspace
def show(n: int, workspace: str) -> None:
    """Print each job: what it makes, its next runs, how its last one went."""
    from revops.schedule.clock import now
    from revops.schedule.state import states

    moment = now()
    for each in states(_opened(workspace), moment):
        for line in each.lines(moment, max(n, 0)):
            click.echo(line)


@schedule.command()
@with_workspace
def check(workspace: str) -> None:
    """Say whether all is well, for a monitor; a run that did not start is written down.

    \b
    0  each job's last due run began and went well
    1  a critical check blocks a number of a last run
    3  a due run did not start, or a last run failed
    """
    from revops.schedule.alarm import raised
    from revops.schedule.clock import now
    from revops.schedule.state import states

    opened, moment = _opened(workspace), now()
    found = states(opened, moment)
    for each in found:
        click.echo(each.fact)
    missed = [each.missed for each in found if each.missed]
    raised(opened, missed, moment, lambda line: click.echo(f"revops: {line}", err=True))
    sys.exit(max(each.exit_code for each in found))


for command in (run, once, export):
    schedule.add_command(command)
