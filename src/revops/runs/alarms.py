"""Which failures still stand: a run that did not end well, and that no later one made good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl

from revops import history

#: How far back the history is looked at.
LOOKED_AT = 500
#: What the history calls a fault after which the run is tried again.
AGAIN = "again"
#: Whoever starts a run by hand is told at once of a wrong word, or that another run is at work.
_TOLD_AT_ONCE = ("usage", "busy")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Alarm:
    """One failure that stands: of what kind, of which run or job, when, and why.

    `why` are messages to be translated, `pages` the titles of reports that could not be made.
    """

    kind: Literal["failed", "blocked", "stopped", "missed"]
    at: datetime
    job: str = ""
    reports: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    run_id: int = 0
    why: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def alarms(folder: Path) -> list[Alarm]:
    """Give what stands, the newest first."""
    later: list[Row] = []
    found = [_missed(row) for row in history.missed(folder).to_dicts()]
    for row in _of_the_site(history.runs(folder, limit=LOOKED_AT)).to_dicts():
        if row["state"] != "ok" and not any(_covers(each, row) for each in later):
            found.append(_of(row, history.pages(folder, row["run_id"])))
        later.append(row)
    told: dict[tuple[object, ...], Alarm] = {}
    for each in sorted(found, key=lambda each: each.at, reverse=True):
        told.setdefault(_alike(each), each)
    return list(told.values())


def _alike(alarm: Alarm) -> tuple[object, ...]:
    """Say what makes two failures one to a reader: the newest of them is told."""
    return alarm.kind, alarm.job, alarm.why or alarm.run_id, alarm.pages


def _of_the_site(runs: pl.DataFrame) -> pl.DataFrame:
    """Leave out runs that are no statement about the site's pages."""
    by_hand = pl.col("trigger").is_in(["hand", "serve"])
    told = by_hand & pl.col("fault").is_in(_TOLD_AT_ONCE).fill_null(False)
    tried = by_hand & (pl.col("given").fill_null("{}") != "{}")
    elsewhere = pl.col("out").fill_null("") != ""
    again = (pl.col("fault") == AGAIN).fill_null(False)
    return runs.filter(pl.col("state") != "running", ~told, ~tried, ~elsewhere, ~again)


def _covers(later: Row, earlier: Row) -> bool:
    """Say whether a later run made at least what an earlier one should have made."""
    has_pages = not later["reports"] or (
        bool(earlier["reports"]) and set(later["reports"]) >= set(earlier["reports"])
    )
    return has_pages and set(later["languages"]) >= set(earlier["languages"])


def _of(row: Row, pages: pl.DataFrame) -> Alarm:
    failed = pages.filter(pl.col("state") == "failed").drop_nulls("title")
    return Alarm(
        kind=row["state"],
        at=row["finished_at"] or row["started_at"],
        job=row["job"] or "",
        reports=tuple(row["reports"]),
        languages=tuple(row["languages"]),
        run_id=row["run_id"],
        why=tuple(row["shown"] or ()),
        pages=tuple(failed["title"].unique(maintain_order=True).to_list()),
    )


def _missed(row: Row) -> Alarm:
    return Alarm("missed", row["due_at"], row["job"])
