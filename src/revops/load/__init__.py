"""From exports to a snapshot: read, name who is who, apply the agreement, value the money.

sources -> newest versions -> status of deals -> channels -> value in the workspace currency
-> identity -> store
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from filelock import FileLock

from revops import identity, sources, store
from revops.errors import SourceError
from revops.load.agreed import with_agreed, without_unfilled
from revops.load.big import finished
from revops.load.channels import with_channels
from revops.load.digests import digests
from revops.load.forgotten import gone, without, without_gone
from revops.load.ledger import Ledger
from revops.load.money import in_base
from revops.load.stages import with_status
from revops.load.told import told
from revops.load.tombstones import tombstones
from revops.load.touches import needed, with_first_sources, with_named
from revops.load.typed_once import typed_once
from revops.sources import queries
from revops.tables import TABLES, Table
from revops.workspace import Workspace
from revops.workspace.inside import no_wider

#: The agreed files that shape the tables; the others shape only metrics.
_SHAPING = ("stages.csv", "channels.csv", "same.csv")
_PACKAGE = Path(__file__).resolve().parents[1]


def _name(workspace: Workspace, hashes: list[tuple[str, str]]) -> str:
    """Name the snapshot by its files, its settings, the agreement and the code that makes it."""
    settings, texts = workspace.settings, workspace.agreement.texts
    made_by = ("sources", "identity", "load")
    return store.name_of(
        {
            "files": hashes,
            "exports": [export.model_dump(exclude={"uri"}) for export in settings.exports],
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
    filled = with_channels(with_named(tables, agreement.channels), agreement.channels)
    if "opportunities" in filled:
        filled["opportunities"] = with_status(
            filled["opportunities"], agreement.stages, zone=settings.zone
        )
    return _valued(filled, settings.currency, settings.zone)


def _made(
    workspace: Workspace,
    name: str,
    until: date | None,
    known: Mapping[Path, str],
    aside: Path,
    glanced: bool,
) -> tuple[store.Snapshot, dict[str, pl.LazyFrame]]:
    """Read the exports and make a snapshot of them; each row of each file is accounted for.

    What is too big for memory is given as it is to be written; `aside` holds it meanwhile where
    it is no UTF-8.
    """
    settings, agreement = workspace.settings, workspace.agreement
    read = sources.read_all(
        settings.exports,
        root=workspace.root,
        zone=settings.zone,
        until=until,
        digests=known,
        unread=True,
        aside=aside,
        glanced=glanced,
    )
    ledger = Ledger(read.parts)
    filled = without_unfilled(read.tables, read.files)
    tables = ledger.after("older state", typed_once(told(filled, read.parts)))
    if stones := tombstones(workspace.state):
        whom = gone(tables, stones)
        tables = ledger.after("forgotten", without_gone(tables, whom, stones))
        read = without(read, whom, stones)
    tables = ledger.after("inferred", needed(tables))
    slim = {table: tables[table] for table in read.stored}
    whole = {table: frame for table, frame in tables.items() if table not in slim}
    conformed = conform(workspace, whole)
    resolved = identity.resolve({**conformed, **slim}, agreement.same)
    every = with_first_sources(resolved.tables, agreement.channels)
    ordered = {table: every[table] for table in TABLES if table in every}
    ledger.after("merged", ordered)
    side = (read.files, read.readings, ledger.frame(), read.sums)
    who = (resolved.matches, resolved.suggestions)
    made = store.Snapshot(name, ordered, read.rejected, resolved.merges, *side, *who)
    big = {table: every[table] for table in read.stored}
    return made, finished(read.stored, {**conformed, **big}, agreement.channels)


def _written(
    workspace: Workspace, name: str, until: date | None, known: Mapping[Path, str]
) -> store.Snapshot:
    """Make a snapshot and write it; where a glance at a big file misled, with more care."""
    for glanced in (True, False):
        with TemporaryDirectory(dir=workspace.state, prefix=".reading-") as aside:
            try:
                made, stored = _made(workspace, name, until, known, Path(aside), glanced)
                store.write(workspace.state, made, stored)
            except sources.OTHERWISE:
                if not glanced:
                    raise
                continue
        break
    return store.read(workspace.state, name) if stored else made


def load(workspace: Workspace, until: date | None = None) -> store.Snapshot:
    """Read a workspace's exports into a snapshot; the same files twice make nothing new.

    `until` gives the data as they were on a past day: of successive states, only those known by
    then are read.
    """
    workspace = with_agreed(workspace)
    if not workspace.settings.exports:
        raise SourceError(
            "this workspace names no export",
            ["revops.toml has no [[exports]] block"],
            "Add one for each file; revops list sources says what there is.",
        )
    no_wider(workspace.state, workspace.root)
    exports, root = workspace.settings.exports, workspace.root
    with FileLock(workspace.state / "load.lock"):
        queries.fetch(exports, root)
        hashes, known = digests(exports, root, until)
        name = _name(workspace, hashes)
        if store.exists(workspace.state, name):
            store.point(workspace.state, name)
            found = store.read(workspace.state, name)
        else:
            found = _written(workspace, name, until, known)
        if tombstones(workspace.state):
            queries.drop(exports, root)  # a result is a copy, and holds who was forgotten
        return found


__all__ = ["conform", "load"]
