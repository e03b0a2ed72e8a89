"""Flags that are computed within bounds of memory say what the plain expressions say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revops.checks.flags import over_rows, repeats
from revops.checks.flags.over_rows import Flag, judged, reads
from revops.checks.flags.parts import found, looked_up
from revops.checks.flags.repeats import alone, first_of
from revops.checks.flags.spelling import squeezed, usual_spelling

TEXT = st.sampled_from(["a", "A", "a-", "b", "B ", "", "--", None])
DAY = st.sampled_from([1, 2, None])
ROWS = st.lists(st.tuples(TEXT, DAY, st.sampled_from([True, False, None])), max_size=30)
Rows = list[tuple[str | None, int | None, bool | None]]


@pytest.fixture(autouse=True, params=[(500_000, 2_000_000), (4, 3)], ids=["at once", "in parts"])
def few_at_a_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge all rows at once, and a handful at a time."""
    monkeypatch.setattr(over_rows, "ROWS_AT_A_TIME", request.param[0])
    monkeypatch.setattr(repeats, "COMPARED_AT_A_TIME", request.param[1])


def same(rows: Rows, lean: Flag, plain: pl.Expr) -> None:
    """Compare the two, row by row, nulls included."""
    schema = {"text": pl.String, "day": pl.Int64, "asked": pl.Boolean}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    said = frame.with_columns(flag=plain)["flag"].to_list()
    assert judged(frame.lazy(), lean).to_list() == said
    assert judged(frame.lazy(), lean).dtype == pl.Boolean


law = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
KNOWN = pl.col("text").is_not_null() & pl.col("day").is_not_null()
KEY = pl.struct("text", "day")


@law
@given(rows=ROWS)
def test_the_first_of_its_key_is_found(rows: Rows) -> None:
    same(rows, first_of("text", "day"), pl.when(KNOWN).then(KEY.is_first_distinct()))


@law
@given(rows=ROWS)
def test_the_first_is_told_among_all_rows_and_judged_where_asked(rows: Rows) -> None:
    plain = pl.when(KNOWN).then(KEY.is_first_distinct())
    same(rows, first_of("text", "day", where=pl.col("asked")), pl.when("asked").then(plain))


@law
@given(rows=ROWS)
def test_one_flag_can_say_where_another_is_judged(rows: Rows) -> None:
    by_text = pl.when(pl.col("text").is_not_null()).then(pl.col("text").is_first_distinct())
    by_both = pl.when(KNOWN).then(KEY.is_first_distinct())
    lean = first_of("text", where=first_of("text", "day"))
    same(rows, lean, pl.when(by_both).then(by_text))


@law
@given(rows=ROWS)
def test_what_is_alone_is_found(rows: Rows) -> None:
    bare = squeezed("text")
    plain = pl.when(bare.is_not_null()).then(~pl.struct(bare).is_duplicated())
    same(rows, alone(bare), plain)


@law
@given(rows=ROWS)
def test_the_usual_spelling_is_found(rows: Rows) -> None:
    bare = squeezed("text")
    usual = pl.col("text").drop_nulls().mode().min().over(bare)
    plain = pl.when(bare.is_not_null()).then(pl.col("text") == usual)
    same(rows, usual_spelling("text"), plain)


@law
@given(rows=ROWS, ids=st.lists(st.tuples(TEXT, DAY), min_size=1, max_size=8))
def test_what_another_table_holds_is_found(rows: Rows, ids: list[tuple[Any, Any]]) -> None:
    there = [name for name, _ in ids if name is not None]
    first: dict[str, int] = {}
    for name, number in ids:
        if name is not None and number is not None:
            first.setdefault(name, number)
    campaigns = pl.DataFrame(ids, schema={"campaign_id": pl.String, "n": pl.Int64}, orient="row")
    tables = {"campaigns": campaigns}
    is_there = [None if text is None else text in there for text, _, _ in rows]
    same(
        rows,
        found("text", tables, "campaigns", "campaign_id"),
        pl.lit(pl.Series(is_there, dtype=pl.Boolean)),
    )
    numbers = [first.get(text) == day if text in first and day else None for text, day, _ in rows]
    same(
        rows,
        looked_up("text", tables, "campaigns", "campaign_id", "n") == pl.col("day"),
        pl.lit(pl.Series(numbers, dtype=pl.Boolean)),
    )


@pytest.mark.parametrize("hashed", [pl.lit(7, pl.UInt64), pl.col("day").hash()])
def test_keys_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch, hashed: pl.Expr) -> None:
    monkeypatch.setattr(pl.Expr, "hash", lambda _: hashed)
    rows: Rows = [("a", 1, None), ("b", 1, None), ("a", 1, None), ("a", 2, None), (None, 1, None)]
    frame = pl.LazyFrame(rows, schema=["text", "day", "asked"], orient="row")
    assert judged(frame, first_of("text", "day")).to_list() == [True, True, False, True, None]
    assert judged(frame, alone("text", "day")).to_list() == [False, True, False, True, None]


def test_a_flag_reads_what_says_where_it_is_judged() -> None:
    assert reads(first_of("text", where=pl.col("asked"))) == {"text", "asked"}


def test_only_flags_that_the_suite_reads_are_made(
    make_tables: Callable[..., dict[str, pl.DataFrame]], suite_paths: dict[str, Path]
) -> None:
    from datetime import date

    from revops.checks.flags import with_flags

    tables = make_tables()
    frame = with_flags("touchpoints", tables, date(2026, 6, 30), {"lead_known", "kind"})
    assert set(frame.columns) - set(tables["touchpoints"].columns) == {"lead_known"}
    assert json.loads(suite_paths["touchpoints"].read_text("utf-8"))["name"] == "touchpoints"
