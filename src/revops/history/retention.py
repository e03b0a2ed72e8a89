"""What leaves the history: runs that are too many or too old."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from revops.history.alive import is_alive
from revops.history.file import connected, writing
from revops.history.told import cell

_KEPT = """
SELECT run_id FROM (SELECT run_id FROM runs ORDER BY run_id DESC LIMIT :newest)
 WHERE run_id IN (SELECT run_id FROM runs WHERE started_at >= :since)
UNION SELECT MAX(run_id) FROM runs GROUP BY job
UNION SELECT MAX(run_id) FROM runs WHERE state = 'ok' GROUP BY job
"""


def forget_old(folder: Path, *, keep_runs: int, keep_days: int, now: datetime) -> int:
    """Drop runs beyond the newest `keep_runs` or older than `keep_days`; say how many.

    The last run of each job stays, and its last good one, and every one that still runs.
    """
    values = {"newest": keep_runs, "since": cell(now - timedelta(days=keep_days))}
    with connected(folder) as connection, writing(connection):
        kept = {row["run_id"] for row in connection.execute(_KEPT, values)}
        every = connection.execute("SELECT run_id, state, token FROM runs").fetchall()
        gone = [
            row["run_id"] for row in every if row["run_id"] not in kept and _is_over(folder, row)
        ]
        connection.executemany("DELETE FROM runs WHERE run_id = ?", [(each,) for each in gone])
    return len(gone)


def _is_over(folder: Path, row: sqlite3.Row) -> bool:
    return row["state"] != "running" or not is_alive(folder, row["token"])
