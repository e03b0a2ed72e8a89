"""Every check is seen failing: one broken row each, and nothing else fails because of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
BROKEN = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "broken").glob("*.json"))
}
CASES = [
    pytest.param(table, check_id, change, id=check_id)
    for table, changes in BROKEN.items()
    for check_id, change in changes.items()
]


@pytest.mark.parametrize(("table", "check_id", "change"), CASES)
def test_a_broken_row_fails_its_check_only(
    failed_ids: Callable[..., list[str]], table: str, check_id: str, change: dict[str, Any]
) -> None:
    assert failed_ids(table, change) == [check_id]


@pytest.mark.parametrize("table", sorted(BROKEN))
def test_good_rows_pass_every_check(run_suite: Callable[..., Any], table: str) -> None:
    results = run_suite(table).results
    assert results.filter(status="passed")["check_id"].to_list() == results["check_id"].to_list()


def test_every_check_has_its_broken_row(suite_paths: dict[str, Path]) -> None:
    written = {
        entry["meta"]["id"]
        for path in suite_paths.values()
        for entry in json.loads(path.read_text(encoding="utf-8"))["expectations"]
    }
    assert written == {check_id for changes in BROKEN.values() for check_id in changes}
