"""The sample's workspace with two loads, a check, finished pages and a history, to forget in."""

import io
import json
import shutil
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pyarrow.parquet as pq
import pytest

from revops.load import load
from revops.report.downloads import csv_bytes, xlsx_bytes
from revops.report.prepare import check
from revops.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[2]
DAY = date(2026, 6, 30)
EXPORTS = (
    "hubspot_contacts",
    "hubspot_deals",
    "utm_touchpoints",
    "sales_activities",
    "sales_feedback",
    "rates",
)


@dataclass(frozen=True)
class Who:
    """The person of these tests, by all that must not be found."""

    id: str
    email: str
    name: str
    phone: str

    @property
    def words(self) -> list[str]:
        names = [self.name, json.dumps(self.name)[1:-1]]
        return [
            self.email,
            *names,
            self.phone,
            f'\\"{self.id}\\"',
            f'"{self.id}"',
            f">{self.id}<",
            f",{self.id},",
        ]


@pytest.fixture(scope="session")
def who(loaded: Path) -> Who:
    """Choose somebody without a namesake, with a telephone, a deal and many touches."""
    first = sorted(loaded.rglob("snapshots/*/leads.parquet"))[0].parent
    people, deals, touches = (
        pl.read_parquet(first / f"{name}.parquet")
        for name in ("leads", "opportunities", "touchpoints")
    )
    known = people.filter(
        ~pl.col("full_name").is_duplicated(),
        pl.col("phone").is_not_null(),
        pl.col("full_name").str.contains("[áéíóúñ]"),
        pl.col("lead_id").is_in(deals["lead_id"].drop_nulls().implode()),
    )
    met = known.join(touches.group_by("lead_id").len(), on="lead_id").sort("len", "lead_id")
    return Who(*met.select("lead_id", "email", "full_name", "phone").row(-1))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the sample twice, the second time with one row more, and check it."""
    root = tmp_path_factory.mktemp("forgetting") / "workspace"
    root.mkdir()
    _settings(root)
    shutil.copytree(ROOT / "agreement", root / "agreement")
    workspace = open_workspace(root)
    load(workspace)
    with (root / "data/sample/rates.csv").open("a", encoding="utf-8") as file:
        file.write("EUR,2020-01-01,1\n")
    check(workspace, load(workspace), as_of=DAY)
    return root


def _settings(root: Path) -> None:
    """Take those of the sample's exports that name people, and the rates."""
    (root / "data/sample").mkdir(parents=True)
    head, *blocks = (ROOT / "revops.toml").read_text("utf-8").split("[[exports]]")
    kept = [block for block in blocks if any(f"/{name}.csv" in block for name in EXPORTS)]
    (root / "revops.toml").write_text("[[exports]]".join([head, *kept]), encoding="utf-8")
    for name in EXPORTS:
        shutil.copy(ROOT / f"data/sample/{name}.csv", root / "data/sample")


@pytest.fixture
def place(loaded: Path, tmp_path: Path, who: Who) -> Workspace:
    """Give a copy of the workspace, with pages and a history that name the person."""
    root = tmp_path / "workspace"
    shutil.copytree(loaded, root)
    _pages(root / "reports/2026-W27", who)
    _history(root / ".revops/history.sqlite", who)
    (root / ".revops/log.txt").write_text(f"set aside: {who.email}\n", encoding="utf-8")
    (root / ".revops/executed").mkdir()
    (root / ".revops/executed/cells.json").write_text(f'{{"id": "{who.id}"}}', encoding="utf-8")
    return open_workspace(root)


def _page(rows: str, *files: bytes) -> str:
    links = "".join(f'<a href="data:x;base64,{b64encode(f).decode()}">file</a>' for f in files)
    return f"<!DOCTYPE html><html><body><table>{rows}</table>{links}</body></html>"


def _pages(folder: Path, who: Who) -> None:
    """Write pages that name the person in a cell, in a CSV, in a workbook, and not at all."""
    folder.mkdir(parents=True)
    table = pl.DataFrame({"lead_id": [who.id, "1"], "name": [who.name, "Ana"]})
    pages = {
        "index": _page("<tr><td>12</td></tr>"),
        "cells": _page(f"<tr><td>{who.id}</td></tr>"),
        "csv": _page("", csv_bytes(table)),
        "xlsx": _page("", xlsx_bytes(table, {})),
        "other": _page("<tr><td>99999</td></tr>", csv_bytes(table.tail(1))),
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    run = {"as_of": "2026-06-30", "language": "en", "snapshot": "abc", "note": who.name}
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    rows = pl.DataFrame({"metric_id": ["n_won", "n_won"], "params": ["{}", f'{{"l": "{who.id}"}}']})
    rows.write_parquet(folder / "metrics.parquet")


def _history(path: Path, who: Who) -> None:
    with closing(sqlite3.connect(path)) as history:
        history.execute("PRAGMA journal_mode = WAL")
        history.execute("CREATE TABLE runs (run_id INTEGER, message TEXT, log TEXT)")
        rows = [(1, "ok", "fine"), (2, f"the lead {who.id} failed", f"{who.name} {who.email}")]
        history.executemany("INSERT INTO runs VALUES (?, ?, ?)", rows)
        history.commit()


def blobs(path: Path) -> Iterator[bytes]:
    """Give all that a file holds, unpacked: an oracle that shares no code with what it judges."""
    content = path.read_bytes()
    if path.suffix == ".parquet":
        yield json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False).encode()
        return
    yield from _unpacked(content)


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content[:2] == b"PK":
        with ZipFile(io.BytesIO(content)) as book:
            for name in book.namelist():
                yield from _unpacked(book.read(name))
    for part in content.split(b"base64,")[1:]:
        yield from _unpacked(b64decode(part.partition(b'"')[0]))


def found_in(workspace: Workspace, who: Who) -> set[str]:
    """Name the files of the state and of the reports that hold a word of the person."""
    found = set()
    for folder in (workspace.state, workspace.reports):
        for path in folder.rglob("*"):
            if path.is_file() and any(
                word.encode() in blob for blob in blobs(path) for word in who.words
            ):
                found.add(path.relative_to(workspace.root).as_posix())
    return found
