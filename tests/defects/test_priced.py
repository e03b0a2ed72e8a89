"""The list of failures, by hand: what each touches, and how far numbers move."""

from typing import Any

import polars as pl
import pytest
from tests.defects.conftest import AS_OF

from revops.defects import DEFECTS, price
from revops.defects.moves import Mover, places


@pytest.fixture
def told(company, checked) -> Any:
    """Price failures of the small company."""

    def build(*found, numbers=None, **how):
        what = checked(*found, **how)
        return price(what, company, as_of=AS_OF, zone="UTC", company=numbers)

    return build


def counting(calls: list | None = None):
    """Numbers that say how many rows of ten are left, and note that they were asked."""

    def numbers(table: str, left_out: pl.Series, metrics):
        if calls is not None:
            calls.append((table, left_out.to_list(), list(metrics)))
        return {name: 10.0 - left_out.len() for name in metrics}

    return numbers


def test_the_list_says_what_each_failure_touches(told):
    found = told(
        ("stale", "leads", "critical", None),
        ("no deal", "leads", "warning", [3]),
        ("lost reason", "opportunities", "warning", [3]),
        ("owner", "accounts", "warning", [0]),
        ("source", "leads", "info", [2]),
        ("cost", "spend", "warning", [2]),
        ("amount", "opportunities", "critical", [1, 4]),
    )
    assert found.defects.schema == DEFECTS
    told_of = ("check_id", "n_deals", "n_deals_without_value", "open_value", "won_value")
    assert found.defects.select(*told_of, "spend_value", "freed_value").rows() == [
        ("amount", 2, 1, 500.0, 0.0, None, 500.0),
        ("source", 2, 0, 500.0, 0.0, None, None),
        ("owner", 2, 0, 40.0, 900.0, None, 540.0),
        ("cost", 0, 0, 0.0, 0.0, 12.0, 540.0),
        ("lost reason", 1, 0, 0.0, 0.0, None, 540.0),
        ("no deal", 0, 0, 0.0, 0.0, None, 540.0),
        ("stale", None, None, None, None, None, None),
    ]
    assert (found.pipeline, found.at_stake, found.freed(1)) == (540.0, 540.0, 500.0)


def test_problems_are_counted_by_table_and_never_by_team(told):
    found = told(
        ("a", "leads", "warning", [1]), ("b", "leads", "critical", [2]),
        ("c", "accounts", "warning", [0]), ("d", "accounts", "info", [0]),
    )  # fmt: skip
    assert found.by_table().rows() == [("leads", 1, 1, 540.0), ("accounts", 0, 1, 40.0)]
    assert "owner" not in found.by_table().columns


def test_rows_of_a_warning_count_and_are_left_out(told):
    found = told(("a", "leads", "warning", [1, 3]), numbers=counting())
    assert found.defects["moves"].to_list() == [
        [{"metric": "n_leads", "with": 10.0, "without": 8.0}]
    ]


def test_rows_of_a_critical_check_are_out_and_are_put_back(told):
    aside = [("a", "leads", 1), ("a", "leads", 3), ("z", "leads", 7)]
    found = told(("a", "leads", "critical", [0, 1, 3]), numbers=counting(), aside=aside)
    assert found.defects["moves"].to_list() == [
        [{"metric": "n_leads", "with": 9.0, "without": 7.0}]
    ]


def test_rows_that_are_out_already_move_nothing(told):
    aside = [("z", "leads", 1)]
    found = told(("a", "leads", "warning", [1]), numbers=counting(), aside=aside)
    assert found.defects["moves"].to_list() == [
        [{"metric": "n_leads", "with": 9.0, "without": 9.0}]
    ]


def test_a_whole_table_has_no_rows_so_its_moves_are_unknown(told):
    assert told(("a", "leads", "critical", None), numbers=counting()).defects["moves"][0] is None


def test_without_numbers_moves_are_unknown(told):
    assert told(("a", "leads", "warning", [1])).defects["moves"][0] is None


def test_no_failing_rows_no_move():
    (move,) = Mover(counting(), {}).moves("leads", places(), ["n_leads"], critical=False)
    assert move["with"] == move["without"] == 10.0


def test_the_same_rows_are_computed_once(told):
    calls: list = []
    told(
        ("a", "leads", "warning", [3, 1]),
        ("b", "leads", "warning", [1, 3]),
        ("i", "leads", "info", [2]),
        ("c", "accounts", "warning", [1, 3]),
        numbers=counting(calls),
    )
    assert sorted(calls) == [
        ("accounts", [], ["n_leads"]), ("accounts", [1, 3], ["n_leads"]),
        ("leads", [], ["n_leads"]), ("leads", [1, 3], ["n_leads"]),
    ]  # fmt: skip


def test_a_number_that_cannot_be_given_has_no_move(told):
    found = told(
        ("a", "leads", "warning", [1]),
        numbers=lambda *_: {"n_leads": None},
        guards=["n_leads", "x"],
    )
    assert found.defects["moves"].to_list() == [[]]
    assert found.defects["metrics"].to_list() == [["n_leads", "x"]]
