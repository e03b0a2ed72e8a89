"""From exports to checked tables: load, check, and keep the result until something changes.

Checked tables are kept under `.revops/checked/`, named by the snapshot, the suites and the as-of
day, so that Great Expectations runs once for all notebooks and not at all when nothing changed.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from revops import checks, known, store
from revops.errors import RevopsError
from revops.load import load
from revops.workspace import Workspace

_FRAMES = ("results", "quarantined")
Step = Callable[[str], object]


def _quiet(_: str) -> None:
    """Say nothing about a step that begins."""


def _name(workspace: Workspace, snapshot: str, as_of: date) -> str:
    """Name a check by all that its result depends on."""
    suites = {table: path.read_text("utf-8") for table, path in workspace.suites().items()}
    parts = [snapshot, as_of.isoformat(), workspace.settings.zone, suites, checks.VERSION]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:20]


def _read(folder: Path) -> checks.Checked:
    """Read a kept check."""
    tables = {path.stem: pl.read_parquet(path) for path in sorted((folder / "t").glob("*.parquet"))}
    frames = (pl.read_parquet(folder / f"{name}.parquet") for name in _FRAMES)
    blocked = json.loads((folder / "blocked.json").read_text("utf-8"))
    return checks.Checked(tables, *frames, blocked)


def _write(folder: Path, checked: checks.Checked) -> None:
    """Keep a check: aside, then renamed."""
    aside = folder.with_name(f".{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)
    (aside / "t").mkdir(parents=True)
    for name, frame in checked.tables.items():
        frame.write_parquet(aside / "t" / f"{name}.parquet")
    for name in _FRAMES:
        getattr(checked, name).write_parquet(aside / f"{name}.parquet")
    (aside / "blocked.json").write_text(json.dumps(checked.blocked, sort_keys=True), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)


def check(workspace: Workspace, snapshot: store.Snapshot, *, as_of: date) -> checks.Checked:
    """Check a snapshot as of a day, or read what was found before."""
    folder = workspace.state / "checked" / _name(workspace, snapshot.name, as_of)
    if not folder.is_dir():
        local = known.tables(snapshot.tables, as_of=date.max, zone=workspace.settings.zone)
        _write(folder, checks.run(local, workspace.suites(), as_of=as_of))
    pointer = {"checked": folder.name, "snapshot": snapshot.name, "as_of": as_of.isoformat()}
    (workspace.state / "latest.json").write_text(json.dumps(pointer), "utf-8")
    return _read(folder)


def prepare(
    workspace: Workspace, *, as_of: date, say: Step = _quiet
) -> tuple[store.Snapshot, checks.Checked]:
    """Load the exports that changed, and check them."""
    say("load")
    snapshot = load(workspace)
    say("check")
    return snapshot, check(workspace, snapshot, as_of=as_of)


def last_day(workspace: Workspace) -> date:
    """The as-of day of the workspace: its setting, else that of its last check."""
    if workspace.settings.as_of:
        return workspace.settings.as_of
    path = workspace.state / "latest.json"
    if not path.is_file():
        raise RevopsError(
            "no as-of day is known. Set as_of in revops.toml or in the notebook's parameters, "
            "or run: revops check"
        )
    return date.fromisoformat(json.loads(path.read_text("utf-8"))["as_of"])
