"""A person's role on a sale: one row per deal and person."""

from revops.tables.table import INSTANT, TEXT, YES_NO, Column, Table

OPPORTUNITY_PEOPLE = Table(
    name="opportunity_people",
    grain="A person's role on a sale: one row per deal and person.",
    key=(
        "opportunity_id",
        "lead_id",
    ),
    columns={
        "opportunity_id": Column(TEXT, "The deal."),
        "lead_id": Column(TEXT, "The person."),
        "role": Column(TEXT, "What the person decides there."),
        "is_primary": Column(YES_NO, "True for the one main person."),
        "deleted_at": Column(INSTANT, "The first state of the CRM that no longer held the row."),
    },
    questions=("Who buys with whom?",),
)
