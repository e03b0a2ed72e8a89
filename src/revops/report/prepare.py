"""From exports to checked tables: load, check, and keep the result until something changes.

Checked tables are kept under `.revops/checked/`, named by the snapshot, the suites, the checks'
own code and the as-of day, so that Great Expectations runs once for all notebooks, and not at
all when nothing changed.
"""

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from revops import checks, known, store
from revops.errors import RevopsError
from revops.load import load
from revops.report.lean import load_jsonschema
from revops.workspace import Workspace

Step = Callable[[str], object]
_FRAMES = ("results", "quarantined")
_LATEST = "latest.json"


def _quiet(_: str) -> None:
    """Say nothing about a step that begins."""


def _name(workspace: Workspace, snapshot: str, as_of: date) -> str:
    """Name a check by all that its result depends on."""
    suites = {table: path.read_text("utf-8") for table, path in workspace.suites().items()}
    made_by = store.code_of(Path(checks.__file__).parent)
    limits = checks.limits(workspace.settings).rows()
    parts = [snapshot, as_of, workspace.settings.zone, suites, limits, made_by]
    return store.name_of({"checked": parts})


def _read(folder: Path) -> checks.Checked:
    """Read a kept check."""
    tables = {path.stem: pl.read_parquet(path) for path in sorted((folder / "t").glob("*.parquet"))}
    results, quarantined = (pl.read_parquet(folder / f"{name}.parquet") for name in _FRAMES)
    blocked = json.loads((folder / "blocked.json").read_text("utf-8"))
    return checks.Checked(tables, results, quarantined, blocked)


def _write(folder: Path, checked: checks.Checked) -> None:
    """Keep a check: aside, then renamed."""
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
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
        load_jsonschema()
        local = known.localised(snapshot.tables, zone=workspace.settings.zone)
        ages = checks.source_ages(local, snapshot.files, as_of=as_of, zone=workspace.settings.zone)
        fresh = checks.freshness(ages, checks.limits(workspace.settings), local)
        found = checks.run(
            local, workspace.suites(), as_of=as_of, fresh=fresh, readings=snapshot.readings
        )
        _write(folder, found)
    latest = {"as_of": as_of.isoformat(), "checked": folder.name, "snapshot": snapshot.name}
    store.replace_text(workspace.state / _LATEST, json.dumps(latest))
    return _read(folder)


def prepare(
    workspace: Workspace, *, as_of: date, say: Step = _quiet
) -> tuple[store.Snapshot, checks.Checked]:
    """Load the exports that changed, as far as they were known on the day, and check them."""
    say("load")
    snapshot = load(workspace, until=as_of)
    say("check")
    return snapshot, check(workspace, snapshot, as_of=as_of)


def _latest(workspace: Workspace) -> dict[str, str]:
    """Read what was checked last."""
    path = workspace.state / _LATEST
    if not path.is_file():
        raise RevopsError(
            "no as-of day is known. Set as_of in revops.toml or in the notebook's parameters, "
            "or run: revops check"
        )
    latest: dict[str, str] = json.loads(path.read_text("utf-8"))
    return latest


def last_check(workspace: Workspace) -> tuple[store.Snapshot, checks.Checked]:
    """Read what was loaded and checked last, without looking at the exports again."""
    latest = _latest(workspace)
    checked = _read(workspace.state / "checked" / latest["checked"])
    return store.read(workspace.state, latest["snapshot"]), checked


def last_day(workspace: Workspace) -> date:
    """Give the as-of day of the workspace: its setting, else that of its last check."""
    return workspace.settings.as_of or date.fromisoformat(_latest(workspace)["as_of"])
