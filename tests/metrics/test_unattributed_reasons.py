"""Why a win has no credit: each reason once, and the values add up to what is unattributed."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from revops import journeys
from revops.metrics import unattributed_reasons
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
WON = datetime(2026, 3, 1, tzinfo=UTC)


def table(name: str, rows: list[dict]) -> pl.DataFrame:
    """A table of some columns, the rest empty."""
    schema = TABLES[name].schema()
    frame = pl.DataFrame(rows, schema={key: schema[key] for key in rows[0]})
    return pl.concat([TABLES[name].empty(), frame], how="diagonal")


DEALS = table("opportunities", [
    {"opportunity_id": name, "lead_id": lead, "account_id": account, "status": "won",
     "created_at": WON - timedelta(days=9), "closed_at": closed, "amount_base": amount}
    for name, lead, account, closed, amount in (
        ("touched", "ana", None, WON, 100.0),
        ("early", "bruno", None, WON, 200.0),
        ("late", "carla", None, WON, 300.0),
        ("silent", "diego", None, WON, 400.0),
        ("nobodys", None, None, WON, 500.0),
        ("a stranger's", "gone", None, WON, None),
        ("undated", "ana", None, None, 600.0),
        ("logged late", None, "Aurora", WON, 700.0),
    )
])  # fmt: skip
LEADS = table("leads", [
    {"lead_id": name, "created_at": WON - timedelta(days=300)}
    for name in ("ana", "bruno", "carla", "diego")
])  # fmt: skip
TOUCHES = table("touchpoints", [
    {"touchpoint_id": f"t{days}{lead}", "lead_id": lead, "channel": "email",
     "occurred_at": WON - timedelta(days=days)}
    for lead, days in (("ana", 10), ("bruno", 181), ("bruno", -3), ("carla", -3))
])  # fmt: skip
CALLS = table("activities", [
    {"activity_id": "a1", "kind": "call", "direction": "outbound", "opportunity_id": "logged late",
     "occurred_at": WON + timedelta(days=1)},
])  # fmt: skip
WALK = journeys.build(DEALS, TOUCHES, CALLS, None, LEADS, as_of=AS_OF)


def test_each_win_without_a_touch_has_one_reason():
    found = unattributed_reasons(WALK, DEALS, TOUCHES.lazy(), CALLS, None, LEADS, as_of=AS_OF)
    assert found.rows() == [
        ("no_closing_day", 1, 600.0),
        ("no_lead", 1, 500.0),
        ("people_not_in_crm", 1, None),
        ("touches_before_lookback", 1, 200.0),
        ("touches_after_win", 2, 1000.0),
        ("no_touches_recorded", 1, 400.0),
    ]


def test_the_reasons_add_up_to_what_is_unattributed():
    found = unattributed_reasons(WALK, DEALS, TOUCHES, CALLS, None, LEADS, as_of=AS_OF)
    alone = WALK.filter(channel="unattributed")
    assert found["n_won"].sum() == alone.height == 7
    assert found["won_value"].sum() == alone["value"].sum()


@pytest.mark.parametrize("walk", [WALK.clear(), WALK.filter(pl.col("channel") == "email")])
def test_where_every_win_is_touched_there_is_no_reason(walk):
    assert unattributed_reasons(walk, DEALS, TOUCHES, CALLS, None, LEADS, as_of=AS_OF).is_empty()


def test_without_a_table_of_leads_nobody_is_a_stranger():
    found = unattributed_reasons(WALK, DEALS, TOUCHES, CALLS, as_of=AS_OF)
    assert "people_not_in_crm" not in found["why_unattributed"].to_list()
    assert dict(found.select("why_unattributed", "n_won").rows())["no_touches_recorded"] == 2
