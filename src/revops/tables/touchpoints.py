"""One dated contact of marketing with a person."""

from revops.tables.table import INSTANT, TEXT, YES_NO, Column, Table

TOUCHPOINTS = Table(
    name="touchpoints",
    grain="One dated contact of marketing with a person.",
    key=("touchpoint_id",),
    columns={
        "touchpoint_id": Column(TEXT, "The id of the touch."),
        "lead_id": Column(TEXT, "Who was touched, once known."),
        "anonymous_id": Column(TEXT, "The visitor's id before a form is filled."),
        "account_id": Column(TEXT, "The person's company."),
        "occurred_at": Column(INSTANT, "When."),
        "channel": Column(TEXT, "The channel, by agreement/channels.csv."),
        "campaign_id": Column(TEXT, "The campaign."),
        "content_id": Column(TEXT, "The piece seen."),
        "kind": Column(
            TEXT, "`impression`, `click`, `visit`, `form`, `open`, `reply` or `attend`."
        ),
        "url": Column(TEXT, "The page."),
        "utm_source": Column(TEXT, "utm_source, as tagged."),
        "utm_medium": Column(TEXT, "utm_medium, as tagged."),
        "utm_campaign": Column(TEXT, "utm_campaign, as tagged."),
        "utm_content": Column(TEXT, "utm_content, as tagged."),
        "utm_term": Column(TEXT, "utm_term, as tagged."),
        "click_id": Column(TEXT, "The ad platform's click id."),
        "is_inferred": Column(
            YES_NO, "True where the touch was made from a contact's fields, not recorded."
        ),
    },
    known_by="occurred_at",
    questions=("What did the buyers see before they bought?",),
)
