"""What the engine supports: every kind that a suite may use, and all others but a named few."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.checks.gx_polars.cases import make_cases

from revops.checks.gx_polars import Scope, condition, failing_places
from revops.checks.gx_polars.expected import EXPECTED
from revops.checks.kinds import KINDS

TYPES = "the engines' types have other names: compared name for name in test_types"
NO_PANDAS = "the pandas engine has none: held against SQLite in test_sqlite"
#: Not among the cases that both engines are asked, and why.
NOT_AMONG_CASES = {
    "expect_column_type_to_be": TYPES,
    "expect_column_values_to_be_of_type": TYPES,
    "expect_column_values_to_be_in_type_list": TYPES,
    "expect_column_values_to_match_like_pattern": NO_PANDAS,
    "expect_column_values_to_match_like_pattern_list": NO_PANDAS,
    "expect_column_values_to_not_match_like_pattern": NO_PANDAS,
    "expect_column_values_to_not_match_like_pattern_list": NO_PANDAS,
    "expect_query_results_to_match_comparison": NO_PANDAS,
    "expect_table_row_count_to_equal_other_table": NO_PANDAS,
    "unexpected_rows_expectation": NO_PANDAS,
}
TEXTS = pl.DataFrame({"text": ["Anna", "anna", None, '{"n": 1}', "A.b", "2026-02-30"]})


def test_every_kind_is_compared_or_named(great: Any) -> None:
    from great_expectations.expectations import registry

    compared = {kind for kind, _ in make_cases()}
    registered = set(registry.list_registered_expectation_implementations())
    assert registered - compared == set(NOT_AMONG_CASES)
    assert len(registered) == 59
    assert not set(NOT_AMONG_CASES) & KINDS


@pytest.mark.parametrize("kind", NOT_AMONG_CASES)
def test_what_is_not_among_the_cases_is_asked_where_the_list_says(kind: str) -> None:
    place = Path(__file__).parent / f"{NOT_AMONG_CASES[kind].rpartition(' ')[2]}.py"
    assert f'"{kind}"' in place.read_text("utf-8")


@pytest.mark.parametrize(
    ("metric", "values", "failing"),
    [
        ("column_values.match_like_pattern", {"like_pattern": "A%"}, [1, 3, 5]),
        ("column_values.match_like_pattern", {"like_pattern": "A._"}, [0, 1, 3, 5]),
        ("column_values.not_match_like_pattern", {"like_pattern": "_nna"}, [0, 1]),
        ("column_values.match_like_pattern_list", {"like_pattern_list": ["A%", "%1}"]}, [1, 5]),
        (
            "column_values.not_match_like_pattern_list",
            {"like_pattern_list": ["A%", "%n%"]},
            [0, 1, 3, 4],
        ),
        ("column_values.match_regex", {"regex": "^(?=A)"}, [1, 3, 5]),
        ("column_values.match_regex", {"regex": r"(n)\1"}, [3, 4, 5]),
        ("column_values.json_parseable", {}, [0, 1, 4, 5]),
        ("column_values.match_strftime_format", {"strftime_format": "%Y-%m-%d"}, [0, 1, 3, 4, 5]),
    ],
)
def test_text_is_searched_as_the_pattern_says(
    metric: str, values: dict[str, Any], failing: list[int]
) -> None:
    made = condition(metric, TEXTS.schema, {"column": "text"}, values)
    (found,) = failing_places([(Scope("all", TEXTS.lazy()), made)])
    assert found.to_list() == failing


def test_json_is_held_against_its_schema() -> None:
    frame = pl.DataFrame({"text": ['{"n": 1}', '{"n": "x"}', None]})
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
    values = {"json_schema": schema}
    made = condition("column_values.match_json_schema", frame.schema, {"column": "text"}, values)
    (found,) = failing_places([(Scope("all", frame.lazy()), made)])
    assert found.to_list() == [1]


@pytest.mark.parametrize("metric", EXPECTED)
def test_every_metric_is_asked_for_a_missing_column_by_name(metric: str) -> None:
    with pytest.raises(KeyError, match="missing column: gone"):
        condition(metric, TEXTS.schema, {"column": "gone"}, {})
