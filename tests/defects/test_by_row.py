"""What rests on each failing row: the open deals of its record."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from revops.defects import ROW_VALUES, row_values
from revops.tables import TABLES

DAY = date(2026, 6, 30)
DEALS = [
    {"opportunity_id": "O1", "lead_id": "L1", "status": "open", "amount_base": Decimal(900)},
    {"opportunity_id": "O2", "lead_id": "L1", "status": "open", "amount_base": Decimal(50)},
    {"opportunity_id": "O3", "lead_id": "L2", "status": "won", "amount_base": Decimal(7)},
]
LEADS = [{"lead_id": "L1"}, {"lead_id": "L2"}, {"lead_id": "L3"}, {"lead_id": None}]


def table(name: str, rows: list[dict[str, Any]]) -> pl.LazyFrame:
    known = {"created_at": datetime(2026, 1, 5, tzinfo=UTC)}
    return pl.DataFrame([known | row for row in rows], schema=TABLES[name].schema()).lazy()


def values(failing: dict[str, list[int]], **tables: pl.LazyFrame) -> list[tuple[Any, ...]]:
    frame = pl.DataFrame(
        [("c", name, rows) for name, rows in failing.items()],
        schema={"check_id": pl.String, "table": pl.String, "rows": pl.List(pl.UInt32)},
        orient="row",
    )
    found = row_values(frame, tables, as_of=DAY, zone="UTC")
    assert found.schema == ROW_VALUES
    return found.rows()


def test_a_row_touches_the_open_deals_of_its_record() -> None:
    tables = {"opportunities": table("opportunities", DEALS), "leads": table("leads", LEADS)}
    assert values({"leads": [3, 0, 1, 2], "opportunities": [1]}, **tables) == [
        ("leads", 0, 950.0),
        ("leads", 1, 0.0),
        ("leads", 2, 0.0),
        ("leads", 3, 0.0),
        ("opportunities", 1, 50.0),
    ]


def test_a_table_of_no_record_and_a_workspace_without_deals_say_nothing() -> None:
    rates = table("rates", [{"currency": "CLP"}]).drop("created_at", strict=False)
    assert values({"rates": [0]}, opportunities=table("opportunities", DEALS), rates=rates) == []
    assert values({"leads": [0]}, leads=table("leads", LEADS)) == []
