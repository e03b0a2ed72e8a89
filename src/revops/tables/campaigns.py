"""A campaign: one row per campaign of any vendor."""

from revops.tables.table import DAY, INSTANT, MONEY, TAGS, TEXT, Column, Table

CAMPAIGNS = Table(
    name="campaigns",
    grain="A campaign: one row per campaign of any vendor.",
    key=("campaign_id",),
    columns={
        "campaign_id": Column(TEXT, "The vendor's id, or the name where there is no id."),
        "name": Column(TEXT, "The campaign's name."),
        "channel": Column(TEXT, "The channel, by agreement/channels.csv."),
        "utm_source": Column(TEXT, "utm_source of its links."),
        "utm_medium": Column(TEXT, "utm_medium of its links."),
        "parent_id": Column(TEXT, "The campaign above it."),
        "owner_id": Column(TEXT, "The user who runs it."),
        "status": Column(TEXT, "Whether it runs."),
        "starts_on": Column(DAY, "First day."),
        "ends_on": Column(DAY, "Last day."),
        "budget": Column(MONEY, "What it may cost.", "currency"),
        "currency": Column(TEXT, "ISO code of the budget."),
        "promise": Column(TAGS, "What it promises, as topics."),
        "content_id": Column(TEXT, "The piece it shows."),
        "deleted_at": Column(INSTANT, "The first state of the CRM that no longer held the row."),
    },
    questions=("What runs, at what cost, with which promise?",),
)
