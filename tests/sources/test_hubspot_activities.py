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
