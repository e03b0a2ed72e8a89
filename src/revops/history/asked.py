"""Read the history as frames: which runs there were, and one run's inputs, pages, steps, checks.

A run that says that it runs, but whose process is gone, was stopped: killed, or the power failed.
"""

from pathlib import Path

import polars as pl

from revops.errors import UnknownName
from revops.history.alive import is_alive
from revops.history.file import connected, path_of
from revops.history.schema import CHECKS, INPUTS, MISSED, PAGES, RUNS, STEPS
from revops.history.told import frame

_STOPPED = "the process ended before its work: it was killed, or the machine stopped"


def _asked(folder: Path, sql: str, schema: pl.Schema, *values: object) -> pl.DataFrame:
    """Ask for rows; where no run was ever written down there are none."""
    if not path_of(folder).is_file():
        return schema.to_frame()
    with connected(folder) as connection:
        return frame(connection.execute(sql, values).fetchall(), schema)


def _judged(folder: Path, found: pl.DataFrame) -> pl.DataFrame:
    """Say of runs whose process is gone that they were stopped, and how long each run took."""
    running = found.filter(pl.col("state") == "running")["token"].to_list()
    gone = [token for token in running if not is_alive(folder, token)]
    dead = pl.col("token").is_in(gone)
    took = (pl.col("finished_at") - pl.col("started_at")).dt.total_milliseconds()
    return found.with_columns(
        state=pl.when(dead).then(pl.lit("stopped")).otherwise("state"),
        message=pl.when(dead).then(pl.lit(_STOPPED)).otherwise("message"),
        seconds=pl.when(took >= 0).then(took / 1000),  # the clock may have been set back
    )


def runs(folder: Path, *, limit: int | None = None) -> pl.DataFrame:
    """Give one row a run, the newest first.

    Columns: run_id, job, trigger, due_at, started_at, finished_at, seconds, state (running, ok,
    blocked, failed, stopped), exit_code, as_of, languages, reports, given, load_name, out,
    snapshot, oldest_source, oldest_age_days, folders, fault (usage, busy, passing, again, error),
    shown (what pages say of it, to be translated), message, log, pid, host, token.
    """
    sql = "SELECT * FROM runs ORDER BY run_id DESC LIMIT ?"
    return _judged(folder, _asked(folder, sql, RUNS, -1 if limit is None else limit))


def running(folder: Path) -> pl.DataFrame:
    """Give the runs that nobody has written the end of, oldest first."""
    sql = "SELECT * FROM runs WHERE state = 'running' ORDER BY run_id"
    return _judged(folder, _asked(folder, sql, RUNS))


def one(folder: Path, run_id: int) -> pl.DataFrame:
    """Give the row of one run."""
    found = _asked(folder, "SELECT * FROM runs WHERE run_id = ?", RUNS, run_id)
    if found.is_empty():
        known = runs(folder, limit=10)["run_id"].cast(pl.String).to_list()
        raise UnknownName("run", str(run_id), known)
    return _judged(folder, found)


def last_good(folder: Path) -> pl.DataFrame:
    """Give the last good run of each job and of each set of reports and languages."""
    sql = """SELECT * FROM runs WHERE run_id IN (
        SELECT MAX(run_id) FROM runs WHERE state = 'ok' GROUP BY job, reports, languages)"""
    return _asked(folder, sql, RUNS)


def inputs(folder: Path, run_id: int) -> pl.DataFrame:
    """Give one row a file that a run read: its hash, its rows, its newest record and its age."""
    return _asked(folder, "SELECT * FROM inputs WHERE run_id = ? ORDER BY rowid", INPUTS, run_id)


def pages(folder: Path, run_id: int) -> pl.DataFrame:
    """Give one row a page that a run was asked for, and how it went."""
    return _asked(folder, "SELECT * FROM pages WHERE run_id = ? ORDER BY rowid", PAGES, run_id)


def failed_pages(folder: Path) -> pl.DataFrame:
    """Give one row a page of any run whose notebook failed."""
    return _asked(folder, "SELECT * FROM pages WHERE state = 'failed' ORDER BY rowid", PAGES)


def steps(folder: Path, run_id: int) -> pl.DataFrame:
    """Give one row a step, and a notebook, of a run: its seconds."""
    return _asked(folder, "SELECT * FROM steps WHERE run_id = ? ORDER BY rowid", STEPS, run_id)


def checks(folder: Path, run_id: int) -> pl.DataFrame:
    """Give one row a check that failed in a run."""
    return _asked(folder, "SELECT * FROM checks WHERE run_id = ? ORDER BY rowid", CHECKS, run_id)


def missed(folder: Path) -> pl.DataFrame:
    """Give one row a due moment that passed without a run; it stands until the job runs again."""
    sql = "SELECT * FROM missed ORDER BY due_at, job"
    return _asked(folder, sql, MISSED)
