"""topics: how well are this workspace's notes read?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from revops.cli.shared import day_of, with_as_of, with_workspace

if TYPE_CHECKING:
    import polars as pl

    from revops.workspace import Workspace


@click.group()
def topics() -> None:
    """Topics of notes: label some of your own, and see how well they are read."""


@topics.command()
@with_workspace
@with_as_of
@click.option(
    "--out", default="", metavar="FILE", help="Write notes to label (default: in .revops)."
)
@click.option("--read", default="", metavar="FILE", help="Read the labelled notes back.")
@click.option("--notes", default=50, show_default=True, help="How many notes to draw.")
@click.option("--seed", default=1, show_default=True, help="The same seed draws the same notes.")
def label(workspace: str, as_of: str, out: str, read: str, notes: int, seed: int) -> None:
    """Measure how well notes are read, on notes of your own.

    Write a sheet, fill its column `topics` in a spreadsheet, and read it back. The sheet holds your
    notes: it belongs into no version control. Only counts are kept, in
    agreement/topics_measured.csv.

    \b
    revops topics label --out mine.csv
    revops topics label --read mine.csv
    """
    from revops.workspace import open_workspace

    if out and read:
        raise click.UsageError("Give --out or --read, not both.")
    place = open_workspace(workspace)
    if read:
        _measure(place, Path(read))
    else:
        _draw(place, as_of, Path(out) if out else None, notes, seed)


def _draw(place: "Workspace", as_of: str, out: Path | None, notes: int, seed: int) -> None:
    """Write the sheet."""
    from revops.alignment.topics import drawn_notes
    from revops.report.prepare import prepare
    from revops.report.topic_labels import write_sheet

    tables = prepare(place, as_of=day_of(place, as_of))[1].tables
    found = drawn_notes(tables.get("activities"), tables.get("feedback"), n=notes, seed=seed)
    path = out or place.state / "topics_to_label.csv"
    write_sheet(path, found)
    names = sorted(set(place.agreement.topics.get_column("topic")) - {"none"})
    click.echo(f"{found.height} notes in {path}. Write into the column 'topics', between")
    click.echo("semicolons, which of these each note is about; blank: none; ?: leave it out.")
    click.echo(f"  {', '.join(names)}")
    click.echo("A topic counts where it is a reason, a worry, a requirement or an open question.")
    click.echo(f"Then: revops topics label --read {path}")


def _measure(place: "Workspace", path: Path) -> None:
    """Read the sheet, print the figures and keep the counts."""
    from revops.report.topic_labels import keep_figures, read_sheet

    labelled = read_sheet(path, place.agreement.topics)
    figures = keep_figures(place, labelled)
    click.echo(f"{labelled.height} labelled notes.")
    click.echo(f"{'topic':<18}{'precision (95 %)':<24}{'recall (95 %)':<24}notes")
    for row in figures.iter_rows(named=True):
        shares = "".join(f"{_share(row, name):<24}" for name in ("precision", "recall"))
        click.echo(f"{row['topic']:<18}{shares}{row['n_labelled']}")
    _say_below(figures, sorted(set(place.agreement.topics.get_column("topic")) - {"none"}))


def _share(row: dict[str, float | None], name: str) -> str:
    """Write a share with its interval."""
    value, low, high = (row[key] for key in (name, f"{name}_low", f"{name}_high"))
    if value is None or low is None or high is None:
        return "-"
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _say_below(figures: "pl.DataFrame", every: list[str]) -> None:
    """Say which topics are read too badly for the page on promises."""
    from revops.alignment.coherence import topics_below

    names = topics_below(figures)
    if names:
        click.echo(f"Below 0.8 in precision or recall: {', '.join(names)}. Add their words to")
        click.echo("agreement/topics.csv and read the sheet again; until then conversations read")
        click.echo("from notes do not count for campaigns that promise them.")
    unseen = sorted(set(every) - set(figures.get_column("topic")))
    if unseen:
        click.echo(f"In no note, so not measured, which counts as below: {', '.join(unseen)}.")
    click.echo("Counts are in agreement/topics_measured.csv.")
