"""Blocking is narrow: past the tolerance, or where the table as a whole fails."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.checks import Checked

Run = Callable[..., Checked]


def leads(n_rows: int, n_blank: int) -> dict[str, pl.DataFrame]:
    countries = [None if n < n_blank else "CL" for n in range(n_rows)]
    return {"leads": pl.DataFrame({"country": countries}, schema={"country": pl.String})}


def country(severity: str = "critical", *guards: str) -> dict[str, Any]:
    return {
        "type": "expect_column_values_to_not_be_null",
        "kwargs": {"column": "country"},
        "severity": severity,
        "description": "Every lead has a country.",
        "meta": {"id": "leads.country", "owner": "both", "guards": list(guards or ["n_leads"])},
    }


@pytest.mark.parametrize(
    ("n_blank", "tolerance", "is_blocked"),
    [(0, 0.0, False), (1, 0.05, False), (2, 0.05, True), (1, 0.0, True), (20, 1.0, False)],
)
def test_rows_block_only_past_the_tolerance(
    run_entries: Run, n_blank: int, tolerance: float, is_blocked: bool
) -> None:
    checked = run_entries("leads", leads(20, n_blank), country(), tolerance=tolerance)
    assert checked.results["blocks"].to_list() == [is_blocked]
    assert ("n_leads" in checked.blocked) == is_blocked


def test_the_reason_is_a_sentence_with_its_counts(run_entries: Run) -> None:
    checked = run_entries("leads", leads(20, 2), country())
    assert checked.blocked["n_leads"] == (
        "2 of 20 rows of leads fail the check leads.country, more than the tolerated 5%: "
        "Every lead has a country."
    )


@pytest.mark.parametrize("severity", ["warning", "info"])
def test_a_warning_never_blocks(run_entries: Run, severity: str) -> None:
    checked = run_entries("leads", leads(2, 1), country(severity))
    assert checked.results["status"].to_list() == ["failed"]
    assert checked.blocked == {}


def test_a_star_stands_for_what_needs_the_table(run_entries: Run) -> None:
    checked = run_entries("leads", leads(2, 2), country("critical", "*", "win_rate"))
    assert sorted(checked.blocked) == ["table:leads", "win_rate"]


def test_two_reasons_are_both_told(run_entries: Run) -> None:
    second = country() | {"meta": country()["meta"] | {"id": "leads.again"}}
    reason = run_entries("leads", leads(2, 2), country(), second).blocked["n_leads"]
    assert "leads.country" in reason
    assert "leads.again" in reason


def test_an_empty_table_blocks_and_nothing_else_is_said(run_suite: Run) -> None:
    checked = run_suite("leads", {"_empty": True})
    assert list(checked.blocked) == ["table:leads"]
    assert "as a whole" in checked.blocked["table:leads"]
    statuses = dict(checked.results.select("check_id", "status").iter_rows())
    assert statuses.pop("leads.has_rows") == "failed"
    given = {name for name in statuses if ".rows_" in name}  # the test gives their bounds
    assert {statuses[name] for name in statuses.keys() - given} == {"no data"}


def test_a_won_deal_of_zero_is_counted_and_told(run_suite: Run) -> None:
    checked = run_suite("opportunities", {"amount": "0"})
    assert checked.tables["opportunities"].height == 24
    assert checked.blocked == {}
    assert checked.results.filter(status="failed")["examples"].to_list() == [
        ["opportunities.csv row 2 (id O1)"]
    ]


def test_nothing_is_written_to_disk(
    run_suite: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    run_suite("rates")
    assert list(tmp_path.rglob("*")) == []
