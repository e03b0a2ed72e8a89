"""Everyone who was touched has a journey: those known, then the others, once each."""

import polars as pl
import pytest

from revops.attribution.with_others import with_others

ENDS = pl.DataFrame(
    {"key": [7, 300, 7], "converted": [True, False, True], "value": [1.0, None, 2.0]}
)


@pytest.mark.parametrize("key", [pl.UInt32, pl.UInt64, pl.Int64, pl.Int16, pl.String])
@pytest.mark.parametrize("largest", [9, 30_000])
def test_others_come_once_each_in_order_and_did_not_convert(key, largest):
    touched = [9, 7, None, 8, 9, 0, 8, 300, largest]
    touches = pl.LazyFrame({"key": touched}, schema={"key": pl.Int64}).cast(key)
    found = with_others(ENDS.lazy().cast({"key": key}), touches)
    others = pl.Series(sorted({0, 8, 9, largest}), dtype=pl.Int64).cast(key).sort()
    assert found.head(3).equals(ENDS.cast({"key": key}))
    assert found["key"][3:].equals(others)
    assert found["converted"][3:].to_list() == [False] * others.len()
    assert found["value"][3:].null_count() == others.len()


def test_keys_below_zero_are_keys_too():
    touches = pl.LazyFrame({"key": [-2, 7, -2]})
    assert with_others(ENDS.lazy(), touches)["key"].to_list() == [7, 300, 7, -2]


def test_nobody_touched_leaves_the_ends_as_they_are():
    assert with_others(ENDS.lazy(), pl.LazyFrame({"key": []}, schema={"key": pl.Int64})).equals(
        ENDS
    )


def test_a_known_key_that_is_null_is_nobodys():
    ends = pl.concat([ENDS, ENDS.head(1).with_columns(key=pl.lit(None, pl.Int64))])
    found = with_others(ends.lazy(), pl.LazyFrame({"key": [1, 7]}))
    assert found["key"].to_list() == [7, 300, 7, None, 1]
