"""Two loads side by side: failing records are new, persist, or were mended."""

from collections import Counter
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.report.changes import CHANGES, compared
from revops.report.kept_checks import KEPT

CHECK = {"check_id": "a", "table": "leads", "severity": "warning", "definition": "d"}
RECORDS = st.sets(st.integers(0, 12))


def load(*found: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([CHECK | each for each in found], schema=KEPT, strict=False)


def row(records: Any, n_failed: int | None = None, **more: Any) -> dict[str, Any]:
    n = len(records) if n_failed is None and records is not None else n_failed
    status = "failed" if n else "passed"
    return {"status": status, "n_failed": n, "records": records if n else None} | more


@given(now=RECORDS, before=RECORDS)
def test_failing_records_are_those_of_sets(now: set[int], before: set[int]) -> None:
    told = compared(load(row(sorted(now))), load(row(sorted(before))))
    counted = told.select("n_new", "n_persisting", "n_mended", "compared").rows()
    expected = (len(now - before), len(now & before), len(before - now), "by record")
    assert counted == ([expected] if now or before else [])


def test_too_many_to_follow_are_compared_by_their_counts() -> None:
    told = compared(load(row(None, 500)), load(row([1, 2])))
    assert told.select("n_new", "n_persisting", "n_mended", "compared").row(0) == (
        *(498, 2, 0),
        "by count",
    )


def test_a_check_that_lets_some_rows_fail_is_compared_by_its_counts() -> None:
    lenient = row([7]) | {"status": "passed", "n_failed": 3, "records": None}
    told = compared(load(row([7, 8, 9, 10])), load(lenient))
    assert told.select("n_new", "n_persisting", "compared").row(0) == (1, 3, "by count")


@pytest.mark.parametrize(
    ("before", "how", "was"),
    [
        ([row([1], definition="another")], "not the same check", "failed"),
        ([row([1], check_id="b")], "first load", None),
        ([{"status": "missing column"}], "by status", "missing column"),
    ],
)
def test_what_cannot_be_compared_says_why(before: Any, how: str, was: str | None) -> None:
    told = compared(load(row([1, 2])), load(*before)).row(0, named=True)
    assert (told["compared"], told["was"]) == (how, was)
    assert (told["n_new"], told["n_persisting"], told["n_mended"]) == (None, None, None)


def test_a_check_of_a_whole_table_is_told_by_its_status() -> None:
    failed, passed = {"status": "failed"}, {"status": "passed"}
    told = compared(load(failed), load(passed)).row(0, named=True)
    assert (told["status"], told["was"], told["compared"]) == ("failed", "passed", "by status")


def test_what_holds_in_both_loads_is_not_told_and_the_worst_comes_first() -> None:
    checks = [
        row([1], check_id="info", severity="info"),
        row([], check_id="fine"),
        row([1], check_id="critical", severity="critical"),
        row([], check_id="mended"),
    ]
    before = [row([], check_id="fine"), row([3], check_id="mended")]
    told = compared(load(*checks), load(*before))
    assert told["check_id"].to_list() == ["critical", "mended", "info"]
    assert told.filter(check_id="mended")["n_mended"].item() == 1


def test_the_columns_are_those_that_are_promised() -> None:
    told = compared(load(row([1])), load(row([1])))
    assert set(CHANGES) - {"first_load_seen"} <= set(told.columns)
    assert Counter(told["check_id"]) == {"a": 1}
