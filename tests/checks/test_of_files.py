"""What files tell by themselves: cells that can't be read, a limit of rows, totals that differ."""

from typing import Any

import polars as pl
import pytest

from revops import checks, store
from revops.checks.of_files import ROUND, SHEETS, is_cut
from revops.sources.building.loaded import FILES, LEDGER, READINGS, SUMS
from revops.sources.building.rejected import KEY_ORDER, REJECTED
from revops.sources.casting.dates import UNKNOWN_ORDER
from revops.sources.casting.ids import LOST
from revops.tables import TABLES

NONE = pl.DataFrame(schema={"table": pl.String})
SCHEMAS = {
    "rejected": pl.Schema(REJECTED),
    "files": FILES,
    "readings": READINGS,
    "ledger": LEDGER,
    "sums": SUMS,
}


def told(*tables: str, **side: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Judge a load of which only these tables and side frames are there; results by id."""
    made = {name: pl.DataFrame(side.get(name, []), schema=s) for name, s in SCHEMAS.items()}
    frames = {name: TABLES[name].empty() for name in tables}
    others = {name: NONE for name in ("merges", "matches", "suggestions")}
    found = checks.of_files(store.Snapshot("x", frames, **made, **others))
    return {row["check_id"]: row for row in found.to_dicts()}


def reading(kind: str, n_refused: int, column: str = "created_at") -> dict[str, Any]:
    return {
        "table": "leads", "column": column, "header": "Created", "from_file": "in/people.csv",
        "kind": kind, "n_cells": 40, "n_refused": n_refused,
    }  # fmt: skip


def refused(reason: str, n: int, column: str = "created_at") -> list[dict[str, Any]]:
    row = {"table": "leads", "column": column, "from_file": "in/people.csv", "reason": reason}
    return [row] * n


def test_dates_in_doubt_are_told_from_those_that_are_no_dates() -> None:
    rejected = [*refused(UNKNOWN_ORDER, 2), *refused(KEY_ORDER, 1), *refused("not a date", 4)]
    found = told("leads", readings=[reading("date", 7)], rejected=rejected)
    unread, unsure = found["leads.dates_read"], found["leads.date_order_known"]
    assert (unread["n_failed"], unread["n_rows"], unread["status"]) == (4, 40, "failed")
    assert (unsure["n_failed"], unsure["status"]) == (3, "failed")
    assert unread["examples"] == ["people.csv 'Created': 4 of 40"]
    assert unread["failed_share"] == 0.1


def test_readings_without_a_refusal_pass() -> None:
    found = told("leads", readings=[reading("date", 0), reading("number", 0, "amount")])
    assert {row["status"] for row in found.values()} == {"passed"}
    assert {"leads.dates_read", "leads.date_order_known", "leads.numbers_read"} <= set(found)


def test_ids_that_a_spreadsheet_shortened_are_counted() -> None:
    ledger = [{"table": "leads", "step": "read", "n_rows": 50}]
    found = told(
        "leads", "accounts",
        readings=[reading("id", 2, "lead_id")], rejected=refused(LOST, 2, "lead_id"), ledger=ledger,
    )  # fmt: skip
    lost = found["leads.ids_whole"]
    assert (lost["n_failed"], lost["n_rows"]) == (2, 50)
    assert found["accounts.ids_whole"]["status"] == "passed"


@pytest.mark.parametrize("limit", [*ROUND, *SHEETS])
def test_a_file_that_ends_at_a_limit_is_cut_with_and_without_its_header(limit: int) -> None:
    files = pl.DataFrame({"n": [limit, limit - 1, limit + 1, limit - 12]})
    assert files.select(is_cut(pl.col("n")))["n"].to_list() == [True, True, False, False]


def test_a_cut_file_is_named_for_each_table_that_it_fills() -> None:
    file = {"n_totals": 1, "tables": ["leads", "stage_history"], "source": "crm"}
    files = [file | {"path": "in/b.csv", "n_rows": 9_999}, file | {"path": "in/a.csv", "n_rows": 7}]
    found = told("leads", "stage_history", "accounts", files=files)
    cut = found["leads.export_not_cut"]
    assert (cut["n_failed"], cut["n_rows"], cut["examples"]) == (1, 2, ["b.csv: 10000 rows"])
    assert found["stage_history.export_not_cut"]["status"] == "failed"
    assert "accounts.export_not_cut" not in found


@pytest.mark.parametrize(
    ("totals", "status"),
    [([100.4], "passed"), ([40.0, 100.0], "passed"), ([101.0], "failed"), ([40.0], "failed")],
)
def test_rows_add_up_to_one_of_the_totals(totals: list[float], status: str) -> None:
    files = [{"path": "in/ads.csv", "tables": ["campaigns", "spend"], "n_rows": 3, "n_totals": 1}]
    row = {"from_file": "in/ads.csv", "column": "cost", "header": "Cost", "rows_sum": 100}
    sums = [row | {"own_total": total, "label": f"Total: {n}"} for n, total in enumerate(totals)]
    found = told("spend", files=files, sums=sums)["spend.totals_agree"]
    assert (found["status"], found["n_rows"]) == (status, 1)
    assert not found["examples"] or found["examples"][0].startswith("ads.csv 'Cost': rows 100.0")
