"""check: whether the data hold, for people, for machines, and as a list of what to mend."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revops.cli.shared import day_of, with_as_of, with_load, with_workspace
from revops.errors import RevopsError

if TYPE_CHECKING:
    from revops.report.checking import Checking


@click.command()
@with_workspace
@with_as_of
@with_load
@click.option("--json", "as_json", is_flag=True, help="Tell everything as JSON, for machines.")
@click.option(
    "--fix-list",
    default="",
    metavar="FILE",
    help="Write the rows to mend: FILE.xlsx with one sheet a team, or FILE.csv.",
)
def check(workspace: str, as_of: str, load_name: str, as_json: bool, fix_list: str) -> None:
    """Check the data; exit with 1 when a critical check blocks a metric.

    \b
    Exit codes:
      0  no metric is blocked (there may be warnings, and rows set aside)
      1  a critical check blocks a metric
      2  wrong usage, settings or input: nothing could be checked, or a file not be written
    """
    try:
        found, files = _found(workspace, as_of, load_name, fix_list)
    except RevopsError as error:
        if not as_json:
            raise
        _tell_error(error)
    if as_json:
        _tell_document(found, files)
    else:
        _tell_lines(found, files)
    sys.exit(found.exit_code)


def _found(
    workspace: str, as_of: str, load_name: str, fix_list: str
) -> tuple["Checking", list[Path]]:
    """Check a workspace, and write the list of what to mend where it is asked for."""
    from revops.report.checking import Checking
    from revops.report.fix_book import refuse_kind
    from revops.workspace import open_workspace

    if fix_list:
        refuse_kind(Path(fix_list))
    place = open_workspace(workspace)
    found = Checking(place, day_of(place, as_of, load_name), load_name)
    return found, found.write_fix_list(Path(fix_list)) if fix_list else []


def _tell_lines(found: "Checking", files: list[Path]) -> None:
    for line in found.lines():
        click.echo(line)
    for path in files:
        click.echo(f"wrote {path}")
    for line in found.blocked_lines():
        click.echo(line, err=True)


def _tell_document(found: "Checking", files: list[Path]) -> None:
    from revops.report.check_json import written

    click.echo(written(found.document(files)))


def _tell_error(error: RevopsError) -> None:
    """Say as JSON why nothing could be checked, and exit."""
    from revops.report.check_json import error_object, written

    click.echo(written(error_object(error)))
    sys.exit(error.exit_code)
