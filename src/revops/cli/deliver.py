"""deliver: send the last run's notice, or a test notice, and tell what went where."""

import sys
from typing import TYPE_CHECKING

import click

from revops.cli.shared import with_workspace
from revops.errors import RevopsError

if TYPE_CHECKING:
    from revops.delivery import Notice
    from revops.workspace import Workspace


@click.command()
@with_workspace
@click.option("--test", "is_test", is_flag=True, help="Send a test notice to every channel.")
@click.option(
    "--to", default="", metavar="NAME", help="To this channel only, whatever it asks for."
)
def deliver(workspace: str, is_test: bool, to: str) -> None:
    """Send the last run's notice to the channels of revops.toml.

    \b
    revops deliver --test
    revops deliver --to team

    \b
    Exit codes:
      0  every channel took it (or none asks for this kind of run)
      1  a channel failed; the others got it
      2  wrong usage or settings: nothing was sent
    """
    from revops.delivery import last, send
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    if not place.settings.delivery:
        raise RevopsError(
            "no channel is set up. Add a [[delivery]] block to revops.toml: see docs/delivery.md"
        )
    notices = _trials(place) if is_test else last(place)
    if not notices:
        raise RevopsError("there is no finished run to tell of. Make one: revops run")
    sent = send(place, *notices, to=to, to_all=is_test)
    for each in sent:
        click.echo(str(each) if each.ok else f"revops: {each}", err=not each.ok)
    if not sent:
        click.echo(f"no channel asks for a run that is '{notices[0].kind}'; name one with --to")
    sys.exit(any(not each.ok for each in sent))


def _trials(place: "Workspace") -> list["Notice"]:
    """Make a test notice in each language of the channels."""
    from revops.delivery import trial

    own = place.settings.language
    spoken = {own, *(each.language or own for each in place.settings.delivery)}
    return [trial(place, language) for language in sorted(spoken)]
