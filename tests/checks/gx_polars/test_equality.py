"""This engine against Great Expectations' own on pandas: same results, but for named differences.

The list of differences may neither grow nor hold what is no longer different.
"""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import Any

import polars as pl
import pytest
from tests.checks.gx_polars.cases import make_cases
from tests.checks.gx_polars.conftest import Ask
from tests.checks.gx_polars.frames import make_frames

CASES = make_cases()
FRAMES = make_frames()
COMPLETE = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}
RUNS = {
    "full": ("full", "SUMMARY"),
    "complete": ("full", COMPLETE),
    "empty": ("empty", "SUMMARY"),
    "empty, complete": ("empty", COMPLETE),
}
PANDAS, POLARS, COUNTS = "only pandas raises", "only polars raises", "partial_unexpected_counts"
PANDAS_DATES = "pandas cannot compare a day with text or a timestamp; here a day is a day"
PANDAS_DECIMAL = "pandas keeps Decimal as objects and fails on missing ones"
EMPTY_TYPES = "without a value pandas never compares; here text against a number is an error"
PANDAS_REGEX = "pandas searches Arrow text with RE2, which knows no back-references"
NULL_COUNTS = "each NaN of pandas is a value of its own; null is one, and cannot be sorted among"
#: Kind and column of an expectation, what differs, and why.
DIFFERENCES: dict[tuple[str, str, str], str] = {
    ("expect_column_max_to_be_between", "ts", PANDAS): PANDAS_DATES,
    ("expect_column_values_to_be_between", "d", PANDAS): PANDAS_DATES,
    ("expect_column_values_to_be_between", "ts", PANDAS): PANDAS_DATES,
    ("expect_column_values_to_be_in_set", "d", PANDAS): PANDAS_DATES,
    ("expect_column_values_to_be_in_set", "ts", PANDAS): PANDAS_DATES,
    ("expect_column_mean_to_be_between", "dec", PANDAS): PANDAS_DECIMAL,
    ("expect_column_sum_to_be_between", "dec", PANDAS): PANDAS_DECIMAL,
    ("expect_column_values_to_match_regex", "mail", PANDAS): PANDAS_REGEX,
    ("expect_column_values_to_be_between", "s", POLARS): EMPTY_TYPES,
    ("expect_column_values_to_not_be_null", "nan", COUNTS): NULL_COUNTS,
    ("expect_column_values_to_not_be_null", "none", COUNTS): NULL_COUNTS,
    ("expect_column_pair_values_a_to_be_greater_than_b", "f, f2", COUNTS): NULL_COUNTS,
    ("expect_column_pair_values_a_to_be_greater_than_b", "i, i2", COUNTS): NULL_COUNTS,
    ("expect_column_pair_values_to_be_equal", "i, i2", COUNTS): NULL_COUNTS,
    ("expect_compound_columns_to_be_unique", "i s", COUNTS): NULL_COUNTS,
    ("expect_multicolumn_sum_to_equal", "i i2", COUNTS): NULL_COUNTS,
    ("expect_multicolumn_values_to_be_equal", "i i2", COUNTS): NULL_COUNTS,
    ("expect_select_column_values_to_be_unique_within_record", "i i2 id", COUNTS): NULL_COUNTS,
}
#: Fields whose order is not told.
UNORDERED = ("missing_list", "partial_missing_list")


def plain(value: Any) -> Any:
    """Write a value the way both engines would: numbers as floats, times as text, NaN as null."""
    match value:
        case None | bool() | str():
            return value
        case dict():
            return {key: plain(part) for key, part in value.items()}
        case list() | tuple() | set() | pl.Series():
            return [plain(part) for part in value]
        case datetime() | date():
            told = value.isoformat()
            return None if told == "NaT" else told.removesuffix("T00:00:00")
        case Decimal() | Real():
            return None if value != value else round(float(value), 9)
    return plain(value.item()) if hasattr(value, "item") else str(value)


def comparable(result: dict[str, Any]) -> dict[str, Any]:
    """Leave out how the rows are asked for, and the order of what has none."""
    told = {key: plain(value) for key, value in result.items() if key != "unexpected_index_query"}
    for name in set(UNORDERED) & set(told):
        told[name] = sorted(map(str, told[name]))
    if "partial_unexpected_counts" in told:
        told["partial_unexpected_counts"] = counted(told["partial_unexpected_counts"])
    return told


def counted(counts: list[dict[str, Any]]) -> Counter[str]:
    """Add up the counts a value: in pandas each NaN is a value of its own."""
    return sum((Counter({str(c["value"]): c["count"]}) for c in counts), Counter())


def raised(result: Any) -> bool:
    told = [result.exception_info, *result.exception_info.values()]
    return any(isinstance(part, dict) and part.get("raised_exception") for part in told)


def difference(ours: Any, theirs: Any) -> str:
    """Name what differs between two results: nothing, as a rule."""
    if raised(ours) or raised(theirs):
        both = raised(ours) and raised(theirs)
        return "" if both else f"only {'polars' if raised(ours) else 'pandas'} raises"
    if ours.success != theirs.success:
        return "success"
    one, other = comparable(ours.result), comparable(theirs.result)
    return ", ".join(sorted(k for k in one.keys() | other.keys() if one.get(k) != other.get(k)))


@pytest.fixture(scope="module")
def differing(ask: Ask, polars_batches: Any, pandas_batches: Any) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for run, (frame, shown) in RUNS.items():
        ours = ask(polars_batches, FRAMES[frame].lazy(), CASES, shown)
        theirs = ask(pandas_batches, FRAMES[frame].to_pandas(), CASES, shown)
        for (kind, kwargs), one, other in zip(CASES, ours, theirs, strict=True):
            if told := difference(one, other):
                names = [v for k, v in kwargs.items() if k.startswith("column")]
                column = ", ".join(n if isinstance(n, str) else " ".join(n) for n in names)
                found[kind, column, told] = found.get((kind, column, told), "") + f" {run}"
    return found


def test_results_are_those_of_the_pandas_engine(differing: dict[tuple[str, ...], str]) -> None:
    unseen = {key: runs for key, runs in differing.items() if key not in DIFFERENCES}
    assert unseen == {}, "\n".join(map(str, unseen.items()))


def test_the_list_of_differences_holds_nothing_else(differing: dict[tuple[str, ...], str]) -> None:
    assert [key for key in DIFFERENCES if key not in differing] == []


def test_success_differs_in_no_named_difference() -> None:
    assert not [key for key in DIFFERENCES if key[2] == "success"]


def test_every_case_is_asked_once() -> None:
    assert max(Counter(map(str, CASES)).values()) == 1
    assert len(CASES) > 250
