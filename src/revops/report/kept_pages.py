"""Executed notebooks that need not run again, because nothing that they looked at has changed.

Kept under `.revops/executed/`, one file a notebook, language and set of parameters. A page
depends on its notebook, the settings, the agreement, the code, the day, what checks block, and
the tables that it looked at (`used`): if all of these are as they were, so is the page, but for
the sentence that names the load.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from revops import store
from revops.checks import Checked
from revops.report.execute import Executed
from revops.report.notebooks import Notebook
from revops.report.provenance import renew
from revops.report.used import EVERYTHING
from revops.store import Snapshot
from revops.text import Text
from revops.workspace import Workspace, packed
from revops.workspace.settings import SETTINGS_FILE

#: Every table as known on a day leans on these: deletions, and deals that were opened again.
CORE = ("leads", "accounts", "opportunities", "stage_history")
_ABOUT_TABLES = ("rejected", "merges", "ledger", "readings", "matches")


@dataclass(frozen=True)
class Made:
    """What the pages of one run are made of."""

    workspace: Workspace
    snapshot: Snapshot
    checked: Checked
    as_of: date
    words: Text

    def of(self, used: tuple[str, ...]) -> str:
        """Fingerprint what a page depends on that looked at some tables.

        A table that is not there has a fingerprint too: that of its absence.
        """
        names = sorted({*used, *CORE})
        whole = [self.snapshot.name] if EVERYTHING in used else []
        return _digest([self._common, *whole, *([name, self._table(name)] for name in names)])

    @cached_property
    def _common(self) -> str:
        """Fingerprint what every page depends on."""
        package = Path(__file__).resolve().parents[1]
        root = self.workspace.root
        typed = [root / SETTINGS_FILE, *sorted((root / "agreement").rglob("*"))]
        texts = [[path.name, path.read_bytes().hex()] for path in typed if path.is_file()]
        blocking = _frame(self.checked.results.filter("blocks"))
        parts = [str(self.as_of), self.words.language, texts, store.code_of(package)]
        return _digest([*parts, self.checked.blocked, blocking])

    def _table(self, name: str) -> str:
        """Fingerprint a table as it was loaded, what was set aside of it, and how it was read.

        What checks found on it is not part of that: a page that shows it looks at `EVERYTHING`.
        """
        frames = [getattr(self.snapshot, side) for side in _ABOUT_TABLES]
        every = [self.checked.quarantined, *frames]
        about = [_frame(frame.filter(pl.col("table") == name)) for frame in every]
        path = store.folder(self.workspace.state, self.snapshot.name) / f"{name}.parquet"
        return _digest([_bytes(path), *about])


def _bytes(path: Path) -> str:
    """Fingerprint a file; one that is not there has none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _frame(frame: pl.DataFrame) -> str:
    """Fingerprint a frame, row by row."""
    return hashlib.sha256(frame.hash_rows().to_numpy().tobytes()).hexdigest()


def _digest(parts: Any) -> str:
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _path(made: Made, notebook: Notebook, given: Mapping[str, Any]) -> Path:
    """Name the file of a notebook; the newest day's takes the place of the one before."""
    named = {key: value for key, value in given.items() if key not in ("as_of", "workspace")}
    asked = _digest([named, made.words.language])[:12]
    return made.workspace.state / "executed" / f"{notebook.name}-{asked}.json"


def _is_ours(notebook: Notebook) -> bool:
    """Say whether a notebook is the package's own: another may read what nobody told."""
    return notebook.path.parent == packed("notebooks")


def kept(made: Made, notebook: Notebook, given: Mapping[str, Any]) -> Executed | None:
    """Give a notebook as it was executed before, if it would give the same again."""
    import nbformat

    path = _path(made, notebook, given)
    if not path.is_file() or not _is_ours(notebook):
        return None
    held = json.loads(path.read_text("utf-8"))
    used = tuple(held["used"])
    if held["key"] != _key(made, notebook, given, used):
        return None
    node = nbformat.from_dict(held["notebook"])
    renew(node, made.words, made.snapshot)
    return Executed(notebook.name, node, 0.0, None, held["warnings"], used)


def keep(made: Made, notebook: Notebook, given: Mapping[str, Any], executed: Executed) -> None:
    """Keep an executed notebook; one that failed, or whose tables are not known, is not kept."""
    path = _path(made, notebook, given)
    if executed.error is not None or executed.used is None or not _is_ours(notebook):
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {
        "key": _key(made, notebook, given, executed.used),
        "used": executed.used,
        "warnings": executed.warnings,
        "notebook": executed.notebook,
    }
    store.replace_text(path, json.dumps(held))


def _key(made: Made, notebook: Notebook, given: Mapping[str, Any], used: tuple[str, ...]) -> str:
    asked = {key: value for key, value in given.items() if key != "workspace"}
    return _digest([made.of(used), notebook.path.read_text("utf-8"), asked])
