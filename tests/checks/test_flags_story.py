"""Flags about what happened to deals and leads: losses, pushes, ages, tries, wins."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from revops.checks.flags import with_flags
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
LABELS = ("Demo", "Proposal", "Negotiation", "Won", "Lost")
AGREED = pl.DataFrame(
    {
        "object": "opportunity",
        "pipeline": pl.Series([None] * 5, dtype=pl.String),
        "label": LABELS,
        "stage": [label.lower() for label in LABELS],
        "position": [1, 2, 3, 4, 5],
        "status": ["open", "open", "open", "won", "lost"],
    }
)
SLA = pl.DataFrame({"attempts": [2]})
Rows = list[dict[str, Any]]


def frames(**tables: Rows) -> dict[str, pl.DataFrame]:
    made = {
        name: pl.concat([TABLES[name].empty(), pl.DataFrame(rows)], how="diagonal_relaxed")
        for name, rows in tables.items()
    }
    return made | {"stages": AGREED, "sla": SLA}


def flag(name: str, table: str, **tables: Rows) -> list[bool | None]:
    """Compute one flag over tables of full shape."""
    return with_flags(table, frames(**tables), AS_OF, [name]).flags[name].to_list()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def visit(stage: str, entered: str, deal: str = "O1", **more: Any) -> dict[str, Any]:
    opened = {"object": "opportunity", "object_id": deal, "stage": stage}
    return {**opened, "entered_at": at(entered), **more}


DEALS: Rows = [
    {"opportunity_id": "O1", "status": "won", "stage": "Won"},
    {"opportunity_id": "O2", "status": "open", "stage": "Demo"},
    {"opportunity_id": "O3", "status": "lost", "stage": "Lost"},
]


def test_losses_are_counted_by_deal_and_a_row_written_twice_is_one() -> None:
    visits = [
        visit("Lost", "2026-04-01T10:00"),
        visit("Won", "2026-05-01T10:00"),
        visit("Lost", "2026-04-01T10:00", "O2"),
        visit("lost", "2026-04-02T10:00", "O2"),
        visit("Lost", "2026-04-01T10:00", "O3"),
        visit("Lost", "2026-04-01T10:00", "O3"),
    ]
    told = {"opportunities": DEALS, "stage_history": visits}
    assert flag("lost_once", "opportunities", **told) == [True, False, True]
    assert flag("won_never_lost", "opportunities", **told) == [False, None, None]
    assert flag("open_never_lost", "opportunities", **told) == [None, False, None]


def test_pushes_are_read_from_stage_history_where_no_field_history_has_them() -> None:
    days = (date(2026, 7, 1), date(2026, 8, 1), date(2026, 7, 15), date(2026, 9, 1))
    visits = [
        visit("Demo", f"2026-05-0{n}T10:00", "O2", close_date=day) for n, day in enumerate(days, 1)
    ]
    told = {"opportunities": DEALS, "stage_history": visits}
    assert flag("close_date_settled", "opportunities", **told) == [None, True, None]
    told["stage_history"].append(
        visit("Won", "2026-06-01T10:00", "O2", close_date=date(2027, 1, 1))
    )
    assert flag("close_date_settled", "opportunities", **told) == [None, False, None]
    assert flag("close_date_settled", "opportunities", opportunities=DEALS) == [None] * 3


def test_an_age_is_long_beside_at_least_ten_visits() -> None:
    ended = [
        visit("Demo", "2026-01-01T10:00", f"X{n}", left_at=at("2026-01-11T10:00"))
        for n in range(10)
    ]
    here = visit("Demo", "2026-06-19T10:00", "O2")
    told = {"opportunities": DEALS, "stage_history": [*ended, here]}
    assert flag("age_in_stage_usual", "opportunities", **told) == [None, False, None]
    here["entered_at"] = at("2026-06-20T10:00")
    assert flag("age_in_stage_usual", "opportunities", **told) == [None, True, None]
    told["stage_history"] = [*ended[1:], here]
    assert flag("age_in_stage_usual", "opportunities", **told) == [None, None, None]


@pytest.mark.parametrize(("day", "is_heard"), [("2026-05-31", True), ("2026-05-30", False)])
def test_a_deal_is_heard_of_by_its_person_too(day: str, is_heard: bool) -> None:
    deal = {**DEALS[1], "lead_id": "L1", "created_at": at("2026-01-01T10:00")}
    calls: Rows = [{"lead_id": "L1", "opportunity_id": "X", "occurred_at": at(f"{day}T10:00")}]
    found = flag("heard_of_lately", "opportunities", opportunities=[deal], activities=calls)
    assert found == [is_heard]


def test_an_amount_may_still_change_on_the_day_of_the_close() -> None:
    deals = [{**DEALS[0], "closed_at": at("2026-05-11T16:00")}]

    def changed(when: str, new: str) -> Rows:
        one = {"object": "opportunity", "object_id": "O1", "field": "amount"}
        return [{**one, "changed_at": at(when), "old_value": "100", "new_value": new}]

    for when, new, is_kept in (
        ("2026-05-11T18:00", "90", True),
        ("2026-05-12T09:00", "90", False),
        ("2026-05-12T09:00", "100.00", None),
    ):
        told = {"opportunities": deals, "field_history": changed(when, new)}
        assert flag("amount_kept_after_close", "opportunities", **told) == [is_kept]


def test_a_few_wins_say_nothing_of_a_quarters_end() -> None:
    win = {**DEALS[0], "closed_at": at("2026-06-24T10:00")}
    wins = [{**win, "opportunity_id": f"O{n}"} for n in range(20)]
    assert flag("not_at_quarter_end", "opportunities", opportunities=wins[1:]) == [None] * 19
    assert flag("not_at_quarter_end", "opportunities", opportunities=wins) == [False] * 20
    wins[0] |= {"closed_at": at("2026-06-23T10:00")}
    assert flag("not_at_quarter_end", "opportunities", opportunities=wins)[0] is True


def test_tries_are_what_people_of_ours_did_by_then() -> None:
    said = {"reason": "unreachable", "lead_id": "L1", "given_at": at("2026-05-10T10:00")}
    call = {"kind": "call", "direction": "outbound", "lead_id": "L1", "is_automated": False}
    one = {**call, "occurred_at": at("2026-05-01T10:00")}
    for other, is_tried in (
        ({"occurred_at": at("2026-05-02T10:00")}, True),
        ({"occurred_at": at("2026-05-11T10:00")}, False),
        ({"occurred_at": at("2026-05-02T10:00"), "is_automated": True}, False),
        ({"occurred_at": at("2026-05-02T10:00"), "kind": "task"}, False),
        ({"occurred_at": at("2026-05-02T10:00"), "direction": "inbound"}, False),
    ):
        found = flag(
            "unreachable_was_tried",
            "feedback",
            feedback=[said],
            activities=[one, {**call, **other}],
        )
        assert found == [is_tried], other


def test_a_lead_qualifies_by_what_is_known() -> None:
    empty: dict[str, Any] = {"email": "ana@gmail.com", "company": None}
    leads: Rows = [
        {**empty, "lead_id": "L1", "routed_at": at("2026-05-01T10:00")},
        {**empty, "lead_id": "L2", "routed_at": None, "is_converted": True},
        {**empty, "lead_id": "L3", "routed_at": None},
        {**empty, "lead_id": "L4", "routed_at": at("2026-05-01T10:00"), "account_id": "A1"},
    ]
    found = flag("handed_over_with_company", "leads", leads=leads)
    assert found == [False, False, None, True]


def test_a_missing_source_is_written_one_way() -> None:
    leads: Rows = [{"original_source": text} for text in ("unknown", "Unknown ", None, "ads")]
    found = flag("one_word_for_no_source", "leads", leads=leads)
    assert found == [True, True, False, True]
