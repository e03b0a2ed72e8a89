"""A flag that is no `whole(...)` judges a row by itself: cut a table anywhere, it says the same.

Tables of millions of rows are judged in parts. A flag that looks at another row (`over`, `shift`,
`cum_sum`, `rank`, `is_duplicated`, a mean) would then say one thing of a small table and another
of a big one.
"""

import re
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops.checks.flags import FLAGS, flags_of, over_rows, with_flags
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
Tables = dict[str, pl.DataFrame]
DAYS = [date(2026, 1, 5), date(2026, 2, 1), date(2026, 6, 30), date(2027, 1, 1)]
INSTANTS = [datetime(day.year, day.month, day.day, 9, tzinfo=UTC) for day in DAYS]
WORDS = [
    "L1",
    "A1",
    "USD",
    "won",
    "lost",
    "open",
    "Open ",
    "cpc",
    "Google",
    "google",
    "a@b.example",
]
#: What Polars calls the parts of an expression that look at other rows.
_OTHERS = re.compile(
    r'"(?:Over|Window|Agg|Shift|Diff|Cum\w+|Rolling\w*|Rank|IsDuplicated|IsUnique|IsFirstDistinct|'
    r'IsLastDistinct|Rle\w*|Sort\w*|Reverse|Gather|Slice|Filter|Unique\w*)"|"(?:Any|All)":\{"ignore'
)
law = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def judged(
    table: str, tables: Tables, n_rows: int, flags: Mapping[str, pl.Expr] | None = None
) -> pl.DataFrame:
    """Judge a table's rows by the flags that see one row only, so many at a time."""
    if flags is None:
        made = flags_of(table, tables, AS_OF)
        flags = {name: flag for name, flag in made.items() if isinstance(flag, pl.Expr)}
    known = set(tables[table].columns)
    told = {name: flag for name, flag in flags.items() if over_rows.reads(flag) <= known}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(over_rows, "ROWS_AT_A_TIME", n_rows)
        return over_rows.row_by_row(tables[table].lazy(), told) if told else pl.DataFrame()


def assert_the_same_in_parts(table: str, tables: Tables) -> None:
    at_once = judged(table, tables, 1_000_000)
    for n_rows in (1, 2, 3):
        assert_frame_equal(judged(table, tables, n_rows), at_once)


def cells(dtype: pl.DataType) -> st.SearchStrategy[object]:
    """Few values of a type, so that rows repeat and neighbours are alike."""
    match dtype:
        case pl.Date():
            known: list[object] = [*DAYS]
        case pl.Datetime():
            known = [*INSTANTS]
        case pl.Boolean():
            known = [True, False]
        case pl.Decimal():
            known = [Decimal(0), Decimal("9.5"), Decimal(-1), Decimal(10**9)]
        case pl.Int64() | pl.Float64():
            known = [0, 1, 2, 900]
        case pl.List():
            known = [[], ["USD"], ["L1", "won"]]
        case _:
            known = [*WORDS]
    return st.none() | st.sampled_from(known)


def rows_of(table: str) -> st.SearchStrategy[pl.DataFrame]:
    schema = TABLES[table].schema()
    row = st.fixed_dictionaries({name: cells(dtype) for name, dtype in schema.items()})
    made = st.lists(row, min_size=2, max_size=7)
    return made.map(lambda rows: pl.DataFrame(rows, schema=schema, strict=False))


@pytest.mark.parametrize("table", FLAGS)
def test_made_up_rows_are_judged_alike_whole_and_in_parts(
    table: str, make_tables: Callable[..., Tables]
) -> None:
    valid = make_tables()

    @law
    @given(rows_of(table))
    def same(frame: pl.DataFrame) -> None:
        assert_the_same_in_parts(table, {**valid, table: frame})

    same()


@pytest.mark.parametrize("table", FLAGS)
def test_rows_of_the_small_workspace_are_judged_alike(
    table: str, make_tables: Callable[..., Tables]
) -> None:
    tables = make_tables()
    twice = {**tables, table: pl.concat([tables[table]] * 2)}
    assert_the_same_in_parts(table, tables)
    assert_the_same_in_parts(table, twice)


def looks_at_others(flag: pl.Expr) -> list[str]:
    """Name the parts of an expression that look at other rows than the one judged."""
    with warnings.catch_warnings(action="ignore"):
        return _OTHERS.findall(flag.meta.serialize(format="json"))


@pytest.mark.parametrize("table", FLAGS)
def test_a_flag_that_is_not_whole_holds_nothing_that_looks_at_other_rows(
    table: str, make_tables: Callable[..., Tables]
) -> None:
    made = flags_of(table, make_tables(), AS_OF)
    found = {
        name: looks_at_others(flag) for name, flag in made.items() if isinstance(flag, pl.Expr)
    }
    assert {name: parts for name, parts in found.items() if parts} == {}


LOOKS_AT_OTHERS = {
    "repeated": pl.col("campaign_id").is_duplicated(),
    "last in order": pl.col("spent_on") >= pl.col("spent_on").shift(1),
    "ranked": pl.col("cost").rank() > 1,
    "of the group": pl.len().over("campaign_id") > 1,
    "of all": pl.col("cost") > pl.col("cost").cast(pl.Float64).mean(),
    "any": pl.col("clicks").is_not_null().any(),
    "so far": pl.col("clicks").cum_sum() > 1,
}


@pytest.mark.parametrize("name", LOOKS_AT_OTHERS)
def test_a_flag_that_looks_at_other_rows_would_be_caught(name: str) -> None:
    rows = {
        "campaign_id": ["C1", "C1", "C2"],
        "spent_on": [DAYS[0], DAYS[1], DAYS[0]],
        "cost": [Decimal(1), Decimal(2), Decimal(9)],
        "clicks": [1, 1, None],
    }
    tables = {"spend": pl.DataFrame(rows)}
    flags = {name: LOOKS_AT_OTHERS[name]}
    assert looks_at_others(flags[name])
    at_once, in_parts = (judged("spend", tables, n, flags) for n in (100, 1))
    assert not at_once.equals(in_parts)


def test_wide_flags_see_the_whole_table_however_it_is_cut(
    make_tables: Callable[..., Tables], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    for table in FLAGS:
        at_once = with_flags(table, tables, AS_OF).flags
        with monkeypatch.context() as patched:
            patched.setattr(over_rows, "ROWS_AT_A_TIME", 2)
            assert_frame_equal(with_flags(table, tables, AS_OF).flags, at_once)
