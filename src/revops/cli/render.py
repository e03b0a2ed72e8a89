"""run and report: notebooks become pages."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from revops.cli.allocator import keep_memory_at_hand
from revops.cli.shared import day_of, with_as_of, with_load, with_workspace
from revops.errors import BadParameter


def _parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    """Split `name=value` pairs."""
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise BadParameter(f"-p takes name=value; given: {', '.join(wrong)}")
    return dict(pair.split("=", 1) for pair in pairs)


def _warn(line: str) -> None:
    """Tell a line that is no result."""
    click.echo(f"revops: {line}", err=True)


def _run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a run."""
    for option in (
        click.option("--verbose", "-v", is_flag=True, help="Tell each step and its seconds."),
        click.option(
            "--parameter",
            "-p",
            "pairs",
            multiple=True,
            metavar="NAME=VALUE",
            help="A notebook's parameter; may be given several times.",
        ),
        click.option("--language", default="", metavar="en|es", help="The language of the pages."),
        click.option("--out", default="", metavar="DIR", help="Where the folder of pages is made."),
        click.option("--deliver", is_flag=True, help="Send a notice of a good run too."),
    ):
        command = option(command)
    return with_workspace(with_as_of(with_load(command)))


def _render(notebooks: list[str], **options: Any) -> None:
    """Run notebooks into a folder of pages, say where it is, and exit with its code."""
    keep_memory_at_hand()
    from revops.report.progress import steps
    from revops.report.reviewed_week import refuse_contradiction
    from revops.runs.carry_out import carry_out
    from revops.runs.refused import Begun, opened
    from revops.runs.request import Request

    tried = notebooks or options["pairs"] or options["out"] or options["load_name"]
    begun = Begun(is_tried=bool(tried) and not options["deliver"])
    workspace = opened(options["workspace"], begun, tell=_warn)
    given = _parameters(options["pairs"])
    day = day_of(workspace, options["as_of"], options["load_name"])
    refuse_contradiction(given.get("week", ""), options["as_of"])
    request = Request(
        as_of=day,
        languages=(options["language"],) if options["language"] else (),
        reports=tuple(notebooks),
        given=given,
        out=Path(options["out"]) if options["out"] else None,
        load_name=options["load_name"],
        deliver=options["deliver"],
    )
    with steps(verbose=options["verbose"]) as say:
        outcome = carry_out(workspace, request, say=say)
    for message in outcome.messages:
        _warn(message)
    for index in outcome.indexes:
        click.echo(str(index))
    sys.exit(outcome.exit_code)


@click.command()
@_run_options
def run(**options: Any) -> None:
    """Load, check and render every report; print the path of the index page.

    \b
    revops run --workspace examples/olist --language es
    """
    _render([], **options)


@click.command()
@click.argument("name")
@_run_options
def report(name: str, **options: Any) -> None:
    """Render one report by its NAME.

    \b
    revops report attribution -p lookback_days=90
    """
    _render([name], **options)
