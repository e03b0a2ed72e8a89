"""decide: write down what was decided, and later what became of it."""

from typing import TYPE_CHECKING

import click

from revops.cli.shared import at_of, day_of, with_workspace
from revops.errors import BadParameter

if TYPE_CHECKING:
    from revops.report.numbers import Numbers
    from revops.workspace import Workspace
    from revops.workspace.appended import Row

_EVENTS = {"change": "changed", "review": "reviewed", "close": "closed"}


@click.command()
@with_workspace
@click.option("--text", default="", help="What was decided.")
@click.option("--owner", default="", help="Who sees to it: a user's id.")
@click.option("--metric", default="", metavar="ID", help="The metric it should move.")
@click.option("--params", default="", metavar="JSON", help="Its parameters or segment.")
@click.option("--direction", default="", metavar="up|down", help="Where the metric should go.")
@click.option("--size", default="", help="By how much, as 0.05, 5 % or 12000.")
@click.option("--review-on", default="", metavar="YYYY-MM-DD", help="When to look again.")
@click.option("--outcome", default="", help="What was found, for a review.")
@click.option("--change", default="", metavar="ID", help="Change a decision: say what is new.")
@click.option("--review", default="", metavar="ID", help="Review a decision: say its outcome.")
@click.option("--close", default="", metavar="ID", help="Close a decision.")
def decide(workspace: str, change: str, review: str, close: str, **typed: str) -> None:
    """Write a decision down, with the metric's value of today.

    It is added to agreement/decisions.csv, of which no line is ever rewritten.

    \b
    revops decide --text "Call leads on the same day" --owner "Camila Hinojosa" \\
        --metric followup_sla_share --direction up --size "5 %" --review-on 2026-09-28
    revops decide --review DEC-260630-3f9a --outcome "More leads are called in time."
    """
    from revops.report.deciding import change as write_change
    from revops.report.deciding import decide as write_new
    from revops.workspace import open_workspace

    named = {"change": change, "review": review, "close": close}
    asked = {word: name for word, name in named.items() if name}
    if len(asked) > 1:
        raise BadParameter(f"{' and '.join(f'--{word}' for word in asked)}: give one of them")
    place = open_workspace(workspace)
    numbers, at = numbers_of(place), at_of(place)
    if not asked:
        _tell(write_new(place, numbers, typed, at=at))
    for word, name in asked.items():
        _tell(write_change(place, numbers, name, typed, event=_EVENTS[word], at=at))


def numbers_of(place: "Workspace") -> "Numbers":
    """Load and check what changed, and see it as of the workspace's day."""
    from revops.report.inputs import Inputs
    from revops.report.numbers import Numbers
    from revops.report.prepare import prepare

    day, settings = day_of(place, ""), place.settings
    _, checked = prepare(place, as_of=day)
    inputs = Inputs(checked.tables, place.agreement, as_of=day, zone=settings.zone)
    return Numbers(inputs, checked, settings.currency)


def _tell(row: "Row") -> None:
    """Say what was written, and where."""
    baseline = f", baseline {row['baseline']}" if row.get("baseline") else ""
    click.echo(f"{row['event']} {row['decision_id']} in agreement/decisions.csv{baseline}")
    if row["event"] == "made" and not baseline:
        click.echo("The metric has no value on this day: the review will go by its weeks.")
