"""Cost of one campaign on one day, by one vendor."""

from revops.tables.table import DAY, MONEY, NUMBER, TEXT, WHOLE, Column, Table

SPEND = Table(
    name="spend",
    grain="Cost of one campaign on one day, by one vendor.",
    key=(
        "spent_on",
        "campaign_id",
        "from_vendor",
    ),
    columns={
        "spent_on": Column(DAY, "The day; null where the export is not split by day."),
        "campaign_id": Column(TEXT, "The campaign."),
        "channel": Column(TEXT, "The channel, by agreement/channels.csv."),
        "cost": Column(MONEY, "What the vendor charged.", "currency"),
        "currency": Column(TEXT, "ISO code of the cost."),
        "cost_base": Column(
            MONEY, "The cost in the workspace currency at the day's rate.", "workspace currency"
        ),
        "impressions": Column(WHOLE, "How often it was shown.", "impressions"),
        "clicks": Column(WHOLE, "How often it was clicked.", "clicks"),
        "platform_conversions": Column(NUMBER, "Conversions the platform claims.", "conversions"),
    },
    known_by="spent_on",
    questions=("What did each channel cost, and what came back?",),
)
