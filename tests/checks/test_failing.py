"""All rows that fail are known by their places, whatever becomes of them."""

from collections.abc import Callable
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revops.checks import FAILING, Checked

Run = Callable[..., Checked]
SHAPE = {"opportunity_id": pl.String, "status": pl.String}


def deals(*rows: tuple[str | None, str | None]) -> dict[str, pl.DataFrame]:
    return {"opportunities": pl.DataFrame(rows, schema=SHAPE, orient="row")}


def check(kind: str, column: str, severity: str = "critical", **kwargs: Any) -> dict[str, Any]:
    return {
        "type": f"expect_{kind}",
        "kwargs": ({"column": column} if column else {}) | kwargs,
        "severity": severity,
        "description": "Why it matters.",
        "meta": {"id": f"{column}.{kind}", "owner": "sales", "guards": ["n_won"]},
    }


UNIQUE = check("column_values_to_be_unique", "opportunity_id")
KNOWN = check("column_values_to_be_in_set", "status", "warning", value_set=["open", "won"])
ROWS = check("table_row_count_to_be_between", "", "warning", min_value=1000)


def places(checked: Checked) -> dict[str, list[int]]:
    return {row["check_id"]: row["rows"] for row in checked.failing.to_dicts()}


def test_a_warning_and_a_critical_check_name_every_row(run_entries: Run) -> None:
    tables = deals(("O1", "won"), ("O2", "sold"), ("O1", "sold"), ("O1", None))
    checked = run_entries("opportunities", tables, UNIQUE, KNOWN, ROWS)
    assert checked.failing.schema == FAILING
    assert checked.failing["table"].to_list() == ["opportunities", "opportunities"]
    assert places(checked) == {
        "opportunity_id.column_values_to_be_unique": [0, 2, 3],
        "status.column_values_to_be_in_set": [1, 2],
    }


def test_places_are_those_before_any_row_is_set_aside(run_entries: Run) -> None:
    known = KNOWN | {"severity": "critical"}
    checked = run_entries("opportunities", deals(("O1", "sold"), ("O2", "sold")), known)
    assert checked.tables["opportunities"].is_empty()
    assert places(checked) == {"status.column_values_to_be_in_set": [0, 1]}


def test_nothing_failed_is_an_empty_frame_of_the_same_shape(run_entries: Run) -> None:
    checked = run_entries("opportunities", deals(("O1", "won")), UNIQUE, KNOWN)
    assert checked.failing.schema == FAILING
    assert checked.failing.is_empty()


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.tuples(st.sampled_from(["O1", "O2", "O3", None]), st.text("ab")), min_size=1)
)
def test_as_many_places_are_listed_as_rows_are_counted(
    run_entries: Run, rows: list[tuple[str | None, str]]
) -> None:
    checked = run_entries("opportunities", deals(*rows), UNIQUE, KNOWN)
    counted = checked.results.filter(status="failed")
    told = places(checked)
    assert {row["check_id"]: row["n_failed"] for row in counted.to_dicts()} == {
        name: len(found) for name, found in told.items()
    }
    twice = [n for n, (name, _) in enumerate(rows) if name and [r[0] for r in rows].count(name) > 1]
    assert told.get("opportunity_id.column_values_to_be_unique", []) == twice
