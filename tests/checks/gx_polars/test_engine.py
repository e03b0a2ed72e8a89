"""The engine asks the data once, keeps errors apart, and knows all failing rows."""

from typing import Any

import polars as pl
import pytest
from tests.checks.gx_polars.conftest import Ask

from revops.checks.gx_polars import passes, repeats

FRAME = pl.DataFrame({"id": [1, 2, 2, None], "word": ["a", "b", None, "é"]})
PRESENT = ("expect_column_values_to_not_be_null", {"column": "id"})
SINGLE = ("expect_column_values_to_be_unique", {"column": "id"})
BROKEN = ("expect_column_values_to_match_regex", {"column": "word", "regex": "("})
MEAN = ("expect_column_mean_to_be_between", {"column": "id", "min_value": 0})


@pytest.fixture
def n_passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the queries of each pass over the data."""
    told: list[int] = []
    collect = pl.collect_all

    def counted(frames: list[pl.LazyFrame], **options: Any) -> list[pl.DataFrame]:
        told.append(len(frames))
        return collect(frames, **options)

    monkeypatch.setattr(passes.pl, "collect_all", counted)
    return told


def test_all_counts_take_one_pass_and_all_samples_another(
    ask: Ask, polars_batches: Any, n_passes: list[int]
) -> None:
    ask(
        polars_batches,
        FRAME.lazy(),
        [PRESENT, MEAN, ("expect_table_row_count_to_equal", {"value": 4})],
    )
    assert n_passes == [1, 1]


def test_what_did_not_fail_is_not_sampled(
    ask: Ask, polars_batches: Any, n_passes: list[int]
) -> None:
    ask(polars_batches, FRAME.head(2).lazy(), [PRESENT, MEAN])
    assert n_passes == [1]


def test_a_broken_check_costs_the_others_no_second_pass(
    ask: Ask, polars_batches: Any, n_passes: list[int]
) -> None:
    found = ask(polars_batches, FRAME.lazy(), [PRESENT, BROKEN, MEAN])
    assert [result.success for result in found] == [False, False, True]
    assert found[1].result == {}
    assert n_passes == [1, 1]


def test_a_check_that_fails_on_the_data_leaves_the_others_their_answers(
    ask: Ask, polars_batches: Any, n_passes: list[int]
) -> None:
    days = ("expect_column_values_to_be_between", {"column": "id", "min_value": "2026-01-01"})
    sums = ("expect_multicolumn_sum_to_equal", {"column_list": ["id", "word"], "sum_total": 3})
    found = ask(polars_batches, FRAME.lazy(), [PRESENT, days, sums, MEAN])
    assert [bool(result.result) for result in found] == [True, False, False, True]
    assert len(n_passes) < 10  # halves; not each metric apart, three times over


def test_a_second_frame_is_not_answered_with_the_first(ask: Ask, polars_batches: Any) -> None:
    first = ask(polars_batches, FRAME.lazy(), [PRESENT])[0]
    second = ask(polars_batches, FRAME.drop_nulls().lazy(), [PRESENT])[0]
    assert (first.result["unexpected_count"], second.result["unexpected_count"]) == (1, 0)


def test_severity_travels_with_the_result(great: Any, polars_batches: Any) -> None:
    entry = {"type": PRESENT[0], "kwargs": PRESENT[1], "severity": "info"}
    suite = great.ExpectationSuite(name="s", expectations=[entry])
    batch = polars_batches.get_batch(batch_parameters={"dataframe": FRAME})
    found = batch.validate(suite)
    assert not found.success
    assert found.results[0].expectation_config.severity == "info"


def test_failing_places_are_all_of_them(great: Any, polars_batches: Any) -> None:
    from revops.checks.gx_polars.bridge import failing_places

    frame = pl.DataFrame({"id": [7] * 300 + [8], "kind": ["a", "b"] * 150 + ["a"]})
    where = {
        "type": "comparison",
        "column": {"name": "kind"},
        "operator": "==",
        "parameter": "b",
    }
    entries = [
        {"type": SINGLE[0], "kwargs": SINGLE[1]},
        {"type": SINGLE[0], "kwargs": SINGLE[1] | {"row_condition": where}},
        {
            "type": "expect_column_values_to_be_in_set",
            "kwargs": {
                "column": "id",
                "value_set": [7],
                "row_condition": where | {"operator": "!="},
            },
        },
    ]
    suite = great.ExpectationSuite(name="s", expectations=entries)
    batch = polars_batches.get_batch(batch_parameters={"dataframe": frame.lazy()})
    batch.validate(suite)
    found = failing_places(batch, suite.expectations)
    assert [rows.to_list() for rows in found] == [[*range(300)], [*range(1, 300, 2)], [300]]


@pytest.mark.parametrize("at_a_time", [3, 1000])
def test_repeats_are_found_some_at_a_time(at_a_time: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "ROWS_AT_A_TIME", at_a_time)
    frame = pl.LazyFrame({"key": [n % 40 for n in range(50)]})
    found = repeats.repeated(frame, pl.col("key"))
    assert (found.n_rows, found.hashes_tell) == (20, True)


def test_two_keys_of_one_hash_do_not_repeat_each_other() -> None:
    """Keys that share a hash are told apart by themselves."""

    class Poor(pl.Expr):
        """A key with four hashes for all values."""

        def hash(self, *_: int) -> pl.Expr:  # type: ignore[override]
            return (pl.col("key") % 4).cast(pl.UInt64)

    key = Poor._from_pyexpr(pl.col("key")._pyexpr)
    found = repeats.repeated(pl.LazyFrame({"key": [1, 5, 9, 9, 2]}), key)
    assert (found.n_rows, found.hashes_tell, found.hashes.to_list()) == (2, False, [1])


def test_parquet_files_are_scanned(context: Any, great: Any, tmp_path: Any) -> None:
    FRAME.write_parquet(tmp_path / "leads.parquet")
    source = context.data_sources.add_polars("files")
    asset = source.add_parquet_asset("leads", tmp_path / "leads.parquet")
    batch = asset.add_batch_definition("all").get_batch()
    entry = {"type": PRESENT[0], "kwargs": PRESENT[1]}
    found = batch.validate(great.ExpectationSuite(name="s", expectations=[entry]))
    assert found.results[0].result["unexpected_count"] == 1


def test_a_validation_definition_and_a_checkpoint_run_on_a_frame(
    context: Any, great: Any, polars_batches: Any
) -> None:
    low = {"$PARAMETER": "low"}
    entries = [
        {"type": PRESENT[0], "kwargs": PRESENT[1]},
        {"type": MEAN[0], "kwargs": {"column": "id", "min_value": low}},
    ]
    suite = context.suites.add(great.ExpectationSuite(name="leads", expectations=entries))
    definition = context.validation_definitions.add(
        great.ValidationDefinition(name="leads", data=polars_batches, suite=suite)
    )
    checkpoint = great.Checkpoint(name="leads", validation_definitions=[definition])
    found = context.checkpoints.add(checkpoint).run(
        batch_parameters={"dataframe": FRAME}, expectation_parameters={"low": 1}
    )
    (told,) = found.run_results.values()
    assert [result.success for result in told.results] == [False, True]
