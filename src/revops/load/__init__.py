"""From exports to a snapshot: read, name who is who, apply the agreement, value the money.

sources -> status of deals -> channels -> value in the workspace currency -> identity -> store
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from filelock import FileLock

from revops import identity, sources, store
from revops.errors import SourceError
from revops.load.channels import with_channels
from revops.load.money import in_base
from revops.load.stages import with_status
from revops.sources.reading.paths import files
from revops.tables import TABLES
from revops.workspace import Workspace

#: The agreed files that shape the tables; the others shape only metrics.
_SHAPING = ("stages.csv", "channels.csv")
_PACKAGE = Path(__file__).resolve().parents[1]


def _hashes(workspace: Workspace) -> list[tuple[str, str]]:
    """Hash every file that the exports name; a file that is missing is told when it is read."""
    found = []
    for export in workspace.settings.exports:
        try:
            for file in files(export.path, workspace.root):
                found.append((file.name, hashlib.sha256(file.path.read_bytes()).hexdigest()))
        except (SourceError, OSError):
            found.append((export.path, "missing"))
    return found


def _name(workspace: Workspace) -> str:
    """Name the snapshot by its files, its settings, the agreement and the code that makes it."""
    settings, texts = workspace.settings, workspace.agreement.texts
    made_by = ("sources", "identity", "load")
    return store.name_of(
        {
            "files": _hashes(workspace),
            "exports": [export.model_dump() for export in settings.exports],
            "settings": [settings.currency, settings.zone],
            "agreement": {name: texts.get(name) for name in _SHAPING},
            "code": store.code_of(*(_PACKAGE / name for name in made_by)),
        }
    )


def _valued(tables: Mapping[str, pl.DataFrame], base: str, zone: str) -> dict[str, pl.DataFrame]:
    """Value deals, spend and post-sale events: each at the rate of its own day."""
    local = {name: pl.col(name).dt.convert_time_zone(zone).dt.date() for name in
             ("closed_at", "created_at", "occurred_at")}  # fmt: skip
    days = {
        "opportunities": (
            "amount",
            "amount_base",
            pl.coalesce(local["closed_at"], local["created_at"], "close_date"),
        ),
        "spend": ("cost", "cost_base", pl.col("spent_on")),
        "customers": ("amount", "amount_base", local["occurred_at"]),
    }
    valued = dict(tables)
    for name, (amount, value, day) in days.items():
        if name in valued:
            valued[name] = in_base(
                valued[name], tables.get("rates"), base=base, amount=amount, value=value, day=day
            )
    return valued


def conform(workspace: Workspace, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Apply the agreement to tables as they were read."""
    settings, agreement = workspace.settings, workspace.agreement
    filled = with_channels(tables, agreement.channels)
    if "opportunities" in filled:
        filled["opportunities"] = with_status(
            filled["opportunities"], agreement.stages, zone=settings.zone
        )
    return _valued(filled, settings.currency, settings.zone)


def load(workspace: Workspace) -> store.Snapshot:
    """Read a workspace's exports into a snapshot; the same files twice make nothing new."""
    if not workspace.settings.exports:
        raise SourceError(
            "this workspace names no export",
            ["revops.toml has no [[exports]] block"],
            "Add one for each file; revops list sources says what there is.",
        )
    workspace.state.mkdir(parents=True, exist_ok=True)
    name = _name(workspace)
    with FileLock(workspace.state / "load.lock"):
        if store.exists(workspace.state, name):
            store.point(workspace.state, name)
            return store.read(workspace.state, name)
        read = sources.read_all(
            workspace.settings.exports, root=workspace.root, zone=workspace.settings.zone
        )
        resolved = identity.resolve(conform(workspace, read.tables))
        ordered = {table: resolved.tables[table] for table in TABLES if table in resolved.tables}
        snapshot = store.Snapshot(name, ordered, read.rejected, resolved.merges, read.files)
        store.write(workspace.state, snapshot)
    return snapshot


__all__ = ["conform", "load"]
