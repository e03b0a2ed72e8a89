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

from revops import known, store
from revops.report.evidence import Evidence
from revops.report.table_shape import KEPT
from revops.sources.building.rejected import LOST_ROWS
from revops.tables import TABLES

READ = "read"
ON_PAGE = "on this page"
_PLACE = ("from_file", "from_row")
_ORDER = "__order"


@dataclass(frozen=True)
class Step:
    """One step: how many records it brings (`read`) or takes away, and which."""

    name: str
    n: int
    rows: pl.DataFrame


def _rows(table: str, frame: pl.LazyFrame) -> pl.LazyFrame:
    """Name records by key, file and row; never by a person's name."""
    there = frame.collect_schema()
    return frame.select(name for name in (*TABLES[table].key, *_PLACE) if name in there)


def _step(name: str, table: str, frame: pl.LazyFrame) -> Step:
    """Count rows, and read of them what a page can list."""
    asked = (frame.select(pl.len()), _rows(table, frame).head(KEPT))
    counted, few = pl.collect_all(asked, engine="streaming")
    return Step(name, int(counted.item()), few)


def _loaded(table: str, evidence: Evidence) -> Iterator[Step]:
    """From the files' rows to the rows of the snapshot."""
    snapshot = evidence.snapshot
    ledger = snapshot.ledger.filter(pl.col("table") == table)
    if ledger.is_empty():
        held = store.scans(snapshot)[table]
        yield Step(READ, store.height_of(held), _rows(table, held.head(0)).collect())
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
    held = store.height_of(store.scans(evidence.snapshot)[table])
    kept = store.height_of(store.unread(evidence.checked.tables)[table])
    told = evidence.checked.quarantined.filter(pl.col("table") == table)
    return Step("set aside", held - kept, told.select("record_id", *_PLACE, "reason"))


def _day(column: str) -> pl.Expr:
    return pl.col(column).dt.date()


def _gone(table: str, evidence: Evidence, as_of: date) -> pl.LazyFrame:
    """Give the checked rows that were not known on the day."""
    checked = store.unread(evidence.checked.tables)
    placed = store.Tables({**checked, table: checked[table].with_row_index(_ORDER)})
    on_the_day = known.tables(placed, as_of=as_of, zone=evidence.zone).scans()[table]
    if store.height_of(on_the_day) == store.height_of(checked[table]):
        return checked[table].clear()
    stays = on_the_day.select(_ORDER)
    return placed.scans()[table].join(stays, on=_ORDER, how="anti", maintain_order="left")


def _seen(
    table: str, evidence: Evidence, seen: pl.LazyFrame, as_of: date, since: date | None
) -> Iterator[Step]:
    """From the checked rows to those that the page counts."""
    gone, deleted = _gone(table, evidence, as_of), pl.lit(False)
    if "deleted_at" in gone.collect_schema():
        deleted = (_day("deleted_at") <= as_of).fill_null(False)
    yield _step("deleted", table, gone.filter(deleted))
    yield _step("after the day", table, gone.filter(~deleted))
    if since is not None:
        before = ~(_day(TABLES[table].known_by) >= since).fill_null(False)
        yield _step("before the period", table, seen.filter(before))


def bridge(
    table: str,
    evidence: Evidence,
    seen: Mapping[str, pl.DataFrame],
    *,
    days: int | None = None,
    as_of: date | None = None,
) -> list[Step]:
    """List the steps from the files' rows of a table to the records that a page counts.

    `seen` holds the tables as known on the day; `days` limits the page to records that came in
    on the last days. The first step brings records, the others take some away, and the last
    says what is left: `n[0] - n[1] - ... == n[-1]`.
    """
    day = as_of or evidence.as_of
    since = None if days is None else day - timedelta(days=days - 1)
    steps = [
        *_loaded(table, evidence),
        _checked(table, evidence),
        *_seen(table, evidence, store.unread(seen)[table], day, since),
    ]
    left = steps[0].n - sum(step.n for step in steps[1:])
    shown = [step for place, step in enumerate(steps) if step.n or not place]
    return [*shown, Step(ON_PAGE, left, pl.DataFrame())]


def without_rate(deals: pl.DataFrame) -> Step:
    """Give the won deals that count as won and carry no value: no amount, or no exchange rate."""
    bare = deals.filter((pl.col("status") == "won") & pl.col("amount_base").is_null())
    return Step("without a value", bare.height, _rows("opportunities", bare.lazy()).collect())
