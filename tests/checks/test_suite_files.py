"""The folder of suites keeps its shape: one file a table, each entry complete."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from revops.checks import Suite, load_suites
from revops.checks.kinds import KINDS, NOT_NULL, ROW_KINDS, UNIQUE_KINDS
from revops.metrics import METRICS
from revops.tables import TABLES

PATHS = sorted((Path(__file__).parents[2] / "expectations").glob("*.json"))
SUITES = load_suites({path.stem: path for path in PATHS})
MAIN = (
    "leads",
    "accounts",
    "opportunities",
    "stage_history",
    "activities",
    "campaigns",
    "touchpoints",
    "spend",
)
each_suite = pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES.keys())


def test_every_file_is_read_and_none_is_missing() -> None:
    assert sorted(SUITES) == sorted(path.stem for path in PATHS) == sorted(TABLES)


@pytest.mark.parametrize("table", MAIN)
def test_the_main_tables_have_a_dozen_checks(table: str) -> None:
    assert len(SUITES[table].expectations) >= 12


@each_suite
def test_a_suite_has_a_floor_for_its_rows(suite: Suite) -> None:
    floors = [c for c in suite.expectations if c.type == "expect_table_row_count_to_be_between"]
    assert [check.kwargs["min_value"] for check in floors if not check.parameters] == [1]


@each_suite
def test_a_suite_has_a_band_for_its_rows(suite: Suite) -> None:
    """What earlier loads held sets it, as a warning; only a collapse is critical."""
    given = {c.parameters: c.severity for c in suite.expectations if "rows" in str(c.parameters)}
    assert given.pop(("rows_low", "rows_high")) == "warning"
    assert given in ({}, {("rows_floor",): "critical"})


@each_suite
def test_every_key_is_expected_to_be_there_and_unique(suite: Suite) -> None:
    key = TABLES[suite.name].key
    there = {check.columns[0] for check in suite.expectations if check.type == NOT_NULL}
    unique = {check.columns for check in suite.expectations if check.type in UNIQUE_KINDS}
    assert set(key) <= there
    assert key in unique


@each_suite
def test_descriptions_are_sentences(suite: Suite) -> None:
    for check in suite.expectations:
        assert check.description[0].isupper(), check.meta.id
        assert check.description.endswith("."), check.meta.id


@each_suite
def test_ids_carry_the_table(suite: Suite) -> None:
    assert all(check.meta.id.startswith(f"{suite.name}.") for check in suite.expectations)


def test_ids_are_unique_over_all_suites() -> None:
    counted = Counter(c.meta.id for suite in SUITES.values() for c in suite.expectations)
    assert [name for name, times in counted.items() if times > 1] == []


def test_critical_is_narrow() -> None:
    """Critical are keys, floors, and what no metric can be right without; add with care."""
    beyond = {
        check.meta.id
        for suite in SUITES.values()
        for check in suite.expectations
        if check.severity == "critical"
        and check.meta.id != f"{suite.name}.has_rows"
        and not set(check.columns) <= set(TABLES[suite.name].key)
    }
    assert beyond == {
        "opportunities.status_present",
        "opportunities.status_known",
        "rates.rate_present",
        "rates.rate_positive",
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the library's own, on its import
def test_the_kinds_are_those_of_great_expectations() -> None:
    from great_expectations.expectations import expectation, registry

    maps = (
        expectation.ColumnMapExpectation,
        expectation.ColumnPairMapExpectation,
        expectation.MulticolumnMapExpectation,
    )
    known = {name: registry.get_expectation_impl(name) for name in KINDS}
    assert {name for name, kind in known.items() if issubclass(kind, maps)} == ROW_KINDS


def test_the_files_are_laid_out_alike() -> None:
    for path in PATHS:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        assert list(content) == ["name", "meta", "expectations"], path.name


def test_guards_name_known_metrics() -> None:
    guarded = {guard for s in SUITES.values() for c in s.expectations for guard in c.meta.guards}
    assert guarded - {"*"} <= set(METRICS)
