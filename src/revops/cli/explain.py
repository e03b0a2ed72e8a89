"""explain: how one file is read."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revops.cli.shared import with_workspace
from revops.errors import RevopsError

if TYPE_CHECKING:
    from revops.workspace import Workspace


def _workspace(folder: str) -> "Workspace | None":
    """Open the workspace that is named, or the one around this folder, if there is one."""
    from revops.workspace import open_workspace

    try:
        return open_workspace(folder)
    except RevopsError:
        if folder:
            raise
        return None


@click.command()
@click.argument("file", metavar="FILE")
@with_workspace
def explain(file: str, workspace: str) -> None:
    """Explain how a file is read: its vendor, headers, dates and first rows.

    \b
    revops explain downloads/deals.csv
    """
    from revops.propose import explain as explained
    from revops.propose import told

    found = explained(Path(file), _workspace(workspace))
    for place, one in enumerate(found):
        click.echo("\n".join([*([""] if place else []), *told(one)]))
    if all(one.problems for one in found):
        sys.exit(2)
