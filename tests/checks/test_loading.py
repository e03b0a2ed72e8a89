"""A suite that is not understood is refused as a whole, with every problem named."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.checks import Check, load_suites
from revops.checks.border import outcomes
from revops.errors import SettingsError

GOOD: dict[str, Any] = {
    "type": "expect_column_values_to_not_be_null",
    "kwargs": {"column": "lead_id"},
    "severity": "critical",
    "description": "Every lead has an id.",
    "meta": {"id": "leads.id", "owner": "marketing", "guards": ["*"]},
}


def written(folder: Path, *entries: dict[str, Any], name: str = "leads", **more: Any) -> Path:
    path = folder / "leads.json"
    content = {"name": name, "expectations": list(entries), **more}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_suites({"leads": path})
    return caught.value.problems


def test_a_good_file_is_read(tmp_path: Path) -> None:
    suite = load_suites({"leads": written(tmp_path, GOOD)})["leads"]
    assert suite.tolerance == 0.05
    assert [check.meta.id for check in suite.expectations] == ["leads.id"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "expect_colunm_values_to_not_be_null"}, "expectations[1].type: unknown"),
        ({"type": "expect_column_values_to_be_of_type"}, "expectations[1].type: unknown"),
        ({"severity": "warnign"}, "'critical', 'warning' or 'info' (given: 'warnign')"),
        ({"serverity": "info"}, "serverity: unknown key. Did you mean 'severity'?"),
        ({"kwargs": {"column": "lead_ids"}}, "has no column 'lead_ids'. Did you mean 'lead_id'?"),
        ({"description": ""}, "expectations[1].description: "),
        ({"meta": {"id": "x", "guards": []}}, "expectations[1].meta.owner: is required"),
        ({"meta": {"id": "x", "owner": "sales"}}, "expectations[1].meta.guards: is required"),
        ({"meta": {"id": "x", "owner": "ops", "guards": ["*"]}}, "(given: 'ops')"),
        ({"meta": {"id": "x", "owner": "sales", "guards": []}}, "must guard something"),
        ({"kwargs": {"column": "lead_id", "mostly": 0.9}}, "takes no 'mostly'"),
        ({"kwargs": {"column": "lead_id", "row_condition": "a == 1"}}, "must be an object"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    [problem] = problems(written(tmp_path, GOOD | change))
    assert problem.startswith("leads.json: ")
    assert told in problem


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    bad = GOOD | {"severity": "fatal", "owner": "sales"}
    assert len(problems(written(tmp_path, bad, GOOD | {"description": ""}, tolerance=1))) == 4


def test_an_id_given_twice_is_named(tmp_path: Path) -> None:
    assert problems(written(tmp_path, GOOD, GOOD)) == [
        "leads.json: meta.id: 'leads.id' is given twice"
    ]


def test_the_name_must_be_that_of_the_file(tmp_path: Path) -> None:
    assert "must be that of the file: 'leads'" in problems(written(tmp_path, GOOD, name="lead"))[0]


def test_a_column_of_lists_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "campaigns.json"
    entry = GOOD | {"kwargs": {"column": "promise"}}
    path.write_text(json.dumps({"name": "campaigns", "expectations": [entry]}), encoding="utf-8")
    assert "promise holds lists" in problems(path)[0]


@pytest.mark.parametrize("text", ["", "{", '{"name": "leads", "expectations": []}'])
def test_a_broken_or_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "leads.json"
    path.write_text(text, encoding="utf-8")
    assert len(problems(path)) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "leads.json" in problems(tmp_path / "leads.json")[0]


@pytest.mark.parametrize(
    "change", [{"type": "expect_colunm_values_to_not_be_null"}, {"severity": "warnign"}]
)
def test_what_great_expectations_would_drop_in_silence_is_refused(change: dict[str, Any]) -> None:
    good = Check.model_validate(GOOD)
    frame = pl.DataFrame({"lead_id": ["L1"]})
    with pytest.raises(SettingsError, match="dropped 1 check"):
        outcomes("leads", frame, [good.model_copy(update=change)])


def test_an_unknown_argument_is_refused() -> None:
    bad = Check.model_validate(GOOD | {"kwargs": {"column": "lead_id", "colour": "red"}})
    with pytest.raises(SettingsError, match="colour"):
        outcomes("leads", pl.DataFrame({"lead_id": ["L1"]}), [bad])
