"""What each load's checks found, kept small, so that loads can be compared.

    .revops/trend/<snapshot>-<as-of day>.parquet     one row a check

A load that is checked again, by other suites, has its file replaced. Suites of today are never
run on earlier loads: a check is compared with the last load only where both were asked the same.
"""

import os
from datetime import date
from pathlib import Path

import polars as pl

from revops import checks
from revops.report.fingerprints import fingerprints
from revops.store import Snapshot, listed
from revops.workspace import Workspace

FOLDER = "trend"
#: One row a load and check; `records` are fingerprints of failing rows, null where not kept.
KEPT = pl.Schema(
    {
        "snapshot": pl.String(),
        "as_of": pl.Date(),
        "checked": pl.String(),
        "check_id": pl.String(),
        "table": pl.String(),
        "severity": pl.String(),
        "definition": pl.String(),
        "status": pl.String(),
        "n_rows": pl.Int64(),
        "n_failed": pl.Int64(),
        "records": pl.List(pl.UInt64()),
    }
)


def _path(state: Path, snapshot: str, as_of: date) -> Path:
    return state / FOLDER / f"{snapshot}-{as_of.isoformat()}.parquet"


def _is_kept(path: Path, checked: str) -> bool:
    """Say whether a file is that of a check."""
    if not path.is_file():
        return False
    told = pl.scan_parquet(path).select("checked").head(1).collect()["checked"]
    return told.to_list() == [checked]


def keep(
    workspace: Workspace, snapshot: Snapshot, found: checks.Checked, *, as_of: date, checked: str
) -> None:
    """Keep what a check found; `checked` names all that its result depends on."""
    path = _path(workspace.state, snapshot.name, as_of)
    if _is_kept(path, checked):
        return
    suites = checks.load_suites(workspace.suites())
    told = (
        found.results.join(checks.definitions(found.results, suites), on="check_id", how="left")
        .join(fingerprints(snapshot, found.failing), on="check_id", how="left")
        .with_columns(
            pl.lit(snapshot.name).alias("snapshot"),
            pl.lit(as_of).alias("as_of"),
            pl.lit(checked).alias("checked"),
        )
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    told.select(KEPT.names()).cast(KEPT).write_parquet(aside)
    aside.replace(path)


def loads(state: Path, as_of: date, until: str = "") -> pl.DataFrame:
    """List the checked loads up to a day, oldest first: their number, snapshot, day and file.

    `until` names the snapshot that comes last; without it all loads are listed.

    A load stands once, by the last day on which it was checked. Loads come in the order of these
    days and, on one day, in that of loads.txt.
    """
    order = {name: n for n, name in enumerate(listed(state))}
    found = [
        (path.name[:-19], date.fromisoformat(path.stem[-10:]), str(path))
        for path in sorted((state / FOLDER).glob("*-????-??-??.parquet"))
        if not path.name.startswith(".")
    ]
    schema = {"snapshot": pl.String, "as_of": pl.Date, "file": pl.String}
    every = pl.DataFrame(found, schema=schema, orient="row").filter(
        pl.col("snapshot").is_in(list(order)), pl.col("as_of") <= as_of
    )
    place = pl.col("snapshot").replace_strict(order, return_dtype=pl.Int64)
    last = every.sort("as_of").unique("snapshot", keep="last")
    ordered = last.with_columns(place=place).sort("as_of", "place").drop("place")
    names = ordered["snapshot"].to_list()
    if until in names:
        ordered = ordered.head(names.index(until) + 1)
    return ordered.with_row_index("load", offset=1).cast({"load": pl.Int64})


def load_before(state: Path, as_of: date, snapshot: str = "") -> date | None:
    """Give the day of the load before a snapshot, or before the last; null where there is none."""
    days = loads(state, as_of, snapshot)["as_of"].to_list()
    return days[-2] if len(days) > 1 else None
