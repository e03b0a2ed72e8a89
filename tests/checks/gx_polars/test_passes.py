"""How often the data is read, and how much is held: counted by a spy on every query that runs."""

import re
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest
from tests.checks.gx_polars.conftest import Ask

from revops.checks.gx_polars import Scope, condition, distinct
from revops.checks.gx_polars.answers import Answers
from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.question import Aggregate, Distinct

FRAME = pl.DataFrame(
    {
        "id": range(60),
        "word": [None if n % 7 == 0 else f"w{n % 23}" for n in range(60)],
        "part": [float("nan") if n % 9 == 0 else n * 0.5 for n in range(60)],
    }
)
COLUMNS = [Column(name, dtype) for name, dtype in FRAME.schema.items()]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """List every pass over data: how it was asked for, on which engine, and how many queries."""
    passes: list[tuple[str, int]] = []
    collect, collect_all = pl.LazyFrame.collect, pl.collect_all

    def one(frame: pl.LazyFrame, **options: Any) -> Any:
        passes.append((f"one {options.get('engine')}", 1))
        return collect(frame, **options)

    def several(frames: list[pl.LazyFrame], **options: Any) -> Any:
        passes.append((f"all {options.get('engine')}", len(frames)))
        return collect_all(frames, **options)

    monkeypatch.setattr(pl.LazyFrame, "collect", one)
    monkeypatch.setattr(pl, "collect_all", several)
    yield passes
    monkeypatch.undo()


def test_a_suite_takes_one_pass_for_counts_and_one_for_samples(
    ask: Ask, polars_batches: Any, read: list[tuple[str, int]]
) -> None:
    where = {"type": "nullity", "column": {"name": "word"}, "is_null": False}
    column = "expect_column_"
    found = ask(
        polars_batches,
        FRAME.lazy(),
        [
            (f"{column}values_to_not_be_null", {"column": "word"}),
            (f"{column}values_to_be_between", {"column": "part", "max_value": 9}),
            (f"{column}values_to_be_between", {"column": "id", "max_value": 99}),
            (f"{column}mean_to_be_between", {"column": "part", "min_value": 0}),
            (f"{column}max_to_be_between", {"column": "id", "max_value": 99}),
            (f"{column}median_to_be_between", {"column": "id", "max_value": 99}),
            (f"{column}values_to_match_regex", {"column": "word", "regex": "("}),
            (f"{column}values_to_match_regex", {"column": "word", "regex": "^w1"}),
            ("expect_table_row_count_to_equal", {"value": 60}),
            ("expect_table_row_count_to_equal", {"value": 51, "row_condition": where}),
            ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT * FROM {batch}"}),
        ],
        "COMPLETE",
    )
    succeeded = [False, False, True, True, True, True, False, False, True, True, False]
    assert [result.success for result in found] == succeeded
    # counts: all rows, rows with a word, the median, the query; samples: for each of three checks
    # the first values and all places; and the query's first rows
    assert read[0] == ("all streaming", 4)
    assert [how for how, _ in read] == ["all streaming"] * 2
    assert read[1][1] == 7


def test_a_query_without_rows_is_not_asked_for_them(
    ask: Ask, polars_batches: Any, read: list[tuple[str, int]]
) -> None:
    none = {"unexpected_rows_query": "SELECT * FROM {batch} WHERE id < 0"}
    ask(polars_batches, FRAME.lazy(), [("unexpected_rows_expectation", none)], "COMPLETE")
    assert read == [("all streaming", 1)]


def test_distinct_counts_take_one_pass_more_where_they_are_low(
    ask: Ask, polars_batches: Any, read: list[tuple[str, int]]
) -> None:
    kind = "expect_column_unique_value_count_to_be_between"
    found = ask(
        polars_batches,
        FRAME.lazy(),
        [(kind, {"column": name, "min_value": 1}) for name in FRAME.columns],
    )
    assert [result.result["observed_value"] for result in found] == [60, 23, 53]
    assert read == [("all streaming", 1), ("all streaming", 3)]


@pytest.mark.parametrize("few", [1, 100])
@pytest.mark.parametrize("at_a_time", [7, 1000])
def test_distinct_counts_are_the_same_in_parts(
    at_a_time: int, few: int, monkeypatch: pytest.MonkeyPatch, read: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(distinct, "VALUES_AT_A_TIME", at_a_time)
    monkeypatch.setattr(distinct, "FEW", few)
    rows, both = Scope("all", FRAME.lazy()), lambda n_distinct, n: (n_distinct, n)
    asked = {column.name: (rows, Distinct(column, both)) for column in COLUMNS}
    told = Answers().ask(asked)
    values = [column.values.drop_nulls() for column in COLUMNS]
    n_distinct, n_values = (
        FRAME.select(value.n_unique() for value in values).row(0),
        FRAME.select(value.len() for value in values).row(0),
    )
    assert list(told.values()) == list(zip(n_distinct, n_values, strict=True))
    if few == 1 and at_a_time == 7:  # a rough count, then each part by itself
        assert len(read) > 12
        assert {n for _, n in read} == {1}


def test_what_a_rough_count_cannot_be_made_of_fails_alone() -> None:
    rows = Scope("all", FRAME.lazy())
    gone = Distinct(Column("gone", pl.Int64()), lambda n_distinct, n: n_distinct)
    answers = Answers()
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        answers.ask({"gone": (rows, gone), "sum": (rows, Aggregate(pl.col("id").sum()))})
    assert answers.ask({"sum": (rows, Aggregate(pl.col("id").sum()))}) == {"sum": 1770}


def test_a_failure_told_often_keeps_its_own_trace() -> None:
    rows, answers = Scope("all", FRAME.lazy()), Answers()
    asked = {"gone": (rows, Aggregate(pl.col("gone").sum()))}

    def depth() -> int:
        with pytest.raises(pl.exceptions.ColumnNotFoundError) as told:
            answers.ask(asked)
        return len(told.traceback)

    assert depth() == depth() == depth()


def test_look_around_asks_each_distinct_value_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compile_ = re.compile

    def compiled(pattern: str, *flags: Any) -> Any:
        found = compile_(pattern, *flags)

        class Spied:
            def search(self, value: str) -> Any:
                asked.append(value)
                return found.search(value)

        return Spied() if pattern == "^(?!w1)" else found

    monkeypatch.setattr(re, "compile", compiled)
    made = condition(
        "column_values.match_regex", FRAME.schema, {"column": "word"}, {"regex": "^(?!w1)"}
    )
    n_failing = FRAME.select(made.unexpected.sum()).item()
    wanted = [w for w in FRAME["word"].to_list() if w is not None and w.startswith("w1")]
    assert n_failing == len(wanted)
    assert sorted(asked) == sorted(FRAME["word"].drop_nulls().unique().to_list())
