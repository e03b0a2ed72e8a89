"""Write a run down: a row as it begins, the rest as it ends."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from revops.history.alive import hold, let_go
from revops.history.file import connected, writing
from revops.history.schema import RUNS, TABLES
from revops.history.told import cell

Rows = Iterable[Mapping[str, Any]]


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    """Add a row; a column that the table does not have is an error of ours."""
    unknown = row.keys() - TABLES[table].keys()
    if unknown:
        raise KeyError(f"{table} has no column {sorted(unknown)}")
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # nosec B608  # names are ours
    return int(connection.execute(sql, [cell(value) for value in row.values()]).lastrowid or 0)


def begin(folder: Path, **row: Any) -> int:
    """Write that a run begins, and give its number.

    `row` has columns of RUNS: started_at, trigger, as_of, and what else is known by now.
    """
    token = hold(folder)
    own = {"state": "running", "pid": os.getpid(), "host": platform.node(), "token": token}
    try:
        with connected(folder) as connection, writing(connection):
            _no_longer_missed(connection, row)
            return _insert(connection, "runs", {**row, **own})
    except BaseException:
        let_go(folder, token)
        raise


def _no_longer_missed(connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    """Strike out what a job missed before this run: it runs now."""
    until = cell(row.get("due_at") or row["started_at"])
    values = [row.get("job", ""), until]
    connection.execute("DELETE FROM missed WHERE job = ? AND due_at <= ?", values)


def note(folder: Path, run_id: int, **row: Any) -> None:
    """Write more about a run that is written down."""
    with connected(folder) as connection, writing(connection):
        _update(connection, run_id, row)


def finish(
    folder: Path,
    run_id: int,
    *,
    inputs: Rows = (),
    pages: Rows = (),
    steps: Rows = (),
    checks: Rows = (),
    **row: Any,
) -> None:
    """Write how a run ended: its own row's columns, and its inputs, pages, steps and checks."""
    sides = {"inputs": inputs, "pages": pages, "steps": steps, "checks": checks}
    with connected(folder) as connection:
        with writing(connection):
            _update(connection, run_id, row)
            for table, rows in sides.items():
                for each in rows:
                    _insert(connection, table, {"run_id": run_id, **each})
        found = connection.execute("SELECT token FROM runs WHERE run_id = ?", [run_id]).fetchone()
    if found:
        let_go(folder, found["token"])


def _update(connection: sqlite3.Connection, run_id: int, row: Mapping[str, Any]) -> None:
    unknown = row.keys() - RUNS.keys()
    if unknown:
        raise KeyError(f"runs has no column {sorted(unknown)}")
    given = ", ".join(f'"{name}" = ?' for name in row)
    sql = f"UPDATE runs SET {given} WHERE run_id = ?"  # nosec B608  # names are ours
    connection.execute(sql, [*map(cell, row.values()), run_id])
