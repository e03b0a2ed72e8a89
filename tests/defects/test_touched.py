"""Which deals rest on which rows, and what they are worth: counted by hand."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from tests.defects.conftest import AS_OF, LATER, SPRING, deal, rows

from revops.defects.spent import spent
from revops.defects.touched import touched
from revops.defects.worth import deals


def ids(found: pl.DataFrame, company: dict[str, pl.LazyFrame]) -> list[str]:
    names = company["opportunities"].collect()["opportunity_id"]
    return [names[place] for place in found["deal"].to_list()]


def seen(company, *found, failing):
    known = deals(company["opportunities"], company["opportunity_people"], as_of=AS_OF, zone="UTC")
    return ids(touched(failing(*found), company, known.holders), company)


@pytest.mark.parametrize(
    ("table", "places", "expected"),
    [
        ("opportunities", [1, 4], ["d2", "d5"]),
        ("leads", [1], ["d2", "d3"]),  # Bruno's own, and the one on which he has a role
        ("leads", [3], []),
        ("accounts", [0], ["d1", "d3"]),
        ("opportunity_people", [0], ["d2"]),
        ("campaigns", [0, 1], ["d1"]),
        ("spend", [0, 1, 2], []),
    ],
)
def test_each_table_leads_to_its_deals(company, failing, table, places, expected):
    assert seen(company, ("c", table, places), failing=failing) == expected


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("activities", {"opportunity_id": "d2", "lead_id": "ana"}, ["d2"]),
        ("activities", {"lead_id": "ana"}, ["d1"]),
        ("feedback", {"lead_id": "carla"}, ["d2", "d4"]),
        ("customers", {"account_id": "A", "opportunity_id": "d1"}, ["d1"]),
        ("customers", {"account_id": "A"}, ["d1", "d3"]),
        ("touchpoints", {"lead_id": "ana", "account_id": "A"}, ["d1"]),
        ("touchpoints", {"account_id": "B"}, ["d2", "d4"]),
        ("touchpoints", {}, []),
        ("stage_history", {"object": "lead", "object_id": "bruno"}, ["d2", "d3"]),
        ("stage_history", {"object": "opportunity", "object_id": "d5"}, ["d5"]),
        ("field_history", {"object": "account", "object_id": "B"}, ["d2", "d4"]),
        ("users", {"user_id": "d1"}, []),
    ],
)
def test_a_row_counts_by_the_record_it_is_about(company, failing, table, row, expected):
    company[table] = rows(table, {}, row)
    assert seen(company, ("c", table, [1]), failing=failing) == expected


def test_a_deal_stands_once_a_check_however_many_rows_lead_to_it(company, failing):
    assert seen(company, ("c", "accounts", [0, 1]), ("e", "leads", [0]), failing=failing) == [
        "d1", "d2", "d3", "d4", "d1",
    ]  # fmt: skip


def test_a_deal_is_worth_what_it_was_on_the_day():
    frame = rows(
        "opportunities",
        deal("won", 900, "won", closed_at=SPRING),
        deal("won later", 500, "won", closed_at=LATER, created_at=SPRING),
        deal("not yet there", 40, created_at=LATER),
        deal("deleted", 30, deleted_at=SPRING),
        deal("lost", 7, "lost"),
        deal("status unknown", 5, None),
        deal("credit", -60),
        deal("no value", None),
        deal("no value, lost", None, "lost"),
    )
    worth = deals(frame, as_of=AS_OF, zone="UTC").worth
    assert worth.with_columns(pl.col("open_value", "won_value").cast(pl.Int64)).rows() == [
        (0, 0, 900), (1, 500, 0), (4, 0, 0), (5, 5, 0), (6, 0, 0), (7, None, 0), (8, 0, 0),
    ]  # fmt: skip


def test_the_day_is_that_of_the_workspace_s_zone():
    night = datetime(2026, 7, 1, 2, tzinfo=UTC)  # still June 30 in Santiago
    frame = rows("opportunities", deal("d1", 900, created_at=night))
    assert deals(frame, as_of=AS_OF, zone="UTC").worth.is_empty()
    assert deals(frame, as_of=AS_OF, zone="America/Santiago").worth.height == 1


def test_a_repeated_deal_is_one_and_a_deal_without_an_id_is_itself(failing):
    frame = rows("opportunities", deal("d1", 900), deal(None, 50), deal("d1", 900), deal(None, 5))
    known = deals(frame, as_of=AS_OF, zone="UTC")
    assert known.worth["deal"].to_list() == [0, 1, 3]
    found = touched(
        failing(("c", "opportunities", [0, 2, 3])), {"opportunities": frame}, known.holders
    )
    assert found["deal"].to_list() == [0, 3]


def test_spend_is_the_money_of_the_rows_known_on_the_day_refunds_as_money(company, failing):
    found = failing(("c", "spend", [0, 1, 2]), ("e", "spend", [3]), ("f", "campaigns", [0]))
    assert spent(found, company, as_of=AS_OF).rows() == [("c", 42.0), ("e", 8.0), ("f", 38.0)]


def test_without_spend_there_is_none(failing):
    assert spent(failing(("c", "spend", [0])), {}, as_of=date(2026, 6, 30)).is_empty()
