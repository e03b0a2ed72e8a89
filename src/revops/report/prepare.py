"""From exports to checked tables: load, check, and keep the result until something changes.

What was found is kept under `.revops/checked/`, named by the snapshot, the suites, the checks'
own code and the as-of day, so that Great Expectations runs once for all notebooks, and not at
all when nothing changed. Tables are not kept again: they are the snapshot's, without the places
set aside, and are read when a page asks for them.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import polars as pl

from revops import checks, known, store
from revops.errors import RevopsError
from revops.load import load
from revops.report.earlier import earlier
from revops.report.lean import load_jsonschema
from revops.report.remember import remember
from revops.workspace import Workspace

Step = Callable[[str], object]
_FRAMES = ("results", "quarantined", "failing")
_LATEST = "latest.json"


def _quiet(_: str) -> None:
    """Say nothing about a step that begins."""


def _name(workspace: Workspace, snapshot: str, as_of: date, bounds: checks.Bounds) -> str:
    """Name a check by all that its result depends on."""
    suites = {table: path.read_text("utf-8") for table, path in workspace.suites().items()}
    made_by = store.code_of(Path(checks.__file__).parent)
    limits = checks.limits(workspace.settings).rows()
    agreed = {name: workspace.agreement.texts.get(name) for name in checks.AGREED}
    parts = [snapshot, as_of, workspace.settings.zone, suites, limits, asdict(bounds), made_by]
    return store.name_of({"checked": parts, "agreed": agreed})


def _read(folder: Path, snapshot: store.Snapshot, zone: str) -> checks.Checked:
    """Read a kept check; its tables are the snapshot's, without the rows set aside."""
    frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in _FRAMES}
    blocked = json.loads((folder / "blocked.json").read_text("utf-8"))
    local = known.localised(snapshot.tables, zone=zone)
    tables = checks.kept(local, frames["quarantined"])
    return checks.Checked(tables, blocked=blocked, **frames)


def _write(folder: Path, checked: checks.Checked) -> None:
    """Keep a check: aside, then renamed."""
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for name in _FRAMES:
        getattr(checked, name).write_parquet(aside / f"{name}.parquet")
    (aside / "blocked.json").write_text(json.dumps(checked.blocked, sort_keys=True), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)


def _bounds(workspace: Workspace, snapshot: store.Snapshot) -> checks.Bounds:
    """Give what the suites are given from outside: by earlier loads, and by the agreement."""
    pattern = workspace.agreement.campaign_names.pattern
    agreed = {"campaigns": {"campaign_name": pattern}} if pattern else {}
    return checks.bounds(workspace.state, snapshot, agreed)


def check(workspace: Workspace, snapshot: store.Snapshot, *, as_of: date) -> checks.Checked:
    """Check a snapshot as of a day, or read what was found before."""
    bounds = _bounds(workspace, snapshot)
    folder = workspace.state / "checked" / _name(workspace, snapshot.name, as_of, bounds)
    if not folder.is_dir():
        load_jsonschema()
        local = known.localised(snapshot.tables, zone=workspace.settings.zone)
        ages = checks.source_ages(
            store.unread(local), snapshot.files, as_of=as_of, zone=workspace.settings.zone
        )
        fresh = checks.freshness(ages, checks.limits(workspace.settings), local)
        past = checks.of_loads(workspace.state, snapshot)
        found = checks.run(
            local,
            workspace.suites(),
            as_of=as_of,
            fresh=pl.concat([fresh, checks.of_files(snapshot), past]),
            readings=snapshot.readings,
            bounds=bounds,
            agreed=checks.agreed(workspace.agreement),
        )
        _write(folder, found)
    latest = {"as_of": as_of.isoformat(), "checked": folder.name, "snapshot": snapshot.name}
    store.replace_text(workspace.state / _LATEST, json.dumps(latest))
    found = _read(folder, snapshot, workspace.settings.zone)
    remember(workspace, snapshot, found, as_of=as_of, checked=folder.name)
    return found


def prepare(
    workspace: Workspace, *, as_of: date, say: Step = _quiet, load_name: str = ""
) -> tuple[store.Snapshot, checks.Checked]:
    """Load the exports that changed, as far as they were known on the day, and check them.

    `load_name` names an earlier load, which is read in their place.
    """
    say("load")
    snapshot = earlier(workspace, load_name) if load_name else load(workspace, until=as_of)
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
    snapshot = store.read(workspace.state, latest["snapshot"])
    folder = workspace.state / "checked" / latest["checked"]
    return snapshot, _read(folder, snapshot, workspace.settings.zone)


def last_day(workspace: Workspace) -> date:
    """Give the as-of day of the workspace: its setting, else that of its last check."""
    return workspace.settings.as_of or date.fromisoformat(_latest(workspace)["as_of"])
