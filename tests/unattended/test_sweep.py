"""What killed runs left half written goes after a day; nothing else does."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from revops.runs.sweep import CHECKS, sweep
from revops.workspace import open_workspace

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
HALF = [
    ".revops/.current.17",
    ".revops/.reading-a_1/x",
    ".revops/snapshots/.f0.17/leads.parquet",
    ".revops/trend/.f0-2026-06-30.parquet.17",
    "reports/.index.html.17",
    "reports/.2026-W27.building-17/index.html",
]
KEPT = [
    ".revops/current",
    ".revops/.run.lock",
    ".revops/.run.holder",
    ".revops/snapshots/f0/leads.parquet",
    "reports/.2026-W27.before-17/index.html",
    "reports/2026-W27/.half.17",
    "reports/.ours",
]


def write(root: Path, names: list[str], at: datetime) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        for each in (path, path.parent):
            os.utime(each, (at.timestamp(), at.timestamp()))


def left(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}


def test_old_halves_go_and_all_else_stays(cast: Any) -> None:
    before = left(cast)
    write(cast, [*HALF, *KEPT], NOW - timedelta(days=2))
    sweep(open_workspace(cast), now=NOW)
    assert left(cast) - before == set(KEPT)


def test_a_half_of_today_may_be_at_work(cast: Any) -> None:
    write(cast, HALF, NOW - timedelta(hours=2))
    sweep(open_workspace(cast), now=NOW)
    assert set(HALF) <= left(cast)


def test_the_newest_checks_stay(cast: Any) -> None:
    names = [f".revops/checked/{n:02}/results.parquet" for n in range(CHECKS + 3)]
    for n, name in enumerate(names):
        write(cast, [name], NOW - timedelta(hours=n))
    sweep(open_workspace(cast), now=NOW)
    assert {name for name in left(cast) if "checked" in name} == set(names[:CHECKS])
