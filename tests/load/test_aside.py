"""What `revops load` says of cells and rows that were set aside."""

import polars as pl
import pytest

from revops.load.aside import SHOWN, aside_lines
from revops.sources.building.rejected import REJECTED, UNKNOWN_ORDER
from revops.sources.casting.numbers import UNKNOWN_MARK


def rejected(*cells: tuple[str, str | None, str, int]) -> pl.DataFrame:
    rows = [
        {"table": "spend", "from_file": file, "column": column, "reason": why, "from_row": row}
        for file, column, why, row in cells
    ]
    return pl.DataFrame(rows, schema=REJECTED)


def test_nothing_set_aside_is_not_worth_a_line() -> None:
    assert aside_lines(rejected()) == []


def test_a_kind_is_told_once_with_its_first_row() -> None:
    cells = [("a.csv", "cost", "not a number", row) for row in (9, 4, 7)]
    lines = aside_lines(rejected(*cells, ("b.csv", None, "the row has no key", 2)))
    assert lines[0].startswith("Set aside: 4. Mend them")
    assert lines[1:] == [
        "  a.csv row 4 and 2 more: spend.cost: not a number",
        "  b.csv row 2: a row of spend: the row has no key",
    ]


@pytest.mark.parametrize(("why", "way"), [(UNKNOWN_MARK, "decimal ="), (UNKNOWN_ORDER, "date_for")])
def test_what_a_setting_can_answer_names_the_setting(why: str, way: str) -> None:
    lines = aside_lines(rejected(("a.csv", "cost", why, 4)))
    assert way in lines[-1]


def test_many_kinds_are_told_up_to_a_point() -> None:
    cells = [(f"{n:02}.csv", "cost", "not a number", 4) for n in range(SHOWN + 3)]
    lines = aside_lines(rejected(*cells, cells[-1]))
    assert len(lines) == SHOWN + 2
    assert lines[-1] == "  and 4 more: the report data_quality counts them all"
