"""Runs that were killed: written down as such by the next one."""

from pathlib import Path

import polars as pl

from revops.history.alive import let_go
from revops.history.asked import running
from revops.history.file import connected, writing


def settle(folder: Path) -> pl.DataFrame:
    """Write down which runs were stopped since the last look, and give them, oldest first.

    Their end and their exit code are not known: both stay empty.
    """
    found = running(folder).filter(pl.col("state") == "stopped")
    if found.is_empty():
        return found
    sql = "UPDATE runs SET state = 'stopped', message = ? WHERE run_id = ?"
    with connected(folder) as connection, writing(connection):
        connection.executemany(sql, found.select("message", "run_id").rows())
    for token in found["token"].to_list():
        let_go(folder, token)
    return found
