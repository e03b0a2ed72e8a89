"""forget: a person is erased from everything that the workspace keeps."""

from pathlib import Path

import click

from revops.cli.shared import with_workspace


@click.command()
@click.argument("who", metavar="ID", default="")
@with_workspace
@click.option("--dry-run", is_flag=True, help="Say what would be erased, and change nothing.")
@click.option(
    "--agreement",
    is_flag=True,
    help="Erase the person from the files of agreement/, too.",
)
@click.option(
    "--out",
    "outs",
    multiple=True,
    metavar="DIR",
    help="A further folder of reports, made by a run with --out; may be given several times.",
)
def forget(who: str, workspace: str, dry_run: bool, agreement: bool, outs: tuple[str, ...]) -> None:
    """Erase a person from loads, quarantine, history and pages; ID is a lead's id or an e-mail.

    Without an ID, an erasure that was cut short is finished. What is left is a receipt without
    personal data, and fingerprints by which later loads leave the person out again. The exports
    and the CRM are not changed: the command says which files still name the person.
    """
    from datetime import UTC, datetime

    from revops.errors import BadParameter
    from revops.forgetting import erase, unfinished, would_erase
    from revops.workspace import open_workspace

    place = open_workspace(workspace)
    folders = [Path(one) for one in outs]
    if not who and (dry_run or not unfinished(place)):
        raise BadParameter("say whom to forget: the id of a lead, or an e-mail address")
    if dry_run:
        told = would_erase(place, who, outs=folders)
    else:
        now = datetime.now(UTC)  # noqa: TID251 - a receipt says when it was
        told = erase(place, who, at=now, agreement=agreement, outs=folders)
    for line in told.lines(dry_run=dry_run):
        click.echo(line)
    if told.receipt:
        click.echo(f"receipt: {told.receipt.relative_to(place.root).as_posix()}")
