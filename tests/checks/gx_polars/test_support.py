"""What the engine supports: every kind that a suite may use, and all others but a named few."""

from typing import Any

import polars as pl
import pytest
from tests.checks.gx_polars.cases import make_cases

from revops.checks.gx_polars import Scope, condition, failing_places
from revops.checks.gx_polars.expected import EXPECTED
from revops.checks.kinds import KINDS

#: Not compared with pandas, and why.
NOT_COMPARED = {
    "expect_column_type_to_be": "types have other names",
    "expect_column_values_to_be_of_type": "types have other names",
    "expect_column_values_to_be_in_type_list": "types have other names",
    "expect_column_values_to_match_json_schema": "asked below: pandas reads cells that are no JSON",
    "expect_column_values_to_match_like_pattern": "databases only",
    "expect_column_values_to_match_like_pattern_list": "databases only",
    "expect_column_values_to_not_match_like_pattern": "databases only",
    "expect_column_values_to_not_match_like_pattern_list": "databases only",
    "expect_query_results_to_match_comparison": "not here yet: queries",
    "expect_table_row_count_to_equal_other_table": "not here yet: other tables",
    "unexpected_rows_expectation": "not here yet: queries",
}
TEXTS = pl.DataFrame({"text": ["Anna", "anna", None, '{"n": 1}', "A.b", "2026-02-30"]})


def test_every_kind_is_compared_or_named(great: Any) -> None:
    from great_expectations.expectations import registry

    compared = {kind for kind, _ in make_cases()}
    registered = set(registry.list_registered_expectation_implementations())
    assert registered - compared == set(NOT_COMPARED)
    assert set(NOT_COMPARED) & KINDS == {"expect_column_values_to_match_json_schema"}


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


def test_a_type_goes_by_its_short_and_its_full_name(ask: Any, polars_batches: Any) -> None:
    frame = pl.DataFrame({"n": [1]}, schema={"n": pl.Decimal(12, 2)})
    kind = "expect_column_values_to_be_of_type"
    names = ["Decimal", "Decimal(precision=12, scale=2)", "Float64"]
    found = ask(polars_batches, frame, [(kind, {"column": "n", "type_": name}) for name in names])
    assert [result.success for result in found] == [True, True, False]


@pytest.mark.parametrize("metric", EXPECTED)
def test_every_metric_is_asked_for_a_missing_column_by_name(metric: str) -> None:
    with pytest.raises(KeyError, match="missing column: gone"):
        condition(metric, TEXTS.schema, {"column": "gone"}, {})
