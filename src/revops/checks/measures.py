"""What is measured of one load, so that the next ones can be compared with it.

A measure is a number a table: how many rows it has, and of touches the share that came in
without a channel or on the direct one. Measures are small and are kept when a snapshot is not:

    .revops/measures/<snapshot>.json
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from revops import store
from revops.checks.channels import is_direct, is_unmapped
from revops.checks.values import Question, asked_of

FOLDER = "measures"
#: Raised when a measure changes meaning, so that it is taken again where the load is still there.
_FORMAT = 1
#: What is measured of a table beside its rows: the share of them of whose text it is true.
SHARES: Mapping[str, Mapping[str, tuple[str, Question]]] = {
    "touchpoints": {
        "direct_share": ("channel", is_direct),
        "unmapped_share": ("channel", is_unmapped),
    }
}
Measures = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Measured:
    """One load: which exports and files it was made of, up to when, and its measures.

    `exports` lists the numbered blocks of the settings with their sources; `files` fingerprints
    the content of the files, so that the same files are known again; `state_at` is the newest day
    that a file's name tells, blank where none does.
    """

    exports: list[str]
    files: str
    state_at: str
    tables: Measures


def measures(tables: Mapping[str, pl.LazyFrame]) -> Measures:
    """Measure each table; a share of nothing is left out.

    >>> touches = pl.LazyFrame({"channel": ["direct", "email", "unmapped", None]})
    >>> measures({"touchpoints": touches})
    {'touchpoints': {'rows': 4, 'direct_share': 0.25, 'unmapped_share': 0.5}}
    """
    found = {}
    for name, frame in tables.items():
        columns = set(frame.collect_schema())
        asked = {
            share: asked_of(frame, column, question).mean()
            for share, (column, question) in SHARES.get(name, {}).items()
            if column in columns
        }
        row = frame.select(rows=pl.len(), **asked).collect(engine="streaming").row(0, named=True)
        found[name] = {key: round(v, 9) for key, v in row.items() if v is not None}
    return found


def _fingerprint(files: pl.DataFrame) -> str:
    """Name the content of all files, whatever the files are called."""
    content = sorted(set(files.select("source", "sha256").rows()))
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:20]


def measured(snapshot: store.Snapshot) -> Measured:
    """Measure a load."""
    files = snapshot.files
    newest = files["state_at"].max()
    blocks = pl.format("{} {}", "export", "source").alias("block")
    return Measured(
        exports=files.select(blocks)["block"].unique().sort().to_list(),
        files=_fingerprint(files),
        state_at=newest.isoformat() if isinstance(newest, datetime) else "",
        tables=measures(store.scans(snapshot)),
    )


def _place(state: Path, name: str) -> Path:
    return state / FOLDER / f"{name}.json"


def keep(state: Path, name: str, found: Measured) -> None:
    """Keep the measures of a load."""
    path = _place(state, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"format": _FORMAT, **asdict(found)}, sort_keys=True)
    store.replace_text(path, text)


def recall(state: Path, name: str) -> Measured | None:
    """Read the measures that were kept of a load; null where none were, or of another format."""
    path = _place(state, name)
    kept = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return Measured(**kept) if kept.pop("format", None) == _FORMAT else None
