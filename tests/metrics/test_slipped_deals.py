"""Slipped deals: what was put off and what has passed, known by the day and in any order."""

from datetime import date, datetime

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from revops.metrics import n_slipped_deals, slipped_deals
from revops.metrics.slipped_deals import close_date_pushes

TODAY = date(2026, 6, 30)
DEALS = pl.DataFrame(
    {
        "opportunity_id": ["put off", "pulled", "passed", "fine", "won"],
        "status": ["open"] * 4 + ["won"],
        "amount_base": [900.0, None, 20.0, 5.0, 7.0],
        "created_at": [datetime(2026, 1, 5)] * 5,
        "closed_at": [None] * 4 + [datetime(2026, 5, 1)],
        "close_date": [date(2026, 9, 1), date(2026, 7, 1), date(2026, 6, 20), TODAY, None],
    }
)
CHANGES = [
    ("put off", datetime(2026, 2, 1), "2026-03-01", "2026-04-01"),
    ("put off", datetime(2026, 4, 2), "2026-04-01", "2026-09-01"),
    ("pulled", datetime(2026, 4, 2), "2026-08-01", "2026-07-01"),
    ("won", datetime(2026, 4, 2), "2026-04-01", "2026-05-01"),
    ("fine", datetime(2026, 7, 2), "2026-04-01", "2026-06-30"),  # after the day
    ("fine", datetime(2026, 3, 2), "soon", "2026-06-30"),  # no date before: nobody put it off
]


def history(rows: list[tuple]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"object": "opportunity", "object_id": who, "field": "close_date", "changed_at": at,
             "old_value": old, "new_value": new}
            for who, at, old, new in rows
        ]
    )  # fmt: skip


def test_put_off_and_passed_by_hand() -> None:
    found = slipped_deals(DEALS, history(CHANGES), as_of=TODAY)
    assert found.select(
        "opportunity_id", "value", "first_close_date", "n_pushes", "days_slipped", "is_overdue"
    ).rows() == [
        ("put off", 900.0, date(2026, 3, 1), 2, 184, False),
        ("passed", 20.0, date(2026, 6, 20), 0, 10, True),
    ]
    counted = n_slipped_deals(DEALS, history(CHANGES), as_of=TODAY)
    assert counted.select("value", "denominator").row(0) == (2.0, 4.0)


def test_without_a_history_only_what_has_passed_is_seen() -> None:
    assert slipped_deals(DEALS, as_of=TODAY)["opportunity_id"].to_list() == ["passed"]


@given(st.permutations(CHANGES))
def test_the_order_of_rows_does_not_matter(rows) -> None:
    wanted = close_date_pushes(history(CHANGES), TODAY).sort("opportunity_id")
    assert close_date_pushes(history(rows), TODAY).sort("opportunity_id").equals(wanted)


@given(st.dates(date(2026, 1, 1), date(2026, 8, 1)))
def test_later_changes_do_not_change_what_was_known(day) -> None:
    by_then = [row for row in CHANGES if row[1].date() <= day]
    told = history(by_then) if by_then else history(CHANGES).clear()
    assert close_date_pushes(told, day).equals(close_date_pushes(history(CHANGES), day))


def test_other_objects_and_fields_are_no_pushes() -> None:
    other = history(CHANGES).with_columns(object=pl.lit("lead"))
    field = history(CHANGES).with_columns(field=pl.lit("amount"))
    assert close_date_pushes(pl.concat([other, field]), TODAY).is_empty()
