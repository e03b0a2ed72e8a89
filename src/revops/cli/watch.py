"""watch: new exports reach the pages as they arrive."""

import os
import signal
import sys
import threading
from types import FrameType

import click

from revops.cli.shared import with_workspace
from revops.errors import RevopsError


@click.command()
@with_workspace
@click.option("--language", "languages", multiple=True, metavar="en|es", help="May be repeated.")
@click.option(
    "--settle",
    default=1.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="How long a file must not have grown to count as whole.",
)
@click.option(
    "--every",
    default=5.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="How often to look where the system reports no changes.",
)
@click.option("--polling", is_flag=True, help="Do not rely on the system at all: network drives.")
def watch(
    workspace: str, languages: tuple[str, ...], settle: float, every: float, polling: bool
) -> None:
    """Make the pages again whenever an export arrives; ends with Ctrl-C."""
    from functools import partial

    from revops.cli.shared import day_of
    from revops.watching.watch import Watching
    from revops.workspace import open_workspace

    stop = threading.Event()
    _stopped_by_signals(stop)
    watching = Watching(
        open_workspace(workspace).root,
        partial(day_of, text=""),
        stop,
        partial(click.echo, err=True),
        languages,
        polling,
        settle,
        every,
    )
    if watching.serve():
        _begin_anew()


def _begin_anew() -> None:
    """Go on as a new process in the place of this one; Windows has no such way."""
    if os.name == "nt":
        raise RevopsError("revops was updated, or has run for long. Start it again")
    again = [sys.executable, "-P", "-m", "revops", *sys.argv[1:]]
    os.execv(sys.executable, again)  # nosec B606  # the very words it was called with


def _stopped_by_signals(stop: threading.Event) -> None:
    """End after the present run on the first signal, and at once on the second."""

    def heard(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, heard)
