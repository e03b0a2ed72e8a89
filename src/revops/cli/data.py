"""load, check and list: what came in, whether it holds, and what there is."""

import sys

import click

from revops.cli.shared import day_of, with_as_of, with_workspace

#: How many cells or rows that were set aside are named on the terminal.
SHOWN = 20


@click.command()
@with_workspace
def load(workspace: str) -> None:
    """Read the exports into a snapshot; the same files twice make nothing new."""
    from revops.load import load as load_exports
    from revops.workspace import open_workspace

    snapshot = load_exports(open_workspace(workspace))
    for name, frame in snapshot.tables.items():
        click.echo(f"{name:<20} {frame.height:>9,} rows")
    if aside := snapshot.rejected.height:
        click.echo(f"Set aside: {aside}. Mend them where the export comes from, then load again:")
    for bad in snapshot.rejected.head(SHOWN).to_dicts():
        place = f"{bad['from_file']} row {bad['from_row']}"
        cell = f"{bad['table']}.{bad['column']}" if bad["column"] else f"a row of {bad['table']}"
        click.echo(f"  {place}: {cell}: {bad['reason']}")
    if aside > SHOWN:
        click.echo(f"  and {aside - SHOWN} more: the report data_quality counts them all")
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
        click.echo(f"blocked: {name.replace('table:', 'all from ')}: {reason}", err=True)
    sys.exit(1 if evidence.checked.blocked else 0)


@click.command("list")
@click.argument("what", default="reports", metavar="[WHAT]")
@with_workspace
def list_(what: str, workspace: str) -> None:
    """List what there is: reports, tables, sources, models, metrics or loads."""
    from revops.report.listing import listing

    for line in listing(what, workspace):
        click.echo(line)
