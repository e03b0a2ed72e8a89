"""Ids are text: kept as they come, or refused where a spreadsheet has cut them short."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.sources.casting.ids import CUT, LOST, Ids, decide_ids, full_id, identifier, why_no_id
from revops.tables import TABLES


def read(cells: list[str], kind: str = "") -> list[str | None]:
    frame = pl.DataFrame({"lead_id": cells})
    how = decide_ids(frame, ["lead_id"], kind)["lead_id"]
    return frame.select(identifier(pl.col("lead_id"), how))["lead_id"].to_list()


@pytest.mark.parametrize(
    "cell", ["007", "0000", "1E5", "12E45", "5e12", "12345.0", "001D000000IqhSL", "A-1", "1.5E3"]
)
def test_an_id_is_kept_as_it_comes(cell):
    assert read([cell]) == [cell]


@pytest.mark.parametrize("cell", ["1.23457E+11", "1,23E+14", "2E+17", "1.23457e+11"])
def test_scientific_notation_is_refused(cell):
    assert read([cell, "7"]) == [None, "7"]
    assert pl.select(why_no_id(pl.lit(cell))).item() == LOST
    assert "export again, with ids as text" in LOST


def test_long_ids_that_all_end_in_zeros_have_lost_their_digits():
    cut = ["23851234567890100", "23851234567890200", "23851234567890300"]
    assert read([*cut, "7"]) == [None, None, None, "7"]
    assert pl.select(why_no_id(pl.lit(cut[0]))).item() == CUT


def test_long_ids_that_a_workbook_held_as_numbers_are_refused():
    ids = [str(int(float(123456789012345678 + 987654321 * k))) for k in range(8)]
    assert read(ids) == [None] * 8


def test_whole_long_ids_are_kept():
    ids = [str(23851234567890123 + 7 * k) for k in range(40)]
    assert read(ids) == ids
    assert read(["23851234567890100", "23851234567890200"]) == [
        "23851234567890100",
        "23851234567890200",
    ]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("001D000000IqhSL", "001D000000IqhSLIAZ"),
        ("0018000000JZcKD", "0018000000JZcKDAA1"),
        ("00530000003OOwA", "00530000003OOwAAAW"),
        ("a0000000000aaaa", "a0000000000aaaaAAA"),
    ],
)
def test_short_and_full_salesforce_ids_are_one(short, full):
    assert read([short, full], "salesforce") == [full, full]
    assert read([short]) == [short]


def by_hand(short: str) -> str:
    fives = (short[:5], short[5:10], short[10:])
    places = [sum(c.isupper() << k for k, c in enumerate(five)) for five in fives]
    return short + "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[place] for place in places)


@given(st.from_regex("[0578a][0-9A-Za-z]{14}", fullmatch=True))
def test_the_full_id_tells_the_case_of_every_letter(short):
    assert pl.select(full_id(pl.lit(short))).item() == by_hand(short)


@pytest.mark.parametrize("cell", ["External-00001a", "ext000000000012", "001D000000IqhS", ""])
def test_what_is_no_salesforce_id_is_left_alone(cell):
    assert read([cell], "salesforce") == [cell]


def test_every_key_that_is_an_id_is_looked_at():
    assert decide_ids(pl.DataFrame({"lead_id": [None]}, schema={"lead_id": pl.String}), []) == {}
    assert Ids() == Ids(salesforce=False, is_cut=False)
    assert "lead_id" in TABLES["leads"].key
