"""new: a workspace of your own, from a template or from a folder of downloads."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from revops.propose import Proposal

#: How many files of one kind are named on the terminal.
SHOWN = 40


def _listed(word: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Print files and what they are."""
    for name, told in pairs[:SHOWN]:
        click.echo(f"{word:<11}{name}: {told}")
    if len(pairs) > SHOWN:
        click.echo(f"{word:<11}and {len(pairs) - SHOWN} more: revops.toml names them all")


def _count(number: int, word: str) -> str:
    """Write a number and its word."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _say(found: "Proposal") -> None:
    """Print what was found, what is left to ask, and the next command."""
    _listed("matched", found.matched)
    _listed("guessed", found.guessed)
    _listed("not placed", found.unplaced)
    if found.questions:
        click.echo("Questions that no file answers:")
    for number, question in enumerate(found.questions, start=1):
        click.echo(f"  {number}. {question}")
    for path in found.written:
        click.echo(f"wrote {path}")
    if not found.n_new:
        click.echo(f"{_count(found.n_known, 'file')} known already: nothing was changed.")
        return
    kinds = (found.matched, found.guessed, found.unplaced)
    n_matched, n_guessed, n_unplaced = map(len, kinds)
    click.echo(
        f"{_count(n_matched, 'file')} matched, {n_guessed} guessed, {n_unplaced} not placed, "
        f"{_count(len(found.questions), 'question')}. "
        f"Answer them in {found.folder / 'revops.toml'} and agreement/, then: "
        f"revops load --workspace {found.folder}"
    )


@click.command()
@click.argument("folder", metavar="DIR")
@click.option(
    "--from",
    "source",
    default="",
    metavar="FOLDER",
    help="A folder of downloads: each file is looked at, and settings are proposed.",
)
def new(folder: str, source: str) -> None:
    """Make a workspace: DIR with a commented revops.toml and an agreement/ to edit.

    \b
    revops new ours --from downloads
    """
    if source:
        from revops.propose import propose

        _say(propose(Path(folder).expanduser(), Path(source).expanduser()))
        return
    from revops.workspace.new import new_workspace

    for path in new_workspace(Path(folder)):
        click.echo(str(path))
