"""A person is erased from everything that a workspace keeps.

    who is meant -> a note of it -> fingerprints -> loads -> what is made anew -> other files
    -> pages -> a receipt, and the note is removed

The fingerprints come first: from then on no load brings the person back. An erasure that is cut
short leaves its note, and the next one finishes it.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from revops.forgetting import elsewhere, kept, pages, receipt, snapshots
from revops.forgetting.agreed import without as agreed_without
from revops.forgetting.erased import Erased
from revops.forgetting.looking import holds
from revops.forgetting.person import Person, find
from revops.forgetting.person import snapshots as loads
from revops.forgetting.words import Words
from revops.load.tombstones import Tombstones, forget, supposed
from revops.report.folder import locked
from revops.workspace import Workspace


def unfinished(workspace: Workspace) -> bool:
    """Say whether an erasure was cut short."""
    return receipt.pending(workspace.state) is not None


def would_erase(workspace: Workspace, who: str, *, outs: Sequence[Path] = ()) -> Erased:
    """Say what erasing a person would take; nothing is changed."""
    person = find(workspace, who)
    words, stones = Words(person), supposed(person.known_by())
    told = _begun(person)
    for name in loads(workspace.state):
        told.rows.update(snapshots.lost(workspace.state, name, stones))
        told.loads += 1
    told.made_anew = [name for name in kept.MADE_ANEW if (workspace.state / name).exists()]
    for path in kept.others(workspace.state):
        is_anew = path.relative_to(workspace.state).parts[0] in kept.MADE_ANEW
        if not is_anew and holds(path, words):
            told.rewritten.append(_shown(workspace, path))
    for path in pages.files(_folders(workspace, outs)):
        if holds(path, words):
            (told.removed if pages.is_page(path) else told.rewritten).append(
                _shown(workspace, path)
            )
    return _with_elsewhere(workspace, told, stones, words)


def erase(
    workspace: Workspace,
    who: str,
    *,
    at: datetime,
    agreement: bool = False,
    outs: Sequence[Path] = (),
) -> Erased:
    """Erase a person, and whoever an erasure that was cut short is of."""
    state = workspace.state
    with locked(state / "run", what="this workspace's reports"), FileLock(state / "load.lock"):
        if (left := receipt.pending(state)) is not None:
            told = _erased(workspace, left, at=at, agreement=agreement, outs=outs)
            if not who or who in (*left.ids, *left.addresses):
                return told
        person = find(workspace, who)
        receipt.begun(state, person)
        return _erased(workspace, person, at=at, agreement=agreement, outs=outs)


def _erased(
    workspace: Workspace, person: Person, *, at: datetime, agreement: bool, outs: Sequence[Path]
) -> Erased:
    """Take each step; each can be taken twice."""
    state, words, told = workspace.state, Words(person), _begun(person)
    stones = forget(state, person.known_by())
    told.made_anew = kept.remove_made_anew(state)
    for name in loads(state):
        told.rows.update(snapshots.without(state, name, stones, words))
        told.loads += 1
    kept.unfollowed(state)
    for path in kept.others(state):
        if holds(path, words):
            _note(told, workspace, path, kept.rewritten(path, words))
    for path in pages.files(_folders(workspace, outs)):
        if holds(path, words):
            _note(told, workspace, path, pages.without(path, words))
    for path in agreed_without(workspace.root, words) if agreement else ():
        told.rewritten.append(_shown(workspace, path))
    _with_elsewhere(workspace, told, stones, words)
    told.receipt = receipt.done(state, person, stones, told.counts(), at)
    return told


def _begun(person: Person) -> Erased:
    return Erased(ids=len(person.ids), addresses=len(person.addresses))


def _folders(workspace: Workspace, outs: Sequence[Path]) -> list[Path]:
    return [workspace.reports, *outs]


def _note(told: Erased, workspace: Workspace, path: Path, how: str) -> None:
    (told.removed if how == "removed" else told.rewritten).append(_shown(workspace, path))


def _shown(workspace: Workspace, path: Path) -> str:
    is_inside = path.is_relative_to(workspace.root)
    return (path.relative_to(workspace.root) if is_inside else path).as_posix()


def _with_elsewhere(workspace: Workspace, told: Erased, stones: Tombstones, words: Words) -> Erased:
    """Add who else holds the person."""
    told.exports = elsewhere.exports(workspace, stones)
    told.people_files = elsewhere.people_files(workspace, words)
    return told


__all__ = ["Erased", "erase", "unfinished", "would_erase"]
