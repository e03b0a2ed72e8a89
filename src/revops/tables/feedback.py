"""What sales heard or answered: one row per remark."""

from revops.tables.table import INSTANT, TAGS, TEXT, Column, Table

FEEDBACK = Table(
    name="feedback",
    grain="What sales heard or answered: one row per remark.",
    key=("feedback_id",),
    columns={
        "feedback_id": Column(TEXT, "Our id of the remark."),
        "kind": Column(
            TEXT, "`rejection`, `disqualification`, `objection`, `insight` or `request`."
        ),
        "lead_id": Column(TEXT, "About whom."),
        "opportunity_id": Column(TEXT, "About which deal."),
        "reason": Column(TEXT, "The reason, from the agreed list."),
        "topics": Column(TAGS, "What it is about."),
        "text": Column(TEXT, "What was said.", personal=True),
        "user_id": Column(TEXT, "Who of us heard it."),
        "given_at": Column(INSTANT, "When."),
        "status": Column(TEXT, "`new`, `answered` or `closed`."),
        "answered_by": Column(TEXT, "The content or campaign that answers it."),
    },
    known_by="given_at",
    questions=("Why are leads rejected, and what do buyers object to?",),
)
