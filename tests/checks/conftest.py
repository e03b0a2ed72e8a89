"""A small valid workspace of every table, and a way to break one thing in it."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops import checks
from revops.checks.bounds import ENOUGH, Bounds, Given
from revops.checks.flags import with_flags
from revops.checks.suite import Check
from revops.tables import TABLES

Tables = dict[str, pl.DataFrame]
Change = Mapping[str, Any]
HERE = Path(__file__).parent
SUITES = {path.stem: path for path in sorted((HERE.parents[1] / "expectations").glob("*.json"))}
AS_OF = date(2026, 6, 30)
#: The agreed stages and attempts.
AGREED = {
    "stages": pl.DataFrame(
        [
            ("lead", None, "Qualified", "mql", 1, None),
            ("opportunity", None, "GuÃ­a", "proposal", 2, "open"),
            ("opportunity", None, "=1+1", "proposal", 2, "open"),
            ("opportunity", None, "Demo", "demo", 1, "open"),
            ("opportunity", None, "Proposal", "proposal", 2, "open"),
            ("opportunity", None, "Closed Won", "won", 3, "won"),
            ("opportunity", None, "Closed Lost", "lost", 4, "lost"),
        ],
        schema=["object", "pipeline", "label", "stage", "position", "status"],
        schema_overrides={"pipeline": pl.String},
        orient="row",
    ),
    "sla": pl.DataFrame({"attempts": [2]}),
}
#: What any valid table is inside of; a change breaks one of them by `_given`.
GIVEN: Given = {
    "rows_low": 0,
    "rows_high": 1000,
    "rows_floor": 0,
    "direct_share_high": 1.0,
    "unmapped_share_high": 1.0,
    "campaign_name": "[a-z]",
}


def bounds_of(table: str, change: Change | None = None) -> Bounds:
    """Give a table's suite what it is given from outside, by enough earlier loads."""
    given = {**GIVEN, **(change or {}).get("_given", {})}
    return Bounds(from_loads={table: given}, n_loads={table: ENOUGH})


def read_rows() -> dict[str, list[dict[str, Any]]]:
    """Read rows.json: what every row of a table has, and what each row has of its own.

    A row with `_times` stands for that many, numbered from 10 on where it says `{n}`.
    """
    content = json.loads((HERE / "rows.json").read_text(encoding="utf-8"))
    return {
        table: [
            numbered(block["every"] | row, n)
            for row in block["rows"]
            for n in range(10, 10 + row.get("_times", 1))
        ]
        for table, block in content.items()
    }


def numbered(row: dict[str, Any], n: int) -> dict[str, Any]:
    """Write a number where a row's texts ask for it."""
    told = {name: value for name, value in row.items() if name != "_times"}
    return {k: v.replace("{n}", str(n)) if isinstance(v, str) else v for k, v in told.items()}


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

    `_each` breaks each row in its own way. `_copies` adds that many, with a number at the end of
    the columns that it names. `_empty` leaves no row, `_given` changes no row but what the suite
    is given.
    """
    cells = {name: value for name, value in change.items() if not name.startswith("_")}
    if change.get("_empty"):
        return []
    if "_copies" in change:
        times, varied = change["_copies"]
        one = rows[0] | cells
        more = [one | {name: f"{one[name]}{n}" for name in varied} for n in range(times)]
        return [*rows, *more]
    if "_each" in change:
        return [row | change["_each"].get(str(n), {}) for n, row in enumerate(rows)]
    if change.get("_added"):
        return [*rows, rows[0] | cells]
    chosen = change.get("_rows", [0])
    return [row | cells if n in chosen else row for n, row in enumerate(rows)]


@pytest.fixture(scope="session")
def make_tables() -> Callable[..., Tables]:
    """Build the valid tables, one of them changed; `_table` names another than the suite's.

    `_with` changes another table too. What is agreed stands beside the tables.
    """
    rows = read_rows()
    valid = {name: to_frame(name, content) for name, content in rows.items()} | AGREED

    def make(table: str = "", change: Change | None = None) -> Tables:
        if change is None:
            return dict(valid)
        name = change.get("_table", table)
        made = valid | {name: to_frame(name, change_rows(rows[name], change))}
        other = change.get("_with")
        return made | {k: v for k, v in make("", other).items() if other and k == other["_table"]}

    return make


@pytest.fixture
def run_suite(make_tables: Callable[..., Tables]) -> Callable[..., checks.Checked]:
    """Run one table's suite over the valid tables with one change."""

    def run(table: str, change: Change | None = None) -> checks.Checked:
        suites = {table: SUITES[table]}
        given = bounds_of(table, change)
        return checks.run(make_tables(table, change), suites, as_of=AS_OF, bounds=given)

    return run


def noticing(
    table: str, before: Tables, after: Tables, given: Collection[str] = ()
) -> list[dict[str, Any]]:
    """List a suite's entries that read a changed column; the others cannot come out otherwise.

    Where a change gives other bounds, they are the entries that take these.
    """
    entries = json.loads(SUITES[table].read_text(encoding="utf-8"))["expectations"]
    if given:
        return [e for e in entries if set(given) & set(Check.model_validate(e).parameters)]
    old, new = (with_flags(table, each, AS_OF).lazy().collect() for each in (before, after))
    if old.height != new.height:
        return entries
    changed = {name for name in old.columns if not old[name].equals(new[name], null_equal=True)}
    return [entry for entry in entries if changed & set(Check.model_validate(entry).reads)]


@pytest.fixture
def run_entries(tmp_path: Path) -> Callable[..., checks.Checked]:
    """Run entries written for the test on one table, beside others where given."""

    def run(
        table: str,
        tables: Tables,
        *entries: dict[str, Any],
        bounds: Bounds | None = None,
        **meta: Any,
    ) -> checks.Checked:
        suite = tmp_path / f"{table}.json"
        content = {"name": table, "meta": meta, "expectations": entries}
        suite.write_text(json.dumps(content), encoding="utf-8")
        return checks.run(tables, {table: suite}, as_of=AS_OF, bounds=bounds)

    return run


@pytest.fixture
def failed_ids(
    make_tables: Callable[..., Tables], run_entries: Callable[..., checks.Checked]
) -> Callable[..., list[str]]:
    """List the checks that a change makes fail, among all that can notice it."""

    def failed(table: str, change: Change) -> list[str]:
        broken = make_tables(table, change)
        noticed = noticing(table, make_tables(), broken, change.get("_given", ()))
        checked = run_entries(table, broken, *noticed, bounds=bounds_of(table, change))
        return checked.results.filter(status="failed")["check_id"].to_list()

    return failed


@pytest.fixture(scope="session")
def suite_paths() -> dict[str, Path]:
    return SUITES
