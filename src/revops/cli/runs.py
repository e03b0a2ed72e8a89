"""runs: which runs there were, and how one of them went."""

import click

from revops.cli.shared import with_workspace


@click.command()
@click.argument("run_id", type=int, required=False, metavar="[RUN]")
@with_workspace
@click.option("--limit", default=20, show_default=True, metavar="N", help="How many runs to list.")
@click.option("--json", "is_json", is_flag=True, help="The same for programmes.")
def runs(run_id: int | None, workspace: str, limit: int, is_json: bool) -> None:
    """List the runs, the newest first; or tell one by its number.

    RUN is the number of a run: its inputs with hashes and ages, steps, checks, pages and log.
    """
    from revops.runs.listing import list_lines, run_lines
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    if run_id is None:
        lines = list_lines(place, limit=limit, is_json=is_json)
    else:
        lines = run_lines(place, run_id, is_json=is_json)
    for line in lines:
        click.echo(line)
