"""One thing a person of ours did with a lead."""

from revops.tables.table import INSTANT, TAGS, TEXT, YES_NO, Column, Table

ACTIVITIES = Table(
    name="activities",
    grain="One thing a person of ours did with a lead.",
    key=("activity_id",),
    columns={
        "activity_id": Column(TEXT, "The CRM's id of the activity."),
        "kind": Column(TEXT, "`call`, `email`, `meeting`, `message`, `task` (a plan) or `note`."),
        "direction": Column(TEXT, "`outbound` or `inbound`."),
        "lead_id": Column(TEXT, "With whom."),
        "opportunity_id": Column(TEXT, "On which deal."),
        "user_id": Column(TEXT, "Who of us."),
        "occurred_at": Column(INSTANT, "When."),
        "outcome": Column(TEXT, "What came of it."),
        "is_automated": Column(YES_NO, "True when a machine did it."),
        "topics": Column(TAGS, "What was talked about."),
        "note": Column(TEXT, "What was noted.", personal=True),
        "deleted_at": Column(INSTANT, "The first state of the CRM that no longer held the row."),
    },
    known_by="occurred_at",
    questions=("Who was called, how soon and how often?",),
)
