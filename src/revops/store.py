"""Snapshots: each load of a workspace's exports, as typed Parquet under `.revops/`.

A snapshot is named by what it was made from (the files' hashes, the settings and the agreement
that shaped it), so that loading the same files twice makes nothing new. It is written aside and
renamed, and `current` is replaced last: a killed load leaves the last good snapshot in place.

    .revops/snapshots/<name>/<table>.parquet, and the parquet files of `SIDE`
    .revops/current          the name of the newest
    .revops/loads.txt        one name a load that made something new, oldest first
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from revops.errors import RevopsError
from revops.tables import TABLES

#: Raised when what a snapshot holds changes meaning, so that old ones are made anew.
FORMAT = 3
#: Frames that are written beside the tables.
SIDE = ("rejected", "merges", "files", "readings", "ledger", "sums", "matches", "suggestions")


@dataclass(frozen=True)
class Snapshot:
    """One load: its name, its tables, what was rejected, merged and read, and how.

    `readings` says how dates and numbers were read, `ledger` what became of each row of the files,
    `sums` what totals rows say beside the sum of their rows, `matches` how many records each rule
    made one or left alone, `suggestions` which pairs people should decide about.
    """

    name: str
    tables: Mapping[str, pl.DataFrame]
    rejected: pl.DataFrame
    merges: pl.DataFrame
    files: pl.DataFrame
    readings: pl.DataFrame
    ledger: pl.DataFrame
    sums: pl.DataFrame
    matches: pl.DataFrame
    suggestions: pl.DataFrame


class Tables(Mapping[str, pl.DataFrame]):
    """Tables that are not held yet: each is read when it is first asked for, and then kept.

    >>> found = Tables({"leads": TABLES["leads"].empty().lazy()})
    >>> found["leads"].height
    0
    """

    in_one_piece = False  #: a column put beside those of a table in many pieces copies them all

    def __init__(self, scans: Mapping[str, pl.LazyFrame]) -> None:
        """Take each table unread."""
        self._scans, self._read = dict(scans), dict[str, pl.DataFrame]()

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in self._read:
            read = self._scans[name].collect()
            self._read[name] = read.rechunk() if self.in_one_piece else read
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._scans  # a mapping's own way would read the table

    def __iter__(self) -> Iterator[str]:
        return iter(self._scans)

    def __len__(self) -> int:
        return len(self._scans)

    def scans(self) -> dict[str, pl.LazyFrame]:
        """Give every table unread, or from memory where it was read."""
        return self._scans | {name: frame.lazy() for name, frame in self._read.items()}


def unread(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.LazyFrame]:
    """Give tables unread, so that of a big one only what is asked of it is held in memory."""
    if isinstance(tables, Tables):
        return tables.scans()
    return {name: frame.lazy() for name, frame in tables.items()}


def height_of(frame: pl.LazyFrame) -> int:
    """Count the rows of a table that is not read."""
    return int(frame.select(pl.len()).collect(engine="streaming").item())


def scans(snapshot: Snapshot) -> dict[str, pl.LazyFrame]:
    """Give the tables of a snapshot unread, where a big one should not be held in memory."""
    return unread(snapshot.tables)


def code_of(*folders: Path) -> str:
    """Fingerprint the code of some folders: what it made is made anew when it changes."""
    found = (path for folder in folders for path in folder.rglob("*"))
    files = sorted(path for path in found if path.suffix in {".py", ".csv"})
    texts = [[path.name, path.read_text("utf-8")] for path in files]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def name_of(parts: Mapping[str, Any]) -> str:
    """Name a snapshot by what it is made from.

    >>> name_of({"files": ["a"]}) == name_of({"files": ["a"]}) != name_of({"files": ["b"]})
    True
    """
    schemas = {name: [*map(str, table.schema().items())] for name, table in TABLES.items()}
    text = json.dumps([FORMAT, schemas, dict(parts)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def folder(state: Path, name: str) -> Path:
    """Give the folder of a snapshot, where each table has its file."""
    return state / "snapshots" / name


def exists(state: Path, name: str) -> bool:
    """Say whether a snapshot is there, whole."""
    return (folder(state, name) / "files.parquet").is_file()


def write(
    state: Path, snapshot: Snapshot, stored: Mapping[str, pl.LazyFrame] | None = None
) -> None:
    """Write a snapshot aside, rename it into place, then point `current` to it.

    Tables that are `stored` elsewhere are written from there, a stretch at a time.
    """
    big = stored or {}
    target = folder(state, snapshot.name)
    if not exists(state, snapshot.name):
        aside = target.with_name(f".{snapshot.name}.{os.getpid()}")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        for name, frame in snapshot.tables.items():
            if name in big:
                into = aside / f"{name}.parquet"
                big[name].sink_parquet(into, compression="lz4", statistics=False)
            else:
                frame.write_parquet(aside / f"{name}.parquet")
        for name in SIDE:
            getattr(snapshot, name).write_parquet(aside / f"{name}.parquet")
        shutil.rmtree(target, ignore_errors=True)
        aside.rename(target)
    point(state, snapshot.name)


def point(state: Path, name: str) -> None:
    """Make a snapshot the current one; an earlier one that comes back counts as a load."""
    loads = listed(state)
    if not loads or loads[-1] != name:
        replace_text(state / "loads.txt", "\n".join([*loads, name]) + "\n")
    replace_text(state / "current", name)


def replace_text(path: Path, text: str) -> None:
    """Replace a small file in one step."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def listed(state: Path) -> list[str]:
    """List the loads, oldest first."""
    path = state / "loads.txt"
    return path.read_text(encoding="utf-8").split() if path.is_file() else []


def current(state: Path) -> str:
    """Name the newest snapshot."""
    path = state / "current"
    if not path.is_file():
        raise RevopsError(
            "nothing has been loaded into this workspace yet. Load its exports with: revops load"
        )
    return path.read_text(encoding="utf-8").strip()


def read(state: Path, name: str = "") -> Snapshot:
    """Read a snapshot: the newest, or any earlier load by its name."""
    name = name or current(state)
    if not exists(state, name):
        known = ", ".join(listed(state)) or "none"
        raise RevopsError(f"there is no snapshot named '{name}'. Known: {known}.")
    place = folder(state, name)
    files = {table: place / f"{table}.parquet" for table in TABLES}
    there = {table: path for table, path in files.items() if path.is_file()}
    tables = Tables({table: pl.scan_parquet(path) for table, path in there.items()})
    return Snapshot(name, tables, *(pl.read_parquet(place / f"{side}.parquet") for side in SIDE))
