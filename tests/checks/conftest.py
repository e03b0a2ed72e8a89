"""A small valid workspace of every table, and a way to break one thing in it."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops import checks
from revops.checks.flags import with_flags
from revops.checks.suite import Check
from revops.tables import TABLES

Tables = dict[str, pl.DataFrame]
Change = Mapping[str, Any]
HERE = Path(__file__).parent
SUITES = {path.stem: path for path in sorted((HERE.parents[1] / "expectations").glob("*.json"))}
AS_OF = date(2026, 6, 30)


def read_rows() -> dict[str, list[dict[str, Any]]]:
    """Read rows.json: what every row of a table has, and what each row has of its own."""
    content = json.loads((HERE / "rows.json").read_text(encoding="utf-8"))
    return {
        table: [block["every"] | row for row in block["rows"]] for table, block in content.items()
    }


def to_frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Cast rows of plain text and numbers to the table's types, with provenance."""
    schema = TABLES[table].schema()
    plain = {n: pl.String() if t.is_temporal() or t.is_decimal() else t for n, t in schema.items()}
    told = [
        {"from_vendor": "test", "from_file": f"{table}.csv", "from_row": n} | row
        for n, row in enumerate(rows, 2)
    ]
    frame = pl.DataFrame(told, schema=plain, strict=False)
    return frame.select(cast_text(name, dtype) for name, dtype in schema.items())


def cast_text(name: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.Datetime:
        return pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M", time_unit="us", time_zone="UTC")
    return pl.col(name).str.to_date() if dtype == pl.Date else pl.col(name).cast(dtype)


def change_rows(rows: list[dict[str, Any]], change: Change) -> list[dict[str, Any]]:
    """Break rows: cells go to the first row, to `_rows`, or to an `_added` copy of the first.

    `_empty` leaves no row.
    """
    cells = {name: value for name, value in change.items() if not name.startswith("_")}
    if change.get("_empty"):
        return []
    if change.get("_added"):
        return [*rows, rows[0] | cells]
    chosen = change.get("_rows", [0])
    return [row | cells if n in chosen else row for n, row in enumerate(rows)]


@pytest.fixture(scope="session")
def make_tables() -> Callable[..., Tables]:
    """Build the valid tables, one of them changed; `_table` names another than the suite's."""
    rows = read_rows()
    valid = {name: to_frame(name, content) for name, content in rows.items()}

    def make(table: str = "", change: Change | None = None) -> Tables:
        if change is None:
            return dict(valid)
        name = change.get("_table", table)
        return valid | {name: to_frame(name, change_rows(rows[name], change))}

    return make


@pytest.fixture
def run_suite(make_tables: Callable[..., Tables]) -> Callable[..., checks.Checked]:
    """Run one table's suite over the valid tables with one change."""

    def run(table: str, change: Change | None = None) -> checks.Checked:
        suites = {table: SUITES[table]}
        return checks.run(make_tables(table, change), suites, as_of=AS_OF)

    return run


def noticing(table: str, before: Tables, after: Tables) -> list[dict[str, Any]]:
    """List a suite's entries that read a changed column; the others cannot come out otherwise."""
    entries = json.loads(SUITES[table].read_text(encoding="utf-8"))["expectations"]
    old, new = (with_flags(table, tables, AS_OF) for tables in (before, after))
    if old.height != new.height:
        return entries
    changed = {name for name in old.columns if not old[name].equals(new[name], null_equal=True)}
    return [entry for entry in entries if changed & set(Check.model_validate(entry).reads)]


@pytest.fixture
def run_entries(tmp_path: Path) -> Callable[..., checks.Checked]:
    """Run entries written for the test on one table, beside others where given."""

    def run(table: str, tables: Tables, *entries: dict[str, Any], **meta: Any) -> checks.Checked:
        suite = tmp_path / f"{table}.json"
        content = {"name": table, "meta": meta, "expectations": entries}
        suite.write_text(json.dumps(content), encoding="utf-8")
        return checks.run(tables, {table: suite}, as_of=AS_OF)

    return run


@pytest.fixture
def failed_ids(
    make_tables: Callable[..., Tables], run_entries: Callable[..., checks.Checked]
) -> Callable[..., list[str]]:
    """List the checks that a change makes fail, among all that can notice it."""

    def failed(table: str, change: Change) -> list[str]:
        broken = make_tables(table, change)
        checked = run_entries(table, broken, *noticing(table, make_tables(), broken))
        return checked.results.filter(status="failed")["check_id"].to_list()

    return failed


@pytest.fixture(scope="session")
def suite_paths() -> dict[str, Path]:
    return SUITES
