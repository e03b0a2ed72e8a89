"""The rows to mend: each failing row and check once, named, harmless, and nobody's name."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import polars as pl

from revops.checks import RESULTS
from revops.report.fix_list import FIXES, fix_list
from revops.tables import TABLES

LEADS = [
    {"lead_id": "L1", "email": "ana@aurora.example", "created_at": datetime(2026, 7, 1, 3)},
    {"lead_id": "carla@bosque.example", "email": "carla@bosque", "country": "Chile"},
    {"lead_id": "L3", "full_name": "Diego Duarte", "country": None},
]
DEALS = [{"opportunity_id": "O1", "amount": Decimal("-1200.50"), "owner_id": "U7"}]


def frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    own = [
        {"from_vendor": "hubspot", "from_file": f"{table}.csv", "from_row": n} | row
        for n, row in enumerate(rows, 2)
    ]
    own = [
        {k: v.replace(tzinfo=UTC) if isinstance(v, datetime) else v for k, v in row.items()}
        for row in own
    ]
    return pl.DataFrame(own, schema=TABLES[table].schema())


def found(*checks: tuple[str, str, str, list[int]], owner: str = "sales") -> Any:
    """Give what failed: table, column, severity and places of each check."""
    results = [
        {
            "check_id": f"{table}.{column}",
            "table": table,
            "column": column,
            "severity": severity,
            "owner": owner,
            "description": f"About {column}.",
            "status": "failed",
        }
        for table, column, severity, _ in checks
    ]
    failing = [(f"{table}.{column}", table, rows) for table, column, _, rows in checks]
    schema = {"check_id": pl.String, "table": pl.String, "rows": pl.List(pl.UInt32)}
    return SimpleNamespace(
        results=pl.DataFrame(results, schema=RESULTS),
        failing=pl.DataFrame(failing, schema=schema, orient="row"),
    )


def rejected(*cells: dict[str, Any]) -> pl.DataFrame:
    usual = {"table": "leads", "from_vendor": "hubspot", "from_file": "leads.csv"}
    schema = {name: dtype for name, dtype in FIXES.items() if name in _REJECTED} | {
        "raw": pl.String
    }
    return pl.DataFrame([usual | each for each in cells], schema=schema)


_REJECTED = ("table", "record_id", "from_vendor", "from_file", "from_row", "column", "reason")
TABLES_READ = {"leads": frame("leads", LEADS), "opportunities": frame("opportunities", DEALS)}
SNAPSHOT: Any = SimpleNamespace(tables=TABLES_READ, rejected=rejected())


def test_each_failing_row_is_named_by_vendor_record_file_and_row() -> None:
    fixes = fix_list(SNAPSHOT, found(("leads", "country", "warning", [1, 2])))
    assert fixes.schema == FIXES
    assert fixes.row(1, named=True) == {
        "owner": "sales",
        "severity": "warning",
        "table": "leads",
        "from_vendor": "hubspot",
        "record_id": "L3",
        "column": "country",
        "value": None,
        "reason": "About country.",
        "value_touched": None,
        "from_file": "leads.csv",
        "from_row": 4,
        "check_id": "leads.country",
    }
    assert fixes["value"].to_list() == ["Chile", None]


def test_money_comes_first_then_what_is_critical_and_info_is_left_out() -> None:
    checked = found(
        ("leads", "country", "warning", [0]),
        ("leads", "lead_id", "critical", [0]),
        ("leads", "email", "info", [0]),
        ("opportunities", "amount", "warning", [0]),
    )
    defects = pl.DataFrame({"check_id": ["opportunities.amount"], "open_value": [900.0]})
    fixes = fix_list(SNAPSHOT, checked, defects=defects)
    wanted = ["opportunities.amount", "leads.lead_id", "leads.country"]
    assert fixes["check_id"].to_list() == wanted


def test_of_one_check_what_rests_on_a_row_orders_the_rows() -> None:
    values = pl.DataFrame(
        [("leads", 1, 900.0), ("leads", 2, 0.0), ("spend", 0, 1.0)],
        schema={"table": pl.String, "place": pl.UInt32, "open_value": pl.Float64},
        orient="row",
    )
    checked = found(("leads", "country", "warning", [0, 1, 2]))
    fixes = fix_list(SNAPSHOT, checked, values=values)
    wanted = [("…@…", 900.0), ("L1", None), ("L3", 0.0)]
    assert fixes.select("record_id", "value_touched").rows() == wanted


def test_a_person_is_named_only_where_the_workspace_asks() -> None:
    checked = found(("leads", "email", "warning", [0, 1]), ("leads", "name_unique", "warning", [2]))
    hidden = fix_list(SNAPSHOT, checked)
    assert hidden["value"].to_list() == [None, None, None]
    assert hidden["record_id"].to_list() == ["L1", "…@…", "L3"]
    assert hidden["column"].to_list()[0] == "email"
    shown = fix_list(SNAPSHOT, checked, show_names=True)
    assert shown["value"].to_list()[:2] == ["ana@aurora.example", "carla@bosque"]
    assert "Diego Duarte" in shown["value"].to_list()[2]
    assert shown["record_id"].to_list()[1] == "carla@bosque.example"


def test_a_flag_shows_the_columns_that_it_reads() -> None:
    checked = found(
        ("leads", "created_by_as_of", "warning", [0]),
        ("opportunities", "owner_active", "warning", [0]),
    )
    fixes = fix_list(SNAPSHOT, checked, zone="America/Santiago")
    assert fixes.select("column", "value").rows() == [
        ("created_at", "2026-06-30 23:00"),
        ("owner_id, status", "owner_id: U7"),
    ]


def test_amounts_have_no_spare_zeros() -> None:
    fixes = fix_list(SNAPSHOT, found(("opportunities", "amount", "warning", [0])))
    assert fixes["value"].to_list() == ["-1200.5"]


def test_nothing_failed_is_an_empty_list() -> None:
    assert fix_list(SNAPSHOT, found()).equals(FIXES.to_frame())


def test_cells_that_could_not_be_read_come_last_once_and_name_nobody() -> None:
    date = {"from_row": 4, "column": "created_at", "reason": "not a date", "raw": "31/02/2026"}
    phone = {"from_row": 5, "column": "phone", "reason": "too long", "raw": "Ana: +56 2 2345"}
    cells = rejected(date, date | {"table": "stage_history", "column": "entered_at"}, phone)
    snapshot: Any = SimpleNamespace(tables=TABLES_READ, rejected=cells)
    checked = found(("leads", "country", "warning", [0]))
    told = fix_list(snapshot, checked).select("owner", "table", "column", "value", "from_row")
    assert told.rows()[1:] == [
        ("both", "leads", "created_at", "31/02/2026", 4),
        ("both", "leads", "phone", None, 5),
    ]
    shown = fix_list(snapshot, checked, show_names=True)
    assert shown["value"].to_list()[-1] == "Ana: +56 2 2345"
