"""What the history file holds, and its version.

A moment is kept in UTC as ISO text, a day as ISO text, a list as JSON: what a person reads who
opens the file with another tool.
"""

from collections.abc import Mapping

import polars as pl

#: A moment.
INSTANT = pl.Datetime("us", "UTC")
#: Raised with every change of the file; `UPGRADES` tells how an older one becomes this one.
VERSION = 1
RUNS = pl.Schema(
    {
        "run_id": pl.Int64(),
        "job": pl.String(),
        "trigger": pl.String(),
        "due_at": INSTANT,
        "started_at": INSTANT,
        "finished_at": INSTANT,
        "seconds": pl.Float64(),
        "state": pl.String(),
        "exit_code": pl.Int64(),
        "as_of": pl.Date(),
        "languages": pl.List(pl.String()),
        "reports": pl.List(pl.String()),
        "given": pl.String(),
        "load_name": pl.String(),
        "out": pl.String(),
        "snapshot": pl.String(),
        "oldest_source": pl.String(),
        "oldest_age_days": pl.Int64(),
        "folders": pl.List(pl.String()),
        "fault": pl.String(),
        "shown": pl.List(pl.String()),
        "message": pl.String(),
        "log": pl.String(),
        "pid": pl.Int64(),
        "host": pl.String(),
        "token": pl.String(),
    }
)
INPUTS = pl.Schema(
    {
        "run_id": pl.Int64(),
        "path": pl.String(),
        "source": pl.String(),
        "sha256": pl.String(),
        "bytes": pl.Int64(),
        "n_rows": pl.Int64(),
        "newest": pl.Date(),
        "age_days": pl.Int64(),
    }
)
PAGES = pl.Schema(
    {
        "run_id": pl.Int64(),
        "language": pl.String(),
        "folder": pl.String(),
        "name": pl.String(),
        "title": pl.String(),
        "state": pl.String(),
        "seconds": pl.Float64(),
        "message": pl.String(),
    }
)
STEPS = pl.Schema(
    {"run_id": pl.Int64(), "language": pl.String(), "step": pl.String(), "seconds": pl.Float64()}
)
CHECKS = pl.Schema(
    {
        "run_id": pl.Int64(),
        "table": pl.String(),
        "severity": pl.String(),
        "description": pl.String(),
        "owner": pl.String(),
        "n_failed": pl.Int64(),
        "n_rows": pl.Int64(),
    }
)
#: A due moment that passed without a run; it stands until the job runs again.
MISSED = pl.Schema({"job": pl.String(), "due_at": INSTANT, "found_at": INSTANT})
TABLES: Mapping[str, pl.Schema] = {
    "runs": RUNS,
    "inputs": INPUTS,
    "pages": PAGES,
    "steps": STEPS,
    "checks": CHECKS,
    "missed": MISSED,
}
_SQL: Mapping[type[pl.DataType], str] = {pl.Int64: "INTEGER", pl.Float64: "REAL"}
_KEYS = {"runs": "run_id INTEGER PRIMARY KEY AUTOINCREMENT", "missed": "job TEXT NOT NULL"}


def _column(name: str, kind: pl.DataType) -> str:
    return f'"{name}" {_SQL.get(type(kind), "TEXT")}'


def _table(name: str, schema: pl.Schema) -> str:
    """Say how one table is made; what belongs to a run goes with it."""
    first, *rest = [_column(column, kind) for column, kind in schema.items()]
    parts = [_KEYS.get(name, f"{first} NOT NULL REFERENCES runs ON DELETE CASCADE"), *rest]
    if name == "missed":
        parts.append("PRIMARY KEY (job, due_at)")
    return f"CREATE TABLE {name} ({', '.join(parts)})"


def statements() -> list[str]:
    """Give what makes an empty history.

    >>> statements()[-1].startswith('CREATE INDEX')
    True
    """
    made = [_table(name, schema) for name, schema in TABLES.items()]
    sides = ("inputs", "pages", "steps", "checks")
    return [*made, *(f"CREATE INDEX {name}_of_run ON {name} (run_id)" for name in sides)]


#: From a version, what makes it the next one.
UPGRADES: Mapping[int, list[str]] = {0: statements()}
