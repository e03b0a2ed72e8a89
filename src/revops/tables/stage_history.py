"""One visit to one stage by one lead or deal."""

from revops.tables.table import DAY, INSTANT, MONEY, NUMBER, TEXT, YES_NO, Column, Table

STAGE_HISTORY = Table(
    name="stage_history",
    grain="One visit to one stage by one lead or deal.",
    key=(
        "object",
        "object_id",
        "stage",
        "entered_at",
    ),
    columns={
        "object": Column(TEXT, "`lead` or `opportunity`."),
        "object_id": Column(TEXT, "Its id."),
        "stage": Column(TEXT, "The stage, as the CRM names it."),
        "entered_at": Column(INSTANT, "When it was entered."),
        "left_at": Column(INSTANT, "When it was left; null while there."),
        "changed_by": Column(TEXT, "The user who moved it."),
        "amount": Column(MONEY, "The deal's amount then.", "currency"),
        "close_date": Column(DAY, "The close date expected then."),
        "probability": Column(NUMBER, "The CRM's chance of winning then.", "share 0-1"),
        "is_rebuilt": Column(
            YES_NO, "True where the visit was read from successive states, not from a history."
        ),
    },
    known_by="entered_at",
    questions=("Where do leads and deals wait, and where do they drop out?",),
)
