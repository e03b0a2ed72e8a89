"""What was known on the day: nothing later counts."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops import known
from revops.known.by_then import by_then
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES[name].schema())


def at(month: int) -> datetime:
    return datetime(2026, month, 1, tzinfo=UTC)


def test_a_deal_of_which_only_a_later_closing_is_known_was_not_known() -> None:
    deals = table(
        "opportunities",
        {"opportunity_id": "O1", "closed_at": at(3), "status": "won"},
        {"opportunity_id": "O2", "closed_at": at(8), "status": "won"},
        {"opportunity_id": "O3", "created_at": at(5), "closed_at": at(8), "status": "won"},
    )
    found = known.deals(deals, AS_OF)
    assert found.select("opportunity_id", "status").rows() == [("O1", "won"), ("O3", "open")]


def test_a_later_conversion_or_hand_over_is_forgotten() -> None:
    leads = table(
        "leads",
        {
            "lead_id": "L1",
            "created_at": at(1),
            "routed_at": at(7),
            "is_converted": True,
            "converted_at": at(8),
            "converted_opportunity_id": "O1",
        },
    )
    (lead,) = known.leads(leads, AS_OF).to_dicts()
    assert lead["routed_at"] is None
    assert (lead["is_converted"], lead["converted_opportunity_id"]) == (False, None)


def test_a_stage_left_later_is_not_left_yet() -> None:
    history = table(
        "stage_history",
        {
            "object": "lead",
            "object_id": "L1",
            "stage": "mql",
            "entered_at": at(5),
            "left_at": at(8),
        },
        {"object": "lead", "object_id": "L1", "stage": "sql", "entered_at": at(8)},
    )
    (visit,) = known.stage_history(history, AS_OF).to_dicts()
    assert (visit["stage"], visit["left_at"]) == ("mql", None)


def test_a_deleted_record_is_there_until_it_is_deleted() -> None:
    told = {"created_at": at(1), "deleted_at": at(6)}
    tables = {
        "leads": table("leads", {"lead_id": "L1", **told}, {"lead_id": "L2"}),
        "opportunities": table("opportunities", {"opportunity_id": "O1", **told}),
        "accounts": table("accounts", {"account_id": "A1", **told}),
        "stage_history": table(
            "stage_history",
            {"object": "lead", "object_id": "L1", "entered_at": at(2)},
            {"object": "lead", "object_id": "L2", "entered_at": at(2)},
            {"object": "opportunity", "object_id": "L2", "entered_at": at(2)},
        ),
        "field_history": table(
            "field_history", {"object": "opportunity", "object_id": "O1", "changed_at": at(2)}
        ),
    }
    before = known.tables(tables, as_of=date(2026, 5, 31), zone="UTC")
    assert {name: frame.height for name, frame in before.items()} == {
        "leads": 2,
        "opportunities": 1,
        "accounts": 1,
        "stage_history": 3,
        "field_history": 1,
    }
    assert before["leads"]["deleted_at"].null_count() == 2  # nobody knew it yet
    after = known.tables(tables, as_of=date(2026, 6, 1), zone="UTC")
    assert after["leads"]["lead_id"].to_list() == ["L2"]
    assert after["opportunities"].height == after["accounts"].height == 0
    assert after["stage_history"]["object_id"].to_list() == ["L2", "L2"]
    assert after["field_history"].height == 0


def test_dates_are_those_of_the_readers_zone() -> None:
    late = datetime(2026, 7, 1, 2, tzinfo=UTC)  # still the 30th of June in Santiago
    touches = {"touchpoints": table("touchpoints", {"touchpoint_id": "T1", "occurred_at": late})}
    for zone, kept in (("America/Santiago", 1), ("UTC", 0)):
        assert known.tables(touches, as_of=AS_OF, zone=zone)["touchpoints"].height == kept


def moved(*visits: tuple[str, int]) -> pl.DataFrame:
    rows = [
        {"object": "opportunity", "object_id": "O1", "stage": stage, "entered_at": at(month)}
        for stage, month in visits
    ]
    return table("stage_history", *rows)


def state_on(day: date, deals: pl.DataFrame, history: pl.DataFrame) -> tuple[object, ...]:
    seen = known.tables({"opportunities": deals, "stage_history": history}, as_of=day, zone="UTC")
    found = seen["opportunities"].filter(opportunity_id="O1")
    row = found.select("status", pl.col("closed_at").dt.month(), "stage").row(0)
    return tuple(row)


OTHERS = [
    {"opportunity_id": "O2", "created_at": at(1), "status": "open", "stage": "Demo"},
    {"opportunity_id": "O3", "created_at": at(1), "closed_at": at(2), "status": "lost",
     "stage": "Closed Lost"},
]  # fmt: skip
HISTORY = [("Demo", 1), ("Closed Lost", 3), ("Closed Lost", 4), ("Demo", 6)]


def test_a_deal_opened_again_later_was_closed_and_is_open_from_then_on() -> None:
    now = {"opportunity_id": "O1", "created_at": at(1), "status": "open", "stage": "Demo"}
    deals = table("opportunities", now, *OTHERS)
    days = [date(2026, month, 15) for month in (2, 3, 5, 6)]
    assert [state_on(day, deals, moved(*HISTORY)) for day in days] == [
        ("open", None, "Demo"),
        ("lost", 3, "Closed Lost"),
        ("lost", 3, "Closed Lost"),
        ("open", None, "Demo"),
    ]


def test_a_deal_lost_again_was_lost_open_and_lost() -> None:
    now = {"opportunity_id": "O1", "created_at": at(1), "closed_at": at(8), "status": "lost",
           "stage": "Closed Lost"}  # fmt: skip
    deals = table("opportunities", now, *OTHERS)
    history = moved(*HISTORY, ("Closed Lost", 8))
    days = [date(2026, month, 15) for month in (4, 7, 8)]
    assert [state_on(day, deals, history)[:2] for day in days] == [
        ("lost", 3),
        ("open", None),
        ("lost", 8),
    ]


def test_rows_dated_after_the_day_do_not_change_the_state_on_it() -> None:
    """What a deal's table said on the day is what its later table and history say of the day."""
    then = {"opportunity_id": "O1", "created_at": at(1), "closed_at": at(3), "status": "lost",
            "stage": "Closed Lost"}  # fmt: skip
    later = {**then, "closed_at": at(9), "status": "won", "stage": "Closed Won"}
    day = date(2026, 5, 15)
    before = state_on(day, table("opportunities", then, *OTHERS), moved(*HISTORY[:3]))
    after = state_on(
        day, table("opportunities", later, *OTHERS), moved(*HISTORY, ("Closed Won", 9))
    )
    assert before == after


def test_a_label_that_no_deal_has_now_changes_nothing() -> None:
    now = {"opportunity_id": "O1", "created_at": at(1), "status": "open", "stage": "Demo"}
    history = moved(("Demo", 1), ("Perdido", 3), ("Demo", 6))
    assert state_on(date(2026, 4, 1), table("opportunities", now), history) == (
        "open",
        None,
        "Demo",
    )


#: Midnight skipped or told twice, a whole day skipped, half hours, and no change at all.
ZONES = (
    "America/Santiago", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Australia/Lord_Howe",
    "Asia/Kolkata", "UTC",
)  # fmt: skip


@given(
    st.sampled_from(ZONES),
    st.dates(date(2005, 1, 1), date(2030, 1, 1)),
    st.lists(st.integers(-200_000, 200_000), max_size=20),
)
def test_an_instant_counts_by_its_calendar_date(zone: str, day: date, seconds: list[int]) -> None:
    midnight = datetime(day.year, day.month, day.day)
    instants = pl.Series("at", [midnight + timedelta(seconds=s) for s in seconds], pl.Datetime)
    local = instants.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).to_frame()
    by_date = local.select(pl.col("at").dt.date() <= day)
    assert local.select(by_then(local, "at", day)).equals(by_date)


@pytest.mark.parametrize("day", [date(2026, 9, 5), date(2011, 12, 29), date(2011, 12, 30)])
@pytest.mark.parametrize("zone", ["America/Santiago", "Pacific/Apia"])
def test_a_day_ends_where_the_clocks_skip_its_midnight(zone: str, day: date) -> None:
    minutes = pl.datetime_range(
        datetime(day.year, day.month, day.day), timedelta(days=3) + datetime(day.year, day.month,
        day.day), "1m", time_zone="UTC", eager=True).alias("at")  # fmt: skip
    local = minutes.dt.convert_time_zone(zone).to_frame()
    by_date = local.select(pl.col("at").dt.date() <= day)
    assert local.select(by_then(local, "at", day)).equals(by_date)
