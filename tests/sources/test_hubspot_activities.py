from datetime import UTC, datetime

import pytest


@pytest.mark.parametrize(
    ("name", "kind", "when"),
    [
        ("calls", "call", "Activity date"),
        ("meetings", "meeting", "Meeting start time"),
        ("emails", "email", "Activity date"),
        ("messages", "message", "Activity date"),
        ("tasks", "task", "Due date"),
    ],
)
def test_activities(load, name, kind, when):
    text = (
        f"{when},Associated Contact IDs,Direction,Topics\n2024-02-01 10:00,101;102,Outgoing,a;b\n"
    )
    row = load(f"hubspot.{name}", text).tables["activities"].row(0, named=True)
    assert (row["kind"], row["lead_id"], row["activity_id"]) == (kind, "101", "export.csv:2")
    assert (row["direction"], row["topics"]) == ("outbound", ["a", "b"])
    assert row["occurred_at"] == datetime(2024, 2, 1, 10, tzinfo=UTC)


def test_a_cancelled_meeting_is_a_plan_and_a_note_is_no_contact(load):
    text = "Meeting start time,Meeting outcome\n2024-02-01 10:00,CANCELED\n2024-02-02 10:00,\n"
    text += "2024-02-03 10:00,No show\n"
    meetings = load("hubspot.meetings", text).tables["activities"]
    assert meetings["kind"].to_list() == ["task", "meeting", "meeting"]
    assert meetings["outcome"].to_list() == ["CANCELED", None, "No show"]
    notes = (
        "Activity date,Associated Contact IDs,Note body\n2024-02-01 10:00,101,Asked for a price\n"
    )
    note = load("hubspot.notes", notes).tables["activities"].row(0, named=True)
    assert (note["kind"], note["lead_id"], note["note"]) == ("note", "101", "Asked for a price")
