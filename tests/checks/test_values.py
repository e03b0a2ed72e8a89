"""What is asked once a text, or once a change of the clocks, is what is asked row by row."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal, assert_series_equal
from tests.checks.test_flags_in_parts import rows_of

from revops.checks import values
from revops.checks.channels import is_direct, is_unmapped
from revops.checks.flags import FLAGS, with_flags
from revops.checks.flags.bursts import fewer_than
from revops.checks.flags.clock import is_by, wall_clock
from revops.checks.flags.near import Near
from revops.checks.flags.over_rows import judged
from revops.checks.flags.repeats import first_of
from revops.checks.flags.tags import MACRO, PAID
from revops.checks.gx_polars import condition
from revops.checks.gx_polars.expected.by_value import by_distinct
from revops.checks.measures import measures
from revops.checks.values import Values, asked_of, values_of

law = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = st.none() | st.sampled_from(
    ["cpc", "Paid social", "{{x}}", "", " ", "=A1", "Ã³", "direct", "Direct_mail", "unmapped", "ñ"]
)
TEXTS = st.lists(WORDS | st.text(max_size=4), max_size=30).map(
    lambda texts: pl.Series("text", texts, pl.String)
)
QUESTIONS: dict[str, values.Question] = {
    "paid": lambda text: text.str.contains(PAID),
    "resolved": lambda text: ~text.str.contains(MACRO),
    "direct": is_direct,
    "unmapped": is_unmapped,
    "present": pl.Expr.is_not_null,
    "never": lambda text: text == "no such text",
    "always": lambda text: pl.lit(True),
    "said of some": lambda text: pl.when(text.str.len_chars() > 1).then(text.str.contains("a")),
    "nothing": lambda text: pl.lit(None, pl.Boolean),
    "missing is true": lambda text: text.str.contains("c").fill_null(True),
    "in a set": lambda text: text.is_in(["cpc", "", "ñ", "direct", " "]),
}


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat every table as a long one, of few texts."""
    monkeypatch.setattr(values, "MANY_ROWS", 1)
    monkeypatch.setattr(values, "FEW", 1.0)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_asked_once_a_text_is_answered_as_row_by_row(name: str) -> None:
    question = QUESTIONS[name]

    @law
    @given(texts=TEXTS, others=TEXTS)
    def same(texts: pl.Series, others: pl.Series) -> None:
        directly = texts.to_frame().with_columns(said=question(pl.col("text")))["said"]
        known = pl.concat([texts, others]).unique()
        once = by_distinct(pl.col("text"), known, question)
        assert_series_equal(texts.to_frame().with_columns(said=once)["said"], directly)

    same()


@law
@given(texts=TEXTS)
def test_texts_are_counted(long: None, texts: pl.Series) -> None:
    frame = texts.to_frame().lazy()
    counted = values_of(frame).counted("text")
    if texts.is_empty():
        assert counted is None
        return
    assert counted is not None
    expected = texts.drop_nulls().value_counts(name="len").rename({"text": "text"})
    assert_frame_equal(
        counted, expected, check_row_order=False, check_dtypes=False, check_column_order=False
    )


def test_columns_of_many_texts_or_of_other_types_are_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(values, "MANY_ROWS", 100)
    rows = {"few": ["a", "b"] * 100, "many": [str(n) for n in range(200)], "n": [1] * 200}
    found = Values(pl.LazyFrame(rows))
    assert found.distinct("few") is not None
    assert [found.distinct(name) for name in ("many", "n")] == [None, None]
    assert Values(pl.LazyFrame(rows).head(99)).distinct("few") is None


def test_texts_that_come_late_are_known_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MANY_ROWS", 100)
    frame = pl.LazyFrame({"text": ["a"] * 30_000 + ["cpc"] + ["a"] * 20_000})
    assert values_of(frame).distinct("text") is not None
    paid = asked_of(frame, "text", lambda text: text.str.contains("cpc"))
    assert frame.select(paid.sum()).collect().item() == 1


def test_what_is_known_goes_with_its_table() -> None:
    frame = pl.LazyFrame({"text": ["a"]})
    assert values_of(frame) is values_of(frame)
    assert values_of(frame) is not values_of(frame.clone())
    key = id(frame)
    del frame
    assert key not in values._FOUND


@pytest.mark.parametrize("table", FLAGS)
def test_flags_of_a_long_table_are_those_of_a_short_one(
    table: str, make_tables: Callable[..., dict[str, pl.DataFrame]], monkeypatch: pytest.MonkeyPatch
) -> None:
    valid = make_tables()
    as_of = date(2026, 6, 30)

    @settings(law, max_examples=15)
    @given(rows_of(table))
    def same(frame: pl.DataFrame) -> None:
        for rows in (frame, valid[table]):
            tables = {**valid, table: rows}
            short = with_flags(table, tables, as_of).flags
            with monkeypatch.context() as patched:
                patched.setattr(values, "MANY_ROWS", 1)
                patched.setattr(values, "FEW", 1.0)
                assert_frame_equal(with_flags(table, tables, as_of).flags, short)

    same()


@law
@given(texts=st.lists(WORDS, min_size=1, max_size=20))
def test_measures_of_a_long_table_are_those_of_a_short_one(
    monkeypatch: pytest.MonkeyPatch, texts: list[str | None]
) -> None:
    tables = {"touchpoints": pl.LazyFrame({"channel": texts}, schema={"channel": pl.String})}
    short = measures(tables)
    with monkeypatch.context() as patched:
        patched.setattr(values, "MANY_ROWS", 1)
        patched.setattr(values, "FEW", 1.0)
        again = {"touchpoints": tables["touchpoints"].clone()}
        assert measures(again) == short


RULES = [
    ("column_values.match_regex", {"regex": "[a-z]"}),
    ("column_values.not_match_regex", {"regex": MACRO}),
    ("column_values.match_regex", {"regex": "(?=c)c"}),  # a pattern for Python
    ("column_values.in_set", {"value_set": ["cpc", "direct"]}),
    ("column_values.in_set", {"value_set": None}),
    ("column_values.not_in_set", {"value_set": ["unmapped"]}),
    ("column_values.nonnull", {}),
    ("column_values.null", {}),
    ("column_values.value_length.between", {"min_value": 1, "max_value": 3}),
    ("column_values.json_parseable", {}),
    ("column_values.increasing", {}),
    ("column_values.unique", {}),
]


@pytest.mark.parametrize(("metric", "given_values"), RULES)
def test_a_rule_of_a_column_whose_texts_are_known_fails_the_same_rows(
    metric: str, given_values: dict[str, object]
) -> None:
    @settings(law, max_examples=25)
    @given(texts=TEXTS.filter(len))
    def same(texts: pl.Series) -> None:
        frame = texts.to_frame()
        make = partial(condition, metric, frame.schema, {"column": "text"}, given_values)
        plain, known = make(), make(lambda column: texts.unique())
        for part in ("judged", "unexpected"):
            one, other = getattr(plain, part), getattr(known, part)
            if one is None:
                assert other is None
                continue
            assert_series_equal(
                frame.with_columns(said=one)["said"], frame.with_columns(said=other)["said"]
            )

    same()


def test_a_rule_that_cannot_be_asked_beforehand_fails_with_the_rows() -> None:
    texts = pl.Series("text", ["{"])
    schema = texts.to_frame().lazy().collect_schema()
    values_set = {"json_schema": {"type": "object"}}
    made = condition(
        "column_values.match_json_schema", schema, {"column": "text"}, values_set, lambda _: texts
    )
    with pytest.raises((pl.exceptions.ComputeError, ValueError, TypeError)):
        texts.to_frame().select(made.unexpected)


ZONES = ["America/Santiago", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]
#: About the changes of the clocks in Santiago, in 2026, and those at a minute past midnight.
NEAR = [
    *(datetime(2026, 4, 5, 3, tzinfo=UTC), datetime(2026, 9, 6, 4, tzinfo=UTC)),
    *(datetime(2010, 11, 7, 2, 31, tzinfo=UTC), datetime(1890, 1, 1, 4, 42, 46, tzinfo=UTC)),
]
INSTANTS = st.builds(
    lambda start, seconds, micro: start + timedelta(seconds=seconds, microseconds=micro),
    st.sampled_from(NEAR),
    st.integers(-100_000, 100_000),
    st.sampled_from([0, 0, 1, 999_999]),
)


def instants(listed: list[datetime | None], zone: str) -> pl.DataFrame:
    at = pl.Series("at", listed, pl.Datetime("us", "UTC"))
    return at.dt.convert_time_zone(zone).to_frame()


@law
@given(start=st.sampled_from(NEAR), zone=st.sampled_from(ZONES), data=st.data())
def test_the_wall_clock_is_what_the_zone_says(
    start: datetime, zone: str, data: st.DataObject
) -> None:
    around = st.integers(-200_000, 200_000).map(lambda n: start + timedelta(seconds=n))
    few = data.draw(st.lists(st.none() | around, max_size=8))
    frame = instants([*few, *(start + timedelta(minutes=5 * n) for n in range(-500, 500))], zone)
    shown = frame.select(wall_clock(pl.col("at")))
    assert_frame_equal(shown, frame.select(pl.col("at").dt.replace_time_zone(None)))
    assert_frame_equal(
        instants(few, zone).select(wall_clock(pl.col("at"))),
        instants(few, zone).select(pl.col("at").dt.replace_time_zone(None)),
    )


@law
@given(listed=st.lists(st.none() | INSTANTS, max_size=20), zone=st.sampled_from(ZONES))
@example(listed=[datetime(2010, 11, 7, 2, 30, 30, tzinfo=UTC)], zone="America/St_Johns")
def test_an_instant_is_by_a_day_where_the_calendar_says_so(
    listed: list[datetime | None], zone: str
) -> None:
    frame = instants(listed, zone)
    for start in NEAR:
        day = start.astimezone(ZoneInfo(zone)).date()
        for as_of in (day - timedelta(days=1), day, day + timedelta(days=1)):
            assert_frame_equal(
                frame.select(is_by("at", frame.schema["at"], as_of)),
                frame.select(pl.col("at").dt.date() <= as_of),
            )


def test_days_and_plain_times_are_by_a_day_too() -> None:
    frame = pl.DataFrame({"day": [date(2026, 1, 1)], "at": [datetime(2026, 1, 1, 23)]})
    for column, dtype in frame.schema.items():
        said = [is_by(column, dtype, day) for day in (date(2025, 12, 31), date(2026, 1, 1))]
        assert frame.select(said[0].alias("a"), said[1].alias("b")).row(0) == (False, True)


TOUCHES = st.lists(
    st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([1, 2, 61, 62, None])),
    max_size=30,
)


@law
@given(rows=TOUCHES, times=st.integers(2, 4), most=st.sampled_from([2, 2_000_000]))
def test_what_is_looked_for_nearby_is_what_is_looked_for_anywhere(
    monkeypatch: pytest.MonkeyPatch,
    rows: list[tuple[str | None, int | None]],
    times: int,
    most: int,
) -> None:
    from revops.checks.flags import repeats

    monkeypatch.setattr(repeats, "COMPARED_AT_A_TIME", most)
    frame = pl.LazyFrame(rows, schema={"who": pl.String, "at": pl.Int64}, orient="row")
    who, at = pl.col("who"), pl.col("at")
    known = who.is_not_null() & at.is_not_null()
    key = pl.when(known).then(pl.struct(who, at // 60).hash())
    for where in (known, at > 1, who == "a"):
        near = Near(key, (2, times))
        flags = [
            (first_of(who, at), first_of(who, at, near=near)),
            (first_of(who, at, where=where), first_of(who, at, where=where, near=near)),
            (fewer_than(times, who, at, where=where),) * 2,
        ]
        flags[2] = (flags[2][0], fewer_than(times, who, at, where=where, near=near))
        for anywhere, nearby in flags:
            assert_series_equal(judged(frame, anywhere), judged(frame, nearby), check_names=False)
