"""sample and lab: a company to try, and JupyterLab."""

import sys
from pathlib import Path

import click

from revops.cli.shared import with_workspace


@click.command()
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same bytes.")
@click.option("--leads", default=5000, show_default=True, help="How many leads.")
@click.option(
    "--out", default="data/sample", show_default=True, metavar="DIR", help="Where to write it."
)
def sample(seed: int, leads: int, out: str) -> None:
    """Write a small made-up company's exports."""
    from revops.sample import write_sample

    for path in write_sample(Path(out), seed=seed, n_leads=leads):
        click.echo(str(path))


@click.command(context_settings={"ignore_unknown_options": True})
@with_workspace
@click.argument("arguments", nargs=-1)
def lab(workspace: str, arguments: tuple[str, ...]) -> None:
    """Open the notebooks in JupyterLab, with the revops kernel."""
    from revops.report.lab import open_lab
    from revops.workspace import open_workspace

    sys.exit(open_lab(open_workspace(workspace), arguments))
