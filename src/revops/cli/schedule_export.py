"""schedule export: the jobs as entries for a scheduler that is there already."""

from pathlib import Path

import click

from revops.cli.shared import with_workspace

FORMATS = ("cron", "systemd", "task-scheduler", "github")


@click.command()
@click.argument("scheduler", type=click.Choice(FORMATS))
@click.argument("job", default="")
@with_workspace
@click.option("--out", default="", metavar="DIR", help="Write the files into a folder.")
def export(scheduler: str, job: str, workspace: str, out: str) -> None:
    """Print entries for another scheduler: every job, or one JOB.

    \b
    revops schedule export cron
    revops schedule export systemd --out ~/.config/systemd/user
    """
    from revops.schedule.clock import now
    from revops.schedule.export import exported
    from revops.schedule.jobs import named, refuse_misfits, some
    from revops.schedule.since import known_since
    from revops.workspace import open_workspace

    opened = open_workspace(workspace)
    jobs = [named(opened, job)] if job else some(opened)
    refuse_misfits(opened, jobs)
    known_since(opened.state, some(opened), now())
    files = exported(scheduler, opened, jobs, now())
    for each in files:
        if out:
            click.echo(str(each.write(Path(out).expanduser())))
        else:
            click.echo(each.shown(alone=len(files) == 1))
