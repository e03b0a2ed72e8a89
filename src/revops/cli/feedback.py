"""feedback: write down what sales heard, or ask for a piece."""

import click

from revops.cli.decide import numbers_of
from revops.cli.shared import at_of, with_workspace


@click.command()
@with_workspace
@click.option("--kind", default="", help="objection, insight, request, ...")
@click.option("--topics", default="", help="What it is about, as price,timing.")
@click.option("--text", default="", help="What was said.")
@click.option("--user", default="", help="Who of us heard it: a user's id.")
@click.option("--lead", default="", metavar="ID", help="About whom.")
@click.option("--deal", default="", metavar="ID", help="About which deal.")
@click.option("--answered-by", default="", metavar="ID", help="The piece that answers it.")
@click.option("--given-on", default="", metavar="YYYY-MM-DD", help="When (default: today).")
def feedback(workspace: str, **typed: str) -> None:
    """Write down what sales heard.

    It is added to agreement/feedback.csv, of which no line is ever rewritten.

    \b
    revops feedback --kind objection --topics price --user "Bruno Salcedo" \\
        --deal 30101 --text "They want to pay by the year"
    """
    from revops.report.remarking import remark
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    row = remark(place, numbers_of(place), typed, at=at_of(place))
    click.echo(f"{row['kind']} {row['feedback_id']} in agreement/feedback.csv")
