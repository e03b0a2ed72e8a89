"""The expectations of types, which go by each engine's own names: same answers, name for name."""

from typing import Any

import polars as pl
import pytest
from tests.checks.gx_polars.conftest import Ask

FRAME = pl.DataFrame({"whole": [1, 2], "part": [0.5, None], "yes": [True, False]}).with_columns(
    time=pl.datetime(2026, 1, 1)
)
#: A column, its type here, and in pandas, where text may be objects, which have no type.
NAMES = (
    ("whole", "Int64", "int64"),
    ("part", "Float64", "float64"),
    ("yes", "Boolean", "bool"),
    ("time", "Datetime(time_unit='us', time_zone=None)", "datetime64[us]"),
)


def asked(place: int) -> list[tuple[str, dict[str, Any]]]:
    """Ask each column for its own type, for one that is not its own, and for either."""
    cases: list[tuple[str, dict[str, Any]]] = []
    for row, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True):
        column, own, wrong = {"column": row[0]}, row[place], other[place]
        for name in (own, wrong):
            cases.append(("expect_column_values_to_be_of_type", column | {"type_": name}))
            cases.append(("expect_column_type_to_be", column | {"type_": name}))
            listed = column | {"type_list": [name, wrong]}
            cases.append(("expect_column_values_to_be_in_type_list", listed))
    return cases


@pytest.mark.parametrize("shown", ["SUMMARY", "COMPLETE"])
def test_types_are_told_as_pandas_tells_them(
    ask: Ask, polars_batches: Any, pandas_batches: Any, shown: str
) -> None:
    ours = ask(polars_batches, FRAME.lazy(), asked(1), shown)
    theirs = ask(pandas_batches, FRAME.to_pandas(), asked(2), shown)
    assert [result.success for result in ours] == [result.success for result in theirs]
    assert [result.success for result in ours] == [True, True, True, False, False, False] * len(
        NAMES
    )


def test_a_type_goes_by_its_short_and_its_full_name(ask: Ask, polars_batches: Any) -> None:
    frame = pl.DataFrame({"n": [1]}, schema={"n": pl.Decimal(12, 2)})
    kind = "expect_column_values_to_be_of_type"
    names = ["Decimal", "Decimal(precision=12, scale=2)", "Float64"]
    found = ask(polars_batches, frame, [(kind, {"column": "n", "type_": name}) for name in names])
    assert [result.success for result in found] == [True, True, False]
