"""What suites are given: nothing is no data, few loads are info, enough are what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops import checks
from revops.checks.bounds import Bounds, of_counts

Run = Callable[..., checks.Checked]
ROWS = of_counts([900, 900, 900])
PAST = [f"campaigns.rows_{name}" for name in ("in_band", "not_collapsed")]


@pytest.fixture
def judged(make_tables: Callable[..., Any], suite_paths: dict[str, Path]) -> Run:
    """Check the three campaigns of the valid tables against nine hundred of earlier loads."""

    def run(bounds: Bounds | None) -> checks.Checked:
        from tests.checks.conftest import AS_OF

        suites = {"campaigns": suite_paths["campaigns"]}
        return checks.run(make_tables(), suites, as_of=AS_OF, bounds=bounds)

    return run


def of_past(checked: checks.Checked) -> list[tuple[Any, ...]]:
    told = checked.results.filter(pl.col("check_id").is_in(PAST))
    return told.select("severity", "status", "blocks").rows()


def test_without_earlier_loads_there_is_no_data(judged: Run) -> None:
    assert {status for _, status, _ in of_past(judged(None))} == {"no data"}
    assert not judged(None).blocked


def test_with_fewer_than_four_loads_they_are_info(judged: Run) -> None:
    checked = judged(Bounds({"campaigns": ROWS}, {"campaigns": 3}))
    assert of_past(checked) == [("info", "failed", False)] * 2
    assert not checked.blocked
    band = checked.results.filter(check_id=PAST[0])["examples"].item().to_list()
    assert band == ["3 earlier loads: at least 818, at most 990; 3 rows now"]


def test_with_four_a_cut_export_holds_back_what_is_made_of_it(judged: Run) -> None:
    checked = judged(Bounds({"campaigns": ROWS}, {"campaigns": 4}))
    assert of_past(checked) == [("warning", "failed", False), ("critical", "failed", True)]
    assert list(checked.blocked) == ["table:campaigns"]


def test_what_people_agreed_on_holds_from_the_first_load(judged: Run) -> None:
    def names(agreed: dict[str, Any]) -> tuple[Any, ...]:
        results = judged(Bounds(agreed=agreed)).results
        told = results.filter(check_id="campaigns.name_follows_agreement")
        return told.select("severity", "status", "n_failed").row(0)

    assert names({}) == ("warning", "no data", None)
    assert names({"campaigns": {"campaign_name": r"^2026 \| "}}) == ("warning", "passed", 0)
    assert names({"campaigns": {"campaign_name": "search$"}}) == ("warning", "failed", 1)
