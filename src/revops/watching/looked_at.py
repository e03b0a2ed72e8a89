"""What a workspace is made from, as it lies on the disk now: each file with its time and size.

The exports, the agreement, the settings, and the workspace's own notebooks and suites. What is
compared is this look at the disk, not what a watcher reports: a network drive reports nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revops.errors import SourceError
from revops.sources import chosen
from revops.workspace import Workspace
from revops.workspace.settings import SETTINGS_FILE

Look = dict[Path, tuple[int, int]]
_TYPED = ("agreement", "notebooks", "expectations")


@dataclass(frozen=True)
class Change:
    """What is otherwise than at the look before, by name."""

    came: tuple[str, ...]
    changed: tuple[str, ...]
    went: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.changed or self.went)

    def told(self) -> str:
        """Tell it in one line.

        >>> Change(("deals.csv",), (), ("old.csv", "older.csv")).told()
        'new: deals.csv; gone: old.csv, older.csv'
        """
        parts = {"new": self.came, "changed": self.changed, "gone": self.went}
        return "; ".join(f"{kind}: {', '.join(names)}" for kind, names in parts.items() if names)


def look(workspace: Workspace) -> Look:
    """Look at every file that a page may be made from; one that cannot be read is left out."""
    found: Look = {}
    for path in _files(workspace):
        try:
            state = path.stat()
        except OSError:
            continue
        found[path] = (state.st_mtime_ns, state.st_size)
    return found


def _files(workspace: Workspace) -> Iterator[Path]:
    yield workspace.root / SETTINGS_FILE
    for folder in _TYPED:
        every = (path for path in (workspace.root / folder).rglob("*") if path.is_file())
        yield from (path for path in every if not path.name.startswith((".", "~$")))
    for export in workspace.settings.exports:
        if not export.is_query:
            try:
                yield from (file.path for file in chosen(export, workspace.root))
            except SourceError:
                continue  # a file that is not there yet is what is waited for


def change(before: Look, now: Look) -> Change:
    """Compare two looks.

    >>> change({Path("a.csv"): (1, 5)}, {Path("a.csv"): (2, 5), Path("b.csv"): (1, 1)}).told()
    'new: b.csv; changed: a.csv'
    """
    return Change(
        came=_names(now.keys() - before.keys()),
        changed=_names({path for path in now.keys() & before.keys() if now[path] != before[path]}),
        went=_names(before.keys() - now.keys()),
    )


def _names(paths: set[Path]) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in paths))
