"""A definition changes with what a check asks, and with nothing else."""

import sys
from typing import Any

import polars as pl
import pytest

from revops.checks import RESULTS, Suite, definitions

ENTRY: dict[str, Any] = {
    "type": "expect_column_values_to_not_be_null",
    "kwargs": {"column": "email"},
    "severity": "warning",
    "description": "Why it matters.",
    "meta": {"id": "leads.c", "owner": "sales", "guards": ["n_leads"]},
}


def named(entry: dict[str, Any] | None, kind: str = "age") -> str:
    results = pl.DataFrame([{"check_id": "leads.c", "type": kind}], schema=RESULTS)
    entries = {} if entry is None else {"name": "leads", "expectations": [entry]}
    suites = {"leads": Suite.model_validate(entries)} if entry else {}
    found = definitions(results, suites)
    assert found["check_id"].to_list() == ["leads.c"]
    return str(found["definition"].item())


@pytest.mark.parametrize(
    "change",
    [
        {"severity": "info"},
        {"description": "Said better."},
        {"meta": ENTRY["meta"] | {"owner": "both", "guards": ["n_won"]}},
    ],
)
def test_who_owns_it_and_how_it_is_told_is_no_other_question(change: dict[str, Any]) -> None:
    assert named(ENTRY | change) == named(ENTRY)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "expect_column_values_to_be_unique"},
        {"kwargs": {"column": "phone"}},
        {"kwargs": {"column": "email", "mostly": 0.9}},
    ],
)
def test_another_kind_or_value_is_another_question(change: dict[str, Any]) -> None:
    assert named(ENTRY | change) != named(ENTRY)


def test_a_check_that_reads_a_flag_asks_what_the_flag_computes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flagged = ENTRY | {"kwargs": {"column": "email_unique"}}
    before = named(flagged), named(ENTRY)
    module = sys.modules[definitions.__module__]  # its own name is the function's
    monkeypatch.setattr(module, "code_of", lambda *_: "other code")
    assert named(flagged) != before[0]
    assert named(ENTRY) == before[1]


def test_a_check_of_no_suite_is_known_by_its_kind() -> None:
    assert named(None) == named(None) != named(None, kind="another")
