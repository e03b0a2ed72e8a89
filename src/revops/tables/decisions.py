"""One event of a decision's life; append-only."""

from revops.tables.table import DAY, INSTANT, NUMBER, TEXT, Column, Table

DECISIONS = Table(
    name="decisions",
    grain="One event of a decision's life; append-only.",
    key=(
        "decision_id",
        "event_at",
    ),
    columns={
        "decision_id": Column(TEXT, "Our id of the decision."),
        "event_at": Column(INSTANT, "When the event was written."),
        "event": Column(TEXT, "`made`, `changed`, `reviewed` or `closed`."),
        "week": Column(TEXT, "The week of the meeting."),
        "text": Column(TEXT, "What was decided."),
        "owner_id": Column(TEXT, "Who sees to it."),
        "metric_id": Column(TEXT, "The metric it should move."),
        "params": Column(TEXT, "Its parameters as JSON."),
        "baseline": Column(NUMBER, "The metric's value on that day."),
        "direction": Column(TEXT, "`up` or `down`."),
        "expected_change": Column(NUMBER, "By how much."),
        "review_on": Column(DAY, "When to look again."),
        "outcome": Column(TEXT, "What was found."),
    },
    known_by="event_at",
    questions=("What did we decide, and did it move?",),
)
