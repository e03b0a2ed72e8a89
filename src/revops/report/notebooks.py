"""The notebooks of a workspace: their names, their order and the question each one answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from revops.errors import SettingsError, UnknownName
from revops.text import Text
from revops.workspace import Workspace
from revops.workspace.workspace import packed

_LAST = 100
#: Pages of a run that no notebook makes.
_TAKEN = ("index", "metrics")


@dataclass(frozen=True)
class Notebook:
    """One notebook: its file's stem is its name everywhere."""

    name: str
    path: Path
    opening: str
    order: int

    @property
    def question(self) -> str:
        """The line under the title."""
        return _first_lines(self.opening)[1]

    def translated(self, words: Text) -> tuple[str, str]:
        """Give title and question in the reader's language."""
        return _first_lines(words(self.opening))


def _first_lines(opening: str) -> tuple[str, str]:
    """Split a notebook's first cell into its title and the question under it.

    >>> _first_lines("# Funnel\\n\\nWhere do leads stop?")
    ('Funnel', 'Where do leads stop?')
    """
    lines = [line.strip() for line in opening.splitlines() if line.strip()] or [""]
    return lines[0].lstrip("# "), lines[1] if len(lines) > 1 else ""


def describe(path: Path) -> Notebook:
    """Read a notebook's title, question and place in the order.

    One that cannot be read has its name for a title; its page will say what is wrong with it.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        opening = "".join(content["cells"][0]["source"])
        order = content["metadata"].get("revops", {}).get("order", _LAST)
    except (ValueError, LookupError, TypeError, AttributeError):
        return Notebook(path.stem, path, f"# {path.stem}", _LAST)
    return Notebook(path.stem, path, opening, order)


def _refuse_strangers(workspace: Workspace, paths: Sequence[Path]) -> None:
    """Refuse notebooks that lie elsewhere, links followed: whoever writes there runs code here."""
    folders = [workspace.root.resolve(), packed("notebooks").resolve()]
    far = [path for path in paths if not any(map(path.resolve().is_relative_to, folders))]
    if far:
        raise SettingsError(
            "a notebook from outside of the workspace is not run",
            [f"notebooks/{path.name} is a link that leads out of it" for path in far],
            "Copy it into the workspace's folder notebooks/.",
        )


def listed(workspace: Workspace, only: list[str] | None = None) -> list[Notebook]:
    """List the notebooks in reading order: those named, those of the settings, or all."""
    there = workspace.notebooks()
    names = only or workspace.settings.reports.notebooks or list(there)
    for name in names:
        if name not in there:
            raise UnknownName("report", name, there)
    if taken := [name for name in names if name in _TAKEN]:
        raise SettingsError(
            f"a run writes pages of its own called {' and '.join(_TAKEN)}",
            [f"notebooks/{name}.ipynb: give it another name" for name in taken],
        )
    _refuse_strangers(workspace, [there[name] for name in names])
    found = [describe(there[name]) for name in names]
    return sorted(found, key=lambda each: (each.order, each.name))
