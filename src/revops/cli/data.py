"""load and list: what came in, and what there is."""

from typing import TYPE_CHECKING

import click

from revops.cli.allocator import keep_memory_at_hand
from revops.cli.shared import day_of, with_workspace

if TYPE_CHECKING:
    from revops.store import Snapshot
    from revops.workspace import Workspace


@click.command()
@with_workspace
@click.option("--ledger", is_flag=True, help="Tell file by file what became of each row.")
def load(workspace: str, ledger: bool) -> None:
    """Read the exports into a snapshot; the same files twice make nothing new."""
    keep_memory_at_hand()
    from revops.load import load as load_exports
    from revops.load.aside import aside_lines
    from revops.load.summary import ledger_lines, summary
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    snapshot = load_exports(place)
    for line in summary(snapshot, place.settings):
        click.echo(line)
    for line in ledger_lines(snapshot) if ledger else ():
        click.echo(f"  {line}")
    _tell_age(place, snapshot)
    for line in aside_lines(snapshot.rejected):
        click.echo(line)
    click.echo(f"snapshot {snapshot.name}")


def _tell_age(workspace: "Workspace", snapshot: "Snapshot") -> None:
    """Name the source whose newest record is the oldest."""
    from revops.checks import oldest, source_ages
    from revops.store import scans

    day, zone = day_of(workspace, ""), workspace.settings.zone
    ages = source_ages(scans(snapshot), snapshot.files, as_of=day, zone=zone)
    if found := oldest(ages):
        source, days = found
        click.echo(f"Oldest source: {source}, its newest record is {days} days old on {day}")


@click.command("list")
@click.argument("what", default="reports", metavar="[WHAT]")
@with_workspace
@click.option("--long", "is_long", is_flag=True, help="Metrics with definition, source and hash.")
@click.option("--json", "is_json", is_flag=True, help="The same for programmes.")
def list_(what: str, workspace: str, is_long: bool, is_json: bool) -> None:
    """List what there is.

    WHAT is reports, tables, sources, models, metrics, loads, or suggestions: pairs of records that
    may be one, in the columns of agreement/same.csv.
    """
    from revops.report.listing import listing

    for line in listing(what, workspace, is_long=is_long, is_json=is_json):
        click.echo(line)
