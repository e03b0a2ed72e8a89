"""The command line: run, load, check, report, list, sample, new, lab.

Exit codes: 0 all well; 1 a critical check failed (reports are there, what it blocks is marked);
2 wrong usage, settings or input; 3 a report failed. The clock is read here and nowhere below.
Heavy libraries are imported inside the commands, so that `revops --help` answers at once.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from revops.errors import BadParameter, RevopsError

if TYPE_CHECKING:
    from datetime import date

    from revops.workspace import Workspace


class Commands(click.Group):
    """Commands whose refusals are one message and an exit code, never a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; tell what revops refuses and exit with its code."""
        try:
            return super().invoke(ctx)
        except RevopsError as error:
            if ctx.params.get("verbose"):
                raise
            click.echo(f"revops: {error}", err=True)
            ctx.exit(error.exit_code)


def _workspace(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that names a workspace."""
    return click.option(
        "--workspace",
        "-w",
        default="",
        metavar="DIR",
        help="The folder that holds revops.toml (default: here or above).",
    )(command)


def _as_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that names the last day that counts."""
    return click.option(
        "--as-of",
        default="",
        metavar="YYYY-MM-DD",
        help="The last day that counts (default: the workspace's, else today).",
    )(command)


def _day(workspace: "Workspace", text: str) -> "date":
    """Give the as-of day: the one named, the workspace's, or today in its zone."""
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    if text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadParameter(f"--as-of is '{text}'; write a day such as 2026-06-30") from None
    zone = ZoneInfo(workspace.settings.zone)
    return workspace.settings.as_of or datetime.now(zone).date()  # noqa: TID251 - the CLI's clock


def _parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    """Split `name=value` pairs."""
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise BadParameter(f"-p takes name=value; given: {', '.join(wrong)}")
    return dict(pair.split("=", 1) for pair in pairs)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="revops")
@click.option("--verbose", "-v", is_flag=True, help="Show traces of errors.")
def main(verbose: bool) -> None:
    """Give marketing and sales one set of numbers, from their own exports."""


def _run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a run."""
    for option in (
        click.option("--out", default="", metavar="DIR", help="Where the reports' folder is made."),
        click.option("--language", default="", metavar="en|es", help="The language of the pages."),
        click.option(
            "--parameter",
            "-p",
            "pairs",
            multiple=True,
            metavar="NAME=VALUE",
            help="A notebook's parameter; may be given several times.",
        ),
        click.option("--verbose", "-v", is_flag=True, help="Tell each step and its seconds."),
    ):
        command = option(command)
    return _workspace(_as_of(command))


def _render(notebooks: list[str], **options: Any) -> None:
    """Run notebooks into a folder of pages, say where it is, and exit with its code."""
    from revops.report.progress import steps
    from revops.report.run import run
    from revops.workspace import open_workspace

    workspace = open_workspace(options["workspace"])
    with steps(verbose=options["verbose"]) as say:
        done = run(
            workspace,
            as_of=_day(workspace, options["as_of"]),
            out=Path(options["out"]) if options["out"] else None,
            language=options["language"],
            only=notebooks,
            given=_parameters(options["pairs"]),
            say=say,
        )
    for message in done.messages:
        click.echo(f"revops: {message}", err=True)
    click.echo(str(done.index))
    sys.exit(done.exit_code)


@main.command()
@_run_options
def run(**options: Any) -> None:
    """Load, check and render every report; print the path of the index page.

    \b
    revops run --workspace examples/olist --language es
    """
    _render([], **options)


@main.command()
@click.argument("name")
@_run_options
def report(name: str, **options: Any) -> None:
    """Render one report by its NAME.

    \b
    revops report attribution -p lookback_days=90
    """
    _render([name], **options)


@main.command()
@_workspace
def load(workspace: str) -> None:
    """Read the exports into a snapshot; the same files twice make nothing new."""
    from revops.load import load as load_exports
    from revops.workspace import open_workspace

    snapshot = load_exports(open_workspace(workspace))
    for name, frame in snapshot.tables.items():
        click.echo(f"{name:<20} {frame.height:>9,} rows")
    if snapshot.rejected.height:
        click.echo(f"{snapshot.rejected.height} cells or rows were set aside: see data_quality")
    click.echo(f"snapshot {snapshot.name}")


@main.command()
@_workspace
@_as_of
def check(workspace: str, as_of: str) -> None:
    """Check the data; exit with 1 when a critical check blocks a metric."""
    from revops.report.prepare import prepare
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    checked = prepare(place, as_of=_day(place, as_of))[1]
    failed = checked.results.filter(checked.results["status"].is_in(["failed", "missing column"]))
    for found in failed.to_dicts():
        rows = "" if found["n_failed"] is None else f" {found['n_failed']} of {found['n_rows']}"
        click.echo(f"{found['severity']:<9}{found['check_id']}:{rows} - {found['description']}")
    click.echo(f"{checked.results.height} checks, {failed.height} failed")
    for name, reason in checked.blocked.items():
        click.echo(f"blocked: {name}: {reason}", err=True)
    sys.exit(1 if checked.blocked else 0)


@main.command("list")
@click.argument("what", default="reports", metavar="[WHAT]")
@_workspace
def list_(what: str, workspace: str) -> None:
    """List what there is: reports, tables, sources, models, metrics or loads."""
    from revops.report.listing import listing

    for line in listing(what, workspace):
        click.echo(line)


@main.command()
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same bytes.")
@click.option("--leads", default=5000, show_default=True, help="How many leads.")
@click.option("--out", default="data/sample", show_default=True, metavar="DIR")
def sample(seed: int, leads: int, out: str) -> None:
    """Write a small made-up company's exports."""
    from revops.sample import write_sample

    for path in write_sample(Path(out), seed=seed, n_leads=leads):
        click.echo(str(path))


@main.command()
@click.argument("folder", metavar="DIR")
def new(folder: str) -> None:
    """Make a workspace: DIR with a commented revops.toml and an agreement/ to edit."""
    from revops.workspace.new import new_workspace

    for path in new_workspace(Path(folder)):
        click.echo(str(path))


@main.command(context_settings={"ignore_unknown_options": True})
@_workspace
@click.argument("arguments", nargs=-1)
def lab(workspace: str, arguments: tuple[str, ...]) -> None:
    """Open the notebooks in JupyterLab, with the revops kernel."""
    from revops.report.lab import open_lab
    from revops.workspace import open_workspace

    sys.exit(open_lab(open_workspace(workspace), arguments))
