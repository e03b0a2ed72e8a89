"""Rows of the shared tables, with only the cells that a test is about."""

from datetime import UTC, datetime

import polars as pl

from revops.identity import Resolved
from revops.tables import TABLES


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES[name].schema())


def at(day: int) -> datetime:
    return datetime(2026, 1, day, tzinfo=UTC)


def ids(tables: dict[str, pl.DataFrame], name: str, column: str) -> list[object]:
    return tables[name].get_column(column).to_list()


def counts(resolved: Resolved, outcome: str) -> dict[str, int]:
    kept = resolved.matches.filter(pl.col("outcome") == outcome)
    return dict(kept.select("reason", "n_records").iter_rows())


def whys(resolved: Resolved) -> dict[tuple[str, str], str]:
    rows = resolved.suggestions.select("left_id", "right_id", "why").iter_rows()
    return {(left, right): why for left, right, why in rows}
