"""What Great Expectations does around an engine works unchanged: from suite to action."""

from typing import Any, ClassVar

import polars as pl
import pytest
from tests.checks.gx_polars.conftest import Ask

FRAME = pl.DataFrame(
    {
        "id": [1, 2, 2, None, 5, 6],
        "word": ["a", None, "b", "é", "b", None],
        "part": [0.5, float("nan"), 1.5, None, 9.5, 2.0],
    }
)
IN_SET = ("expect_column_values_to_be_in_set", {"column": "word", "value_set": ["a"]})
PRESENT = ("expect_column_values_to_not_be_null", {"column": "part"})
BETWEEN = ("expect_column_values_to_be_between", {"column": "part", "max_value": 2})
MEAN = ("expect_column_mean_to_be_between", {"column": "id", "min_value": 4})
CASES = [IN_SET, PRESENT, BETWEEN, MEAN]


def test_a_checkpoint_runs_its_actions_on_what_failed(
    context: Any, great: Any, polars_batches: Any
) -> None:
    from great_expectations.checkpoint import ValidationAction

    class Note(ValidationAction):
        """Keep what a checkpoint found."""

        type: str = "note"
        seen: ClassVar[list[Any]] = []

        def run(self, checkpoint_result: Any, action_context: Any = None) -> dict[str, Any]:
            self.seen.append(checkpoint_result)
            return {}

    entries = [
        {"type": IN_SET[0], "kwargs": IN_SET[1], "severity": "info"},
        {"type": MEAN[0], "kwargs": MEAN[1], "severity": "warning"},
    ]
    suite = context.suites.add(great.ExpectationSuite(name="acted", expectations=entries))
    definition = context.validation_definitions.add(
        great.ValidationDefinition(name="acted", data=polars_batches, suite=suite)
    )
    checkpoint = great.Checkpoint(
        name="acted", validation_definitions=[definition], actions=[Note(name="note")]
    )
    found = context.checkpoints.add(checkpoint).run(batch_parameters={"dataframe": FRAME})
    assert Note.seen == [found]
    (told,) = found.run_results.values()
    assert told.get_max_severity_failure() == "warning"
    assert not found.success
    assert found.describe_dict()["success"] is False
    assert "PolarsFrame" in str(told.to_json_dict())


def test_a_parameter_is_given_when_a_validation_definition_runs(
    context: Any, great: Any, polars_batches: Any
) -> None:
    words = {"column": "word", "value_set": {"$PARAMETER": "words"}}
    entries = [{"type": IN_SET[0], "kwargs": words}]
    suite = context.suites.add(great.ExpectationSuite(name="given", expectations=entries))
    definition = context.validation_definitions.add(
        great.ValidationDefinition(name="given", data=polars_batches, suite=suite)
    )

    def n_failing(*words: str) -> int:
        found = definition.run(
            batch_parameters={"dataframe": FRAME}, expectation_parameters={"words": list(words)}
        )
        n: int = found.results[0].result["unexpected_count"]
        return n

    assert (n_failing("a"), n_failing("a", "b"), n_failing("a", "b", "é")) == (3, 1, 0)


@pytest.mark.parametrize("shown", ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"])
def test_each_format_shows_what_it_shows_on_pandas(
    ask: Ask, polars_batches: Any, pandas_batches: Any, shown: str
) -> None:
    ours = ask(polars_batches, FRAME.lazy(), CASES, shown)
    theirs = ask(pandas_batches, FRAME.to_pandas(), CASES, shown)
    assert [r.success for r in ours] == [r.success for r in theirs] == [False] * 4
    assert [r.result.keys() for r in ours] == [r.result.keys() for r in theirs]
    assert (ours[0].result == {}) == (shown == "BOOLEAN_ONLY")
    counts = [
        [r.result.get(name) for r in found]
        for found in (ours, theirs)
        for name in ("element_count", "unexpected_count", "unexpected_percent")
    ]
    assert counts[:3] == counts[3:]


@pytest.mark.parametrize("more", [{}, {"exclude_unexpected_values": True}])
def test_rows_are_named_by_the_columns_that_one_asks_for(
    ask: Ask, polars_batches: Any, pandas_batches: Any, more: dict[str, Any]
) -> None:
    frame = FRAME.with_columns(id=pl.col("id").fill_null(4))
    names = {"unexpected_index_column_names": ["id"], **more}
    shown = {"result_format": "COMPLETE", "return_unexpected_index_query": False, **names}
    (ours,) = ask(polars_batches, frame.lazy(), [IN_SET], shown)
    (theirs,) = ask(pandas_batches, frame.to_pandas(), [IN_SET], shown)
    assert ours.result["unexpected_index_list"] == theirs.result["unexpected_index_list"]
    named = [2, 4, 5]
    if more:
        assert ours.result["unexpected_index_list"] == [{"id": named}]
    else:
        assert [row["id"] for row in ours.result["unexpected_index_list"]] == named


def test_a_column_to_name_rows_by_that_is_not_there_is_told(ask: Ask, polars_batches: Any) -> None:
    shown = {"result_format": "COMPLETE", "unexpected_index_column_names": ["gone"]}
    (found,) = ask(polars_batches, FRAME.lazy(), [IN_SET], shown)
    assert "missing column: gone" in str(found.exception_info)


def test_nan_is_missing(ask: Ask, polars_batches: Any) -> None:
    present, between = ask(polars_batches, FRAME.lazy(), [PRESENT, BETWEEN])
    assert present.result["unexpected_count"] == 2
    assert (between.result["missing_count"], between.result["unexpected_count"]) == (2, 1)


@pytest.mark.parametrize(
    ("operator", "parameter", "n_rows"),
    [("!=", "b", 4), ("NOT_IN", ["b", "a"], 3), ("==", "b", 2), ("IN", ["b", "a"], 3)],
)
def test_other_than_keeps_rows_without_a_value(
    ask: Ask, polars_batches: Any, operator: str, parameter: Any, n_rows: int
) -> None:
    where = {
        "type": "comparison",
        "column": {"name": "word"},
        "operator": operator,
        "parameter": parameter,
    }
    case = ("expect_column_values_to_be_null", {"column": "id", "row_condition": where})
    (found,) = ask(polars_batches, FRAME.lazy(), [case])
    assert found.result["element_count"] == n_rows


def test_an_unloaded_engine_holds_no_data(ask: Ask, polars_batches: Any) -> None:
    batch = polars_batches.get_batch(batch_parameters={"dataframe": FRAME})
    engine = batch.data.execution_engine
    ask(polars_batches, FRAME.lazy(), [("expect_column_to_exist", {"column": "id"})])
    assert engine.batch_manager.batch_data_cache
    engine.unload()
    assert not engine.batch_manager.batch_data_cache
    with pytest.raises(Exception, match=r"no batch .* is loaded"):
        engine.batch({})
