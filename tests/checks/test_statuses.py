"""What a check says, also where it cannot be answered."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from revops.checks import RESULTS, Checked

Run = Callable[..., Checked]


def entry(kind: str, severity: str = "warning", check_id: str = "c", **kwargs: Any) -> Any:
    return {
        "type": f"expect_column_values_to_{kind}",
        "kwargs": kwargs,
        "severity": severity,
        "description": "A sentence.",
        "meta": {"id": check_id, "owner": "both", "guards": ["n_leads"]},
    }


def leads(**columns: list[Any]) -> dict[str, pl.DataFrame]:
    return {"leads": pl.DataFrame(columns)}


def status(checked: Checked) -> str:
    return str(checked.results["status"].item())


def test_passed_and_failed(run_entries: Run) -> None:
    good, bad = leads(country=["CL", "PE"]), leads(country=["CL", None])
    check = entry("not_be_null", column="country")
    assert status(run_entries("leads", good, check)) == "passed"
    checked = run_entries("leads", bad, check)
    assert checked.results.select("status", "n_rows", "n_failed", "failed_share").rows() == [
        ("failed", 2, 1, 0.5)
    ]


@pytest.mark.parametrize("severity", ["critical", "warning"])
def test_a_column_that_is_not_there_is_missing(run_entries: Run, severity: str) -> None:
    check = entry("be_unique", severity, column="lead_id")
    checked = run_entries("leads", leads(country=["CL"]), check)
    assert status(checked) == "missing column"
    assert ("n_leads" in checked.blocked) == (severity == "critical")


def test_a_flag_whose_column_is_not_there_is_missing(run_entries: Run) -> None:
    check = entry("be_in_set", column="created_by_as_of", value_set=[True])
    assert status(run_entries("leads", leads(lead_id=["L1"]), check)) == "missing column"


@pytest.mark.parametrize(
    "check",
    [
        entry("not_be_null", column="country"),
        entry("be_in_set", "critical", column="country", value_set=["CL"]),
        entry("be_in_set", "critical", column="account_known", value_set=[True]),
    ],
)
def test_a_column_that_no_export_fills_has_no_data(run_entries: Run, check: Any) -> None:
    frame = {"leads": pl.DataFrame({"country": [None], "account_id": ["A1"]}).cast(pl.String)}
    checked = run_entries("leads", frame, check)
    assert status(checked) == "no data"
    assert checked.blocked == {}
    assert checked.tables["leads"].height == 1


def test_a_critical_not_null_check_fails_on_an_unfilled_column(run_entries: Run) -> None:
    frame = {"leads": pl.DataFrame({"lead_id": [None, None]}, schema={"lead_id": pl.String})}
    checked = run_entries("leads", frame, entry("not_be_null", "critical", column="lead_id"))
    assert status(checked) == "failed"
    assert checked.tables["leads"].height == 0


def test_a_condition_that_no_row_meets_has_no_data(run_entries: Run) -> None:
    condition = {
        "type": "comparison",
        "column": {"name": "country"},
        "operator": "==",
        "parameter": "XX",
    }
    check = entry("not_be_null", "critical", column="lead_id", row_condition=condition)
    assert status(run_entries("leads", leads(country=["CL"], lead_id=["L1"]), check)) == "no data"


def test_a_check_that_breaks_is_an_error_and_blocks(run_entries: Run) -> None:
    check = entry("match_regex", "critical", column="country", regex="(")
    checked = run_entries("leads", leads(country=["ana@faro.cl"]), check)
    assert status(checked) == "error"
    assert checked.results["examples"].item().to_list()[0].startswith("the check did not run: ")
    assert "ana@faro.cl" not in str(checked.results.rows())
    assert "could not be run" in checked.blocked["n_leads"]


def test_a_missing_column_does_not_hide_its_neighbours(run_entries: Run) -> None:
    checks = [
        entry("not_be_null", check_id="a", column="country"),
        entry("not_be_null", check_id="b", column="lead_id"),
    ]
    checked = run_entries("leads", leads(lead_id=["L1"]), *checks)
    assert checked.results["status"].to_list() == ["missing column", "passed"]


def test_results_have_their_columns_also_when_nothing_ran(run_entries: Run) -> None:
    checked = run_entries("leads", {}, entry("not_be_null", column="country"))
    assert checked.results.schema == RESULTS
    assert checked.results.height == 0
    assert checked.tables == {}


def test_results_come_in_the_order_of_the_file(run_entries: Run) -> None:
    checks = [
        entry("be_unique", check_id="z", column="lead_id"),
        entry("not_be_null", check_id="m", column="country"),
        entry("not_be_null", check_id="a", column="lead_id"),
    ]
    checked = run_entries("leads", leads(lead_id=["L1"], country=["CL"]), *checks)
    assert checked.results["check_id"].to_list() == ["z", "m", "a"]
