"""load, check and list: what came in, whether it holds, and what there is."""

import sys

import click

from revops.cli.shared import day_of, with_as_of, with_workspace


@click.command()
@with_workspace
def load(workspace: str) -> None:
    """Read the exports into a snapshot; the same files twice make nothing new."""
    from revops.load import load as load_exports
    from revops.workspace import open_workspace

    snapshot = load_exports(open_workspace(workspace))
    for name, frame in snapshot.tables.items():
        click.echo(f"{name:<20} {frame.height:>9,} rows")
    if snapshot.rejected.height:
        click.echo(f"{snapshot.rejected.height} cells or rows were set aside:")
    for bad in snapshot.rejected.head(20).to_dicts():
        click.echo(f"  {bad['from_file']} row {bad['from_row']}: {bad['reason']} ({bad['table']})")
    click.echo(f"snapshot {snapshot.name}")


@click.command()
@with_workspace
@with_as_of
def check(workspace: str, as_of: str) -> None:
    """Check the data; exit with 1 when a critical check blocks a metric."""
    from revops.report.evidence import Evidence
    from revops.report.prepare import prepare
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    day = day_of(place, as_of)
    evidence = Evidence(*prepare(place, as_of=day), day)
    failed = evidence.failed_checks()
    for found in failed.to_dicts():
        rows = (
            "" if found["n_failed"] is None else f"{found['n_failed']} of {found['n_rows']} rows. "
        )
        click.echo(f"{found['severity']:<9}{found['table']}: {rows}{found['description']}")
    click.echo(f"{evidence.checks().height} checks, {failed.height} found something")
    for name, reason in evidence.checked.blocked.items():
        click.echo(f"blocked: {name}: {reason}", err=True)
    sys.exit(1 if evidence.checked.blocked else 0)


@click.command("list")
@click.argument("what", default="reports", metavar="[WHAT]")
@with_workspace
def list_(what: str, workspace: str) -> None:
    """List what there is: reports, tables, sources, models, metrics or loads."""
    from revops.report.listing import listing

    for line in listing(what, workspace):
        click.echo(line)
