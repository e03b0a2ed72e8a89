"""sample and lab: a company to try, and JupyterLab."""

import sys
from pathlib import Path

import click

from revops.cli.shared import with_workspace


@click.command()
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same bytes.")
@click.option("--leads", type=int, help="How many leads, in all.  [default: 5000]")
@click.option(
    "--leads-per-week",
    type=float,
    metavar="K",
    help="How many leads a week instead: this sets the size of the company.",
)
@click.option(
    "--stories",
    default="all",
    show_default=True,
    metavar="LIST",
    help="What happens: names joined by commas, each NAME, NAME:SIZE or -NAME (without it); "
    "all: what data/sample has; none: a stable company. A wrong name lists the right ones.",
)
@click.option(
    "--out", default="data/sample", show_default=True, metavar="DIR", help="Where to write it."
)
def sample(
    seed: int, leads: int | None, leads_per_week: float | None, stories: str, out: str
) -> None:
    """Write a small made-up company's exports."""
    from revops.sample import leads_of, write_sample

    if leads is not None and leads_per_week is not None:
        raise click.UsageError("Give --leads or --leads-per-week, not both.")
    n_leads = leads or 5000 if leads_per_week is None else leads_of(leads_per_week)
    told = stories.split(",")
    for path in write_sample(Path(out), seed=seed, n_leads=n_leads, stories=told):
        click.echo(str(path))


@click.command(context_settings={"ignore_unknown_options": True})
@with_workspace
@click.argument("arguments", nargs=-1)
def lab(workspace: str, arguments: tuple[str, ...]) -> None:
    """Open the notebooks in JupyterLab, with the revops kernel."""
    from revops.report.lab import open_lab
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    click.echo("the reports' site is at /revops under the address that follows", err=True)
    sys.exit(open_lab(place, arguments))
