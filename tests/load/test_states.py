"""A folder of dated exports: the newest version wins, and what vanished is marked."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops.errors import SourceError
from revops.load import load

HEAD = "opportunity_id,name,stage,amount,created_at,owner_id\n"
JULY_1 = HEAD + (
    "O1,Aurora,Demo,900,2026-06-20T12:00:00Z,U1\n"
    "O2,Bosque,Demo,500,2026-06-21T12:00:00Z,U1\n"
    "O3,Cumbre,Offer,400,2026-06-22T12:00:00Z,U1\n"
)
JULY_8 = HEAD + (
    "O1,Aurora,Offer,950,2026-06-20T12:00:00Z,U2\n"
    "O3,Cumbre,Offer,400,2026-06-22T12:00:00Z,U1\n"
    "O4,Delta,Demo,70,2026-07-03T15:00:00Z,U1\n"
)
JULY_15 = HEAD + (
    "O1,Aurora,Won,,2026-06-20T12:00:00Z,U2\n"
    "O3,Cumbre,Offer,400,2026-06-22T12:00:00Z,U1\n"
    "O2,Bosque,Demo,500,2026-06-21T12:00:00Z,U1\n"
)
FILES = {
    "crm/deals 2026-07-01.csv": JULY_1,
    "crm/deals 08.07.2026/nothing.txt": "",
    "crm/deals_20260708.csv": JULY_8,
    "crm/deals 15-07-2026.csv": JULY_15,
}
STATES = 'source = "template.opportunities"\npath = "crm/deals*.csv"\nsuccessive = "states"\n'
PARTS = STATES.replace("states", "parts")


def midnight(day: int) -> datetime:
    return datetime(2026, 7, day, 4, tzinfo=UTC)  # in Santiago


def deals(workspace, until=None):
    snapshot = load(workspace, until)
    return snapshot.tables["opportunities"].sort("opportunity_id")


def test_the_newest_version_wins_and_what_vanished_is_marked(dated) -> None:
    found = deals(dated(FILES, STATES))
    assert found.select("opportunity_id", "stage", "deleted_at").rows() == [
        ("O1", "Won", None),
        ("O2", "Demo", None),  # it came back
        ("O3", "Offer", None),
        ("O4", "Demo", midnight(15)),
    ]
    assert found["amount"].to_list()[0] is None  # emptied is empty
    assert found["from_file"].to_list()[3] == "crm/deals_20260708.csv"


def test_parts_overlap_and_nothing_vanishes(dated) -> None:
    found = deals(dated(FILES, PARTS))
    assert found["stage"].to_list() == ["Won", "Demo", "Offer", "Demo"]
    assert found["deleted_at"].null_count() == 4


def test_the_order_is_that_of_the_days_not_of_the_names(dated) -> None:
    files = {"b 2026-07-01.csv": JULY_1, "a 2026-07-08.csv": JULY_8}
    block = 'source = "template.opportunities"\npath = "*.csv"\n'
    assert deals(dated(files, block))["stage"].to_list()[0] == "Offer"


@pytest.mark.parametrize(
    ("until", "kept"),
    [
        (date(2026, 6, 1), ["O1", "O2", "O3"]),  # nothing older is known
        (date(2026, 7, 7), ["O1", "O2", "O3"]),
        (date(2026, 7, 8), ["O1", "O2", "O3", "O4"]),
        (None, ["O1", "O2", "O3", "O4"]),
    ],
)
def test_a_past_day_reads_the_states_known_by_then(dated, until, kept) -> None:
    found = deals(dated(FILES, STATES), until)
    assert found["opportunity_id"].to_list() == kept


def test_a_past_day_is_a_snapshot_of_its_own(dated) -> None:
    workspace = dated(FILES, STATES)
    then, now = load(workspace, date(2026, 7, 8)), load(workspace)
    assert then.name != now.name
    assert load(workspace, date(2026, 7, 9)).name == then.name
    assert load(workspace, date(2026, 8, 1)).name == now.name
    gone = then.tables["opportunities"].filter(opportunity_id="O2")
    assert gone["deleted_at"].to_list() == [midnight(8)]


def test_every_row_of_every_file_is_accounted_for(dated, adds_up) -> None:
    snapshot = load(dated(FILES, STATES))
    adds_up(snapshot)
    ledger = snapshot.ledger.filter(table="opportunities")
    assert ledger.select("from_file", "step", "n_rows").sort("step", "from_file").rows() == [
        ("crm/deals 2026-07-01.csv", "older state", 3),
        ("crm/deals_20260708.csv", "older state", 2),
        ("crm/deals 15-07-2026.csv", "read", 3),
        ("crm/deals 2026-07-01.csv", "read", 3),
        ("crm/deals_20260708.csv", "read", 3),
    ]


def test_stages_are_rebuilt_and_say_so(dated) -> None:
    history = load(dated(FILES, STATES)).tables["stage_history"]
    shown = history.sort("object_id", "entered_at").select(
        "object_id", "stage", "entered_at", "left_at", "is_rebuilt"
    )
    assert shown.rows() == [
        ("O1", "Demo", midnight(1), midnight(8), True),
        ("O1", "Offer", midnight(8), midnight(15), True),
        ("O1", "Won", midnight(15), None, True),
        ("O2", "Demo", midnight(1), None, True),
        ("O3", "Offer", midnight(1), None, True),
        ("O4", "Demo", datetime(2026, 7, 3, 15, tzinfo=UTC), None, True),  # its own first day
    ]


def test_changes_of_owner_and_amount_are_rebuilt(dated) -> None:
    history = load(dated(FILES, STATES)).tables["field_history"]
    shown = history.select("object_id", "field", "changed_at", "old_value", "new_value")
    assert sorted(shown.rows()) == [
        ("O1", "amount", midnight(8), "900", "950"),
        ("O1", "amount", midnight(15), "950", None),
        ("O1", "owner_id", midnight(8), "U1", "U2"),
    ]
    assert history["is_rebuilt"].all()


def test_a_history_export_is_not_rebuilt_over(dated, adds_up) -> None:
    files = FILES | {
        "history.csv": "object,object_id,stage,entered_at\n"
        "opportunity,O1,Demo,2026-06-20T12:00:00Z\n"
    }
    own = 'source = "template.stage_history"\npath = "history.csv"\n'
    snapshot = load(dated(files, STATES, own))
    history = snapshot.tables["stage_history"]
    assert history.select("object_id", "is_rebuilt").rows() == [("O1", False)]
    adds_up(snapshot)


def test_without_states_no_history_is_invented(dated) -> None:
    assert "stage_history" not in load(dated(FILES, PARTS)).tables


def test_a_state_without_a_day_of_its_own_is_refused(dated) -> None:
    files = {
        "deals.csv": JULY_1,
        "deals 01-07-2026.csv": JULY_1,
        "deals 2026-07-08.csv": JULY_8,
        "deals 20260708.csv": JULY_8,
    }
    block = STATES.replace("crm/", "")
    with pytest.raises(SourceError) as error:
        load(dated(files, block))
    told = str(error.value)
    assert "deals.csv: its name holds no day" in told
    assert "may mean 2026-01-07 or 2026-07-01" in told
    assert "a state of the same day as deals 2026-07-08.csv" in told
    assert "2026-07-01_0930" in told


def test_two_states_of_one_day_are_told_apart_by_their_time(dated) -> None:
    files = {"d_2026-07-08_0900.csv": JULY_1, "d_2026-07-08_1700.csv": JULY_8}
    found = deals(dated(files, STATES.replace("crm/deals*", "d_*")))
    (gone,) = found.filter(opportunity_id="O2")["deleted_at"]
    assert gone == datetime(2026, 7, 8, 21, tzinfo=UTC)


def test_a_deleted_duplicate_does_not_take_its_survivor_along(dated, adds_up) -> None:
    head = "lead_id,email,created_at,lifecycle_stage\n"
    old, new = "L1,ana@aurora.example,2026-01-01,mql\n", "L2,ana@aurora.example,2026-02-01,sql\n"
    files = {"leads_2026-07-01.csv": head + old + new, "leads_2026-07-08.csv": head + new}
    block = 'source = "template.leads"\npath = "leads*.csv"\nsuccessive = "states"\n'
    snapshot = load(dated(files, block))
    (lead,) = snapshot.tables["leads"].to_dicts()
    assert (lead["lead_id"], lead["deleted_at"], lead["lifecycle_stage"]) == ("L2", None, "sql")
    assert lead["created_at"].month == 1  # known since the older record
    adds_up(snapshot)


def test_touches_without_an_id_that_overlap_are_counted_once(dated, adds_up) -> None:
    head = "lead_id,occurred_at,kind,utm_source\n"
    rows = [f"L{n},2026-07-0{n}T08:00:00Z,visit,google\n" for n in (1, 2, 3)]
    files = {
        "touches_2026-07-02.csv": head + rows[0] + rows[1] + rows[1],
        "touches_2026-07-03.csv": head + rows[1] + rows[2],
    }
    block = 'source = "utm.touchpoints"\npath = "touches*.csv"\n'
    snapshot = load(dated(files, block))
    touches = snapshot.tables["touchpoints"]
    assert sorted(touches["lead_id"]) == ["L1", "L2", "L2", "L3"]
    adds_up(snapshot)


def test_costs_of_a_day_are_restated_and_costs_of_no_day_are_not_lost(dated) -> None:
    head = "spent_on,campaign_id,cost,currency\n"
    files = {
        "cost_2026-07-01.csv": head + "2026-06-30,marca,5,USD\n,feria,10,USD\n",
        "cost_2026-07-08.csv": head + "2026-06-30,marca,6,USD\n,feria,20,USD\n",
    }
    block = 'source = "template.spend"\npath = "cost*.csv"\n'
    cost = load(dated(files, block)).tables["spend"]["cost"].cast(pl.Float64)
    assert sorted(cost) == [6, 10, 20]


def test_between_files_without_a_day_only_the_same_row_is_one(dated, adds_up) -> None:
    head = "spent_on,campaign_id,cost,currency\n"
    files = {
        "cost a.csv": head + "2026-06-30,marca,5,USD\n2026-06-29,feria,3,USD\n,web,10,USD\n",
        "cost b.csv": head + "2026-06-30,marca,6,USD\n2026-06-29,feria,3,USD\n,web,10,USD\n",
    }
    snapshot = load(dated(files, 'source = "template.spend"\npath = "cost*.csv"\n'))
    cost = snapshot.tables["spend"]["cost"].cast(pl.Float64)
    assert sorted(cost) == [3, 5, 6, 10, 10]  # the checks find the two costs of one day
    adds_up(snapshot)


def test_lists_of_topics_tell_two_rows_apart(dated) -> None:
    head = "activity_id,kind,lead_id,occurred_at,topics\n"
    calls = [f"C{n},call,L1,2026-07-01T08:00:00Z,price; stock\n" for n in (1, 2)]
    files = {
        "calls a.csv": head + "".join(calls),
        "calls b.csv": head + calls[0] + calls[1].replace("; stock", ""),
    }
    found = load(dated(files, 'source = "template.activities"\npath = "calls*.csv"\n'))
    calls_there = found.tables["activities"].select("activity_id", pl.col("topics").list.len())
    assert sorted(calls_there.rows()) == [("C1", 2), ("C2", 1), ("C2", 2)]
