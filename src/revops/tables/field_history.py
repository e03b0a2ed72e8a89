"""One change of one field of one record."""

from revops.tables.table import INSTANT, TEXT, YES_NO, Column, Table

FIELD_HISTORY = Table(
    name="field_history",
    grain="One change of one field of one record.",
    key=(
        "object",
        "object_id",
        "field",
        "changed_at",
    ),
    columns={
        "object": Column(TEXT, "`lead`, `account` or `opportunity`."),
        "object_id": Column(TEXT, "Its id."),
        "field": Column(TEXT, "Our name of the field."),
        "changed_at": Column(INSTANT, "When it changed."),
        "old_value": Column(TEXT, "What it was."),
        "new_value": Column(TEXT, "What it became."),
        "changed_by": Column(TEXT, "The user who changed it."),
        "is_rebuilt": Column(
            YES_NO, "True where the change was read from successive states, not from a history."
        ),
    },
    known_by="changed_at",
    questions=("What was known of this lead on that day?",),
)
