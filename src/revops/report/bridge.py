"""From the files to a page: which records are counted, and why each other one is not.

    records in the files
      - without a key, listed twice, older states, merged       (the load)
      - set aside by a critical check                           (the checks)
      - deleted in the CRM, dated after the day, before the period
      = on this page

Each step adds up exactly, and each leads to its rows. What counts as a record but has no value in
the workspace's currency is a step of the money only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from revops.report.evidence import Evidence
from revops.sources.building.rejected import LOST_ROWS
from revops.tables import TABLES

READ = "read"
ON_PAGE = "on this page"
_PLACE = ("from_file", "from_row")


@dataclass(frozen=True)
class Step:
    """One step: how many records it brings (`read`) or takes away, and which."""

    name: str
    n: int
    rows: pl.DataFrame


def _rows(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Name records by key, file and row; never by a person's name."""
    key = [name for name in TABLES[table].key if name in frame.columns]
    return frame.select(*key, *(name for name in _PLACE if name in frame.columns))


def _loaded(table: str, evidence: Evidence) -> Iterator[Step]:
    """From the files' rows to the rows of the snapshot."""
    snapshot = evidence.snapshot
    ledger = snapshot.ledger.filter(pl.col("table") == table)
    held = snapshot.tables[table].height
    if ledger.is_empty():
        yield Step(READ, held, _rows(table, snapshot.tables[table].head(0)))
        return
    for (name,), part in ledger.group_by("step", maintain_order=True):
        rows = part.select("from_file", "n_rows")
        yield Step(str(name), int(part["n_rows"].sum()), _listed(str(name), table, evidence, rows))


def _listed(name: str, table: str, evidence: Evidence, files: pl.DataFrame) -> pl.DataFrame:
    """Give the rows behind a step of the load, where they are kept; else its files."""
    mine = pl.col("table") == table
    if name == "merged":
        return evidence.snapshot.merges.filter(mine).select("from_id", "to_id", "rule")
    if name == "no key":
        refused = evidence.snapshot.rejected.filter(mine & pl.col("reason").is_in(LOST_ROWS))
        return refused.select("record_id", *_PLACE, "reason")
    return files


def _checked(table: str, evidence: Evidence) -> Step:
    """The rows that critical checks set aside."""
    held = evidence.snapshot.tables[table].height
    kept = evidence.checked.tables[table].height
    told = evidence.checked.quarantined.filter(pl.col("table") == table)
    return Step("set aside", held - kept, told.select("record_id", *_PLACE, "reason"))


def _day(column: str) -> pl.Expr:
    return pl.col(column).dt.date()


def _seen(
    table: str, checked: pl.DataFrame, known: pl.DataFrame, as_of: date, since: date | None
) -> Iterator[Step]:
    """From the checked rows to those that the page counts."""
    key = list(TABLES[table].key)
    gone = checked.join(known.select(key), on=key, how="anti", nulls_equal=True)
    deleted = gone.clear()
    if "deleted_at" in gone.columns:
        deleted = gone.filter((_day("deleted_at") <= as_of).fill_null(False))
    later = gone.join(deleted.select(key), on=key, how="anti", nulls_equal=True)
    yield Step("deleted", deleted.height, _rows(table, deleted))
    yield Step("after the day", later.height, _rows(table, later))
    if since is not None:
        before = known.filter(~(_day(TABLES[table].known_by) >= since).fill_null(False))
        yield Step("before the period", before.height, _rows(table, before))


def bridge(
    table: str,
    evidence: Evidence,
    known: Mapping[str, pl.DataFrame],
    *,
    days: int | None = None,
    as_of: date | None = None,
) -> list[Step]:
    """List the steps from the files' rows of a table to the records that a page counts.

    `known` holds the tables as known on the day; `days` limits the page to records that came in
    on the last days. The first step brings records, the others take some away, and the last
    says what is left: `n[0] - n[1] - ... == n[-1]`.
    """
    day = as_of or evidence.as_of
    since = None if days is None else day - timedelta(days=days - 1)
    steps = [
        *_loaded(table, evidence),
        _checked(table, evidence),
        *_seen(table, evidence.checked.tables[table], known[table], day, since),
    ]
    left = steps[0].n - sum(step.n for step in steps[1:])
    shown = [step for place, step in enumerate(steps) if step.n or not place]
    return [*shown, Step(ON_PAGE, left, pl.DataFrame())]


def without_rate(known: pl.DataFrame) -> Step:
    """Give the won deals that count as won and carry no value: no amount, or no exchange rate."""
    bare = known.filter((pl.col("status") == "won") & pl.col("amount_base").is_null())
    return Step("without a value", bare.height, _rows("opportunities", bare))
