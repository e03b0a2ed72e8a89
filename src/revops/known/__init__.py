"""What was known on the as-of day: nothing later counts, and open is not lost.

An instant is compared by its calendar date in the zone that its type carries. `tables()`
converts every instant to the workspace's zone, so that from there on `.dt.date()` is the
date on the wall of the people who read the page.
"""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

import polars as pl
import polars.selectors as cs

from revops import store
from revops.known.by_then import by_then
from revops.known.reopened import reopened
from revops.known.where import where as where
from revops.tables import TABLES

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def events(frame: Frame, column: str, as_of: date) -> Frame:
    """Keep the rows dated on or before the as-of day; an unknown date is kept.

    >>> visits = pl.DataFrame({"day": [date(2026, 6, 30), date(2026, 7, 1), None]})
    >>> events(visits, "day", date(2026, 6, 30)).height
    2
    """
    return where(frame, pl.col(column).is_null() | by_then(frame, column, as_of))


def undeleted(frame: Frame, as_of: date) -> Frame:
    """Leave out the rows that were deleted by the as-of day, and forget later deletions.

    >>> deals = pl.DataFrame({"deleted_at": [date(2026, 6, 30), date(2026, 7, 1), None]})
    >>> undeleted(deals, date(2026, 6, 30))["deleted_at"].to_list()
    [None, None]
    """
    schema = frame.collect_schema()
    if "deleted_at" not in schema:
        return frame
    kept = where(frame, pl.col("deleted_at").is_null() | ~by_then(frame, "deleted_at", as_of))
    return kept.with_columns(pl.lit(None, schema["deleted_at"]).alias("deleted_at"))


def leads(leads: Frame, as_of: date) -> Frame:
    """Keep the leads known by the as-of day, and forget conversions after it."""
    known, columns = events(undeleted(leads, as_of), "created_at", as_of), leads.collect_schema()
    if "routed_at" in columns:
        routed = pl.col("routed_at")
        known = known.with_columns(
            pl.when(by_then(leads, "routed_at", as_of)).then(routed).alias("routed_at")
        )
    if "converted_at" not in columns:
        return known
    later = (~by_then(leads, "converted_at", as_of)).fill_null(False)
    undone = {"converted_at": None, "converted_opportunity_id": None, "is_converted": False}
    return known.with_columns(
        pl.when(later).then(value).otherwise(pl.col(name)).alias(name)
        for name, value in undone.items()
        if name in columns
    )


def deals(opportunities: Frame, as_of: date) -> Frame:
    """Keep the deals known by the as-of day; one closed after it is open again.

    A deal of which only a later closing is known was not known yet.

    >>> from datetime import datetime
    >>> frame = pl.DataFrame(
    ...     {
    ...         "opportunity_id": ["O1", "O2"],
    ...         "created_at": [datetime(2026, 1, 5), datetime(2026, 1, 9)],
    ...         "closed_at": [datetime(2026, 3, 1), datetime(2026, 7, 2)],
    ...         "status": ["won", "lost"],
    ...     }
    ... )
    >>> deals(frame, date(2026, 6, 30)).select("opportunity_id", "status").rows()
    [('O1', 'won'), ('O2', 'open')]
    """
    later = (~by_then(opportunities, "closed_at", as_of)).fill_null(False)
    known = events(undeleted(opportunities, as_of), "created_at", as_of)
    known = where(known, ~(pl.col("created_at").is_null() & later))
    return known.with_columns(
        pl.when(later).then(pl.lit("open")).otherwise(pl.col("status")).alias("status"),
        pl.when(later).then(None).otherwise(pl.col("closed_at")).alias("closed_at"),
    )


def stage_history(history: Frame, as_of: date) -> Frame:
    """Keep the visits begun by the as-of day; one left after it is not left yet."""
    known = events(history, "entered_at", as_of)
    later = (~by_then(history, "left_at", as_of)).fill_null(False)
    return known.with_columns(
        pl.when(later).then(None).otherwise(pl.col("left_at")).alias("left_at")
    )


def _deleted(tables: Mapping[str, pl.LazyFrame], as_of: date) -> pl.LazyFrame:
    """List the records that were deleted by the as-of day."""
    found = [pl.LazyFrame(schema={"object": pl.String, "object_id": pl.String})]
    for kind, (name, key) in _RECORDS.items():
        if name in tables and "deleted_at" in tables[name].collect_schema():
            gone = tables[name].filter(by_then(tables[name], "deleted_at", as_of))
            found.append(gone.select(pl.lit(kind).alias("object"), pl.col(key).alias("object_id")))
    return pl.concat(found)


_RECORDS = {
    "lead": ("leads", "lead_id"),
    "account": ("accounts", "account_id"),
    "opportunity": ("opportunities", "opportunity_id"),
}


def _of_table(name: str, frame: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Give one table as it was known, but for what follows from the deletion of a record."""
    match name:
        case "leads":
            return leads(frame, as_of)
        case "opportunities":
            return deals(frame, as_of)
        case "stage_history":
            return stage_history(frame, as_of)
    clock, there = TABLES[name].known_by, undeleted(frame, as_of)
    return events(there, clock, as_of) if clock else there


def localised(tables: Mapping[str, pl.DataFrame], *, zone: str) -> store.Tables:
    """Show every instant of every table in one zone; nothing is left out, or read yet."""
    shown = cs.datetime().dt.convert_time_zone(zone)
    return store.Tables({n: frame.with_columns(shown) for n, frame in store.unread(tables).items()})


def tables(tables: Mapping[str, pl.DataFrame], *, as_of: date, zone: str) -> store.Tables:
    """Give every table as it was known at the end of the as-of day, in the workspace's zone.

    What was deleted by then is left out, its stages and changes too. A deal that its history shows
    closed on that day is closed, though it was opened again later (`reopened`). Each table is
    read when it is asked for.
    """
    local = localised(tables, zone=zone).scans()
    deleted = _deleted(local, as_of)
    known = {name: _of_table(name, frame, as_of) for name, frame in local.items()}
    if {"opportunities", "stage_history"} <= set(known):
        visits = local["stage_history"]
        later = visits.filter(~by_then(visits, "entered_at", as_of))
        known["opportunities"] = reopened(
            known["opportunities"],
            now=local["opportunities"],
            history=known["stage_history"],
            later=later,
        )
    of_records = ("object", "object_id")
    for name, frame in local.items():
        if set(of_records) <= set(frame.collect_schema()):
            known[name] = known[name].join(
                deleted, on=of_records, how="anti", maintain_order="left"
            )
    return store.Tables(known)
