"""Freshness: no export may be older than its limit.

A limit is critical: a page that looks alive on data that stopped is worse than none.
"""

from collections.abc import Mapping

import polars as pl

from revops import store
from revops.checks.results import RESULTS
from revops.tables import TABLES
from revops.text import N_
from revops.workspace.settings import Settings

#: The limit of a table that arrives week by week, in days, where the settings name none.
DEFAULT_DAYS: Mapping[str, int] = {
    "leads": 8,
    "touchpoints": 8,
    "spend": 8,
    "activities": 8,
    "opportunities": 31,
}
STALE = N_("Each export is fresh: its newest record is not older than its limit of days.")


def limits(settings: Settings) -> pl.DataFrame:
    """One row an export and table: after how many days its data are stale.

    The settings' `freshness_days` counts for all that an export gives. Without it, tables that
    arrive week by week have a limit of their own, unless the workspace's day is fixed by `as_of`:
    it then looks at a time that is over, and says itself how fresh its data must be.
    """
    usual = {} if settings.as_of else DEFAULT_DAYS
    rows = [
        (number, table, usual.get(table) if own.freshness_days is None else own.freshness_days)
        for number, own in enumerate(settings.exports, start=1)
        for table in TABLES
    ]
    schema = {"export": pl.Int64, "table": pl.String, "limit": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row").drop_nulls("limit")


def freshness(
    ages: pl.DataFrame, limits: pl.DataFrame, tables: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Judge each table that has a limit: one row in the shape of a check's result."""
    known = ages.drop_nulls("age_days").explode("tables", empty_as_null=True)
    judged = known.rename({"tables": "table"}).join(limits, on=["export", "table"])
    stale = judged.filter(pl.col("age_days") > pl.col("limit"))
    rows = []
    for name in (name for name in tables if name in judged["table"]):
        late = stale.filter(pl.col("table") == name).select(
            pl.format("{}: {} days old, limit {}", "source", "age_days", "limit")
        )
        n_rows = store.height_of(store.unread(tables)[name])
        rows.append(_result(name, n_rows, late.to_series().to_list()))
    return pl.DataFrame(rows, schema=RESULTS)


def _result(table: str, height: int, late: list[str]) -> dict[str, object]:
    """Say of one table whether it is fresh; a stale one blocks all that is made of it."""
    return {
        "check_id": f"{table}.source_fresh",
        "table": table,
        "type": "source_fresh",
        "severity": "critical",
        "owner": "both",
        "guards": ["*"],
        "description": STALE,
        "status": "failed" if late else "passed",
        "n_rows": height,
        "blocks": bool(late),
        "examples": late,
    }
