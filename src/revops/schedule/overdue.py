"""Which runs were due and did not start? Which jobs' last run went wrong?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from revops.schedule.jobs import Timed

#: A run that started later than now is of a clock that was wrong, and counts for nothing.
_SKEW = timedelta(hours=1)
#: A run that was cut off twice is not begun a third time.
_ATTEMPTS = 2


@dataclass(frozen=True)
class Missed:
    """A moment at which a job was due, and no run began."""

    timed: Timed
    due_at: datetime

    def __str__(self) -> str:
        """Tell it."""
        return f"{self.timed.name}: the run due {self.timed.told(self.due_at)} did not start"


def overdue(
    jobs: Sequence[Timed],
    runs: pl.DataFrame,
    now: datetime,
    *,
    since: Mapping[str, datetime] | None = None,
    grace: timedelta = timedelta(0),
) -> list[Missed]:
    """Give the jobs whose last due moment is more than `grace` ago and has no run.

    `runs` are the history's; `since` says when each job was first known: it missed nothing before.
    Any run of the job that began after the moment counts, by whatever it was begun.
    """
    found = []
    for each in jobs:
        due_at = each.last_due(now - grace)
        is_new = since is not None and due_at < since.get(each.name, now)
        if not is_new and _of_due(runs, each.name, due_at, now).is_empty():
            found.append(Missed(each, due_at))
    return found


def _of_due(runs: pl.DataFrame, name: str, due_at: datetime, now: datetime) -> pl.DataFrame:
    """Keep the runs that answer for a due moment."""
    began = pl.col("started_at")
    is_after = (began >= due_at) & (began <= now + _SKEW)
    return runs.filter(
        pl.col("job") == name, (pl.col("due_at") == due_at).fill_null(False) | is_after
    )


def cut_off(jobs: Sequence[Timed], runs: pl.DataFrame, now: datetime) -> list[Missed]:
    """Give the jobs whose last due run was stopped (the machine went down), once."""
    found = []
    for each in jobs:
        due_at = each.last_due(now)
        made = _of_due(runs, each.name, due_at, now)
        if 0 < made.height < _ATTEMPTS and set(made["state"]) == {"stopped"}:
            found.append(Missed(each, due_at))
    return found


def answered_by(runs: pl.DataFrame, name: str, due_at: datetime) -> pl.DataFrame:
    """Keep the runs that were begun for a due moment."""
    return runs.filter(pl.col("job") == name, (pl.col("due_at") == due_at).fill_null(False))


def made_already(runs: pl.DataFrame, name: str, due_at: datetime) -> int | None:
    """Give the number of the run that was made for a due moment, None where there is none."""
    made = answered_by(runs, name, due_at)
    done = made.filter(pl.col("state") != "stopped")
    if done.is_empty() and made.height < _ATTEMPTS:
        return None
    return int((made if done.is_empty() else done)["run_id"].max())  # type: ignore[arg-type]


def last_runs(jobs: Sequence[Timed], runs: pl.DataFrame) -> dict[str, dict[str, object]]:
    """Give the last run of each job that has one, as a row of the history."""
    last = runs.filter(pl.col("job").is_in([each.name for each in jobs])).sort("run_id")
    rows = last.group_by("job", maintain_order=True).last().to_dicts()
    return {str(row["job"]): row for row in rows}
