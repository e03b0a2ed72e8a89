"""A sale in progress: one row per deal, open or closed."""

from revops.tables.table import DAY, INSTANT, MONEY, NUMBER, TEXT, WHOLE, Column, Table

OPPORTUNITIES = Table(
    name="opportunities",
    grain="A sale in progress: one row per deal, open or closed.",
    key=("opportunity_id",),
    columns={
        "opportunity_id": Column(TEXT, "The CRM's id of the deal."),
        "account_id": Column(TEXT, "The company that would buy."),
        "lead_id": Column(TEXT, "The primary person on the deal."),
        "name": Column(TEXT, "The deal's name."),
        "pipeline": Column(TEXT, "The pipeline whose stages it follows."),
        "stage": Column(TEXT, "The stage it is in today, as the CRM names it."),
        "product": Column(TEXT, "What is sold."),
        "amount": Column(MONEY, "What it is worth, in its own currency.", "currency"),
        "recurring_amount": Column(MONEY, "The part that recurs every year.", "currency"),
        "term_months": Column(WHOLE, "Length of the contract.", "months"),
        "margin": Column(MONEY, "What is left after cost.", "currency"),
        "currency": Column(TEXT, "ISO code of the amount."),
        "amount_base": Column(
            MONEY, "The amount in the workspace currency at the day's rate.", "workspace currency"
        ),
        "created_at": Column(INSTANT, "When the deal was opened."),
        "close_date": Column(
            DAY, "When it is expected to close while open; when it closed afterwards."
        ),
        "closed_at": Column(INSTANT, "When it was won or lost; null while open."),
        "status": Column(TEXT, "`open`, `won` or `lost`."),
        "probability": Column(NUMBER, "The CRM's own chance of winning.", "share 0-1"),
        "lost_reason": Column(TEXT, "Why it was lost."),
        "owner_id": Column(TEXT, "The user who owns the deal."),
        "primary_campaign_id": Column(TEXT, "The campaign that the CRM credits."),
        "type": Column(TEXT, "`new`, `expansion` or `renewal`."),
        "deleted_at": Column(INSTANT, "The first state of the CRM that no longer held the row."),
    },
    known_by="created_at",
    questions=("How many deals are won, how long do they take, and which are stuck?",),
)
