"""A post-sale event of an account."""

from revops.tables.table import INSTANT, MONEY, NUMBER, TEXT, Column, Table

CUSTOMERS = Table(
    name="customers",
    grain="A post-sale event of an account.",
    key=(
        "account_id",
        "event",
        "occurred_at",
    ),
    columns={
        "account_id": Column(TEXT, "The customer."),
        "event": Column(
            TEXT, "`onboarded`, `renewed`, `expanded`, `contracted`, `churned`, `nps` or `ticket`."
        ),
        "occurred_at": Column(INSTANT, "When."),
        "opportunity_id": Column(TEXT, "The deal behind it."),
        "amount": Column(MONEY, "The revenue it adds or takes, each year.", "currency"),
        "currency": Column(TEXT, "ISO code of the amount."),
        "amount_base": Column(MONEY, "The amount in the workspace currency.", "workspace currency"),
        "score": Column(NUMBER, "The score, for nps.", "0-10"),
    },
    known_by="occurred_at",
    questions=("Do the customers that we win stay and grow?",),
)
