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
from revops.tables import TABLES, Table
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


def _day_of(table: Table, zone: str) -> pl.Expr:
    """Give the day whose rate counts: of closing, else by which the row was known."""
    clocks = [name for name in ("closed_at", table.known_by, "close_date") if name in table.columns]
    return pl.coalesce(
        pl.col(name)
        if table.columns[name].dtype == pl.Date
        else pl.col(name).dt.convert_time_zone(zone).dt.date()
        for name in dict.fromkeys(clocks)
    )


def _valued(tables: Mapping[str, pl.DataFrame], base: str, zone: str) -> dict[str, pl.DataFrame]:
    """Fill every `<amount>_base`: the amount at the rate of its own day."""
    valued = dict(tables)
    for name in tables:
        for value in (column for column in TABLES[name].columns if column.endswith("_base")):
            valued[name] = in_base(
                valued[name],
                tables.get("rates"),
                base=base,
                amount=value.removesuffix("_base"),
                value=value,
                day=_day_of(TABLES[name], zone),
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
        side = (read.files, read.readings, read.ledger, read.sums)
        snapshot = store.Snapshot(name, ordered, read.rejected, resolved.merges, *side)
        store.write(workspace.state, snapshot)
    return snapshot


__all__ = ["conform", "load"]
