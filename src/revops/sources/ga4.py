"""Google Analytics 4: campaigns of the traffic report, and events of the BigQuery export.

The report adds sessions up over people, so it makes no touches: it tells which campaigns there
were. Touches are the events of single visitors, which only BigQuery gives. Of an event's
sources, those of the event or its session are read; `traffic_source` is that of the visitor's
first visit ever, on every row, and is not.
"""

import re

from revops.sources.mapping import Epoch, Export, FirstFilled, Joined, Names, Piece

_CAMPAIGN: Names = (
    "Session campaign",
    "Session manual campaign name",
    "Session Google Ads campaign",
    "Campaña de la sesión",
    "Campanha da sessão",
    "sessionCampaignName",
)
_BOTH: Names = (
    "Session source / medium",
    "Fuente/medio de la sesión",
    "Fuente / medio de la sesión",
    "Origem / mídia da sessão",
    "sessionSourceMedium",
)
_SOURCE: Names = ("Session source", "Fuente de la sesión", "Origem da sessão", "sessionSource")
_MEDIUM: Names = ("Session medium", "Medio de la sesión", "Meio da sessão", "sessionMedium")
_NO_CAMPAIGN = ("(not set)", "(direct)", "(organic)", "(referral)", "(none)", "")
_CHANNELS = re.compile(
    r"(?:Session (?:primary|default) channel group|Grupo de canales principal de la sesión"
    r"|Grupo principal de canais da sessão)(?: \(.*\))?",
    re.IGNORECASE,
)


def _tag(field: str) -> Names:
    """Give the columns that hold a tag of the session or the event."""
    manual = {"campaign": "campaign_name"}.get(field, field)
    return (
        f"session_traffic_source_last_click.manual_campaign.{manual}",
        f"session_{field}",
        f"collected_traffic_source.manual_{manual}",
        f"collected_traffic_source_manual_{manual}",
        f"manual_{manual}",
        f"utm_{field}",
        field,
    )


EXPORTS = (
    Export(
        vendor="ga4",
        name="traffic",
        table="campaigns",
        distinct=True,
        missing=_NO_CAMPAIGN,
        totals=(r"Grand total$", r"Totals?$"),
        totals_blank=(_CAMPAIGN,),
        advice="export Traffic acquisition by Session campaign and Session source / medium. It "
        "counts sessions, not people: for journeys, export events from BigQuery (ga4.events).",
        beside=(_CHANNELS, "Sessions", "Sesiones", "Sessões", "Key events", "Conversions"),
        columns={
            "campaign_id": _CAMPAIGN,
            "name": _CAMPAIGN,
            "utm_source": FirstFilled((_SOURCE, Piece(_BOTH, r"^(.*?) / "))),
            "utm_medium": FirstFilled((_MEDIUM, Piece(_BOTH, r" / (.*)$"))),
        },
    ),
    Export(
        vendor="ga4",
        name="events",
        table="touchpoints",
        key=("occurred_at",),
        numbered="touchpoint_id",
        missing=("(not set)", "(direct)", "(none)"),
        advice="export events from BigQuery with event_timestamp, event_name and user_pseudo_id.",
        columns={
            "touchpoint_id": Joined(
                (("user_pseudo_id",), ("event_timestamp",), ("event_name",)), mark=":", whole=True
            ),
            "lead_id": FirstFilled((("user_id",), ("email", "user_properties.email"))),
            "anonymous_id": ("user_pseudo_id",),
            "occurred_at": Epoch(("event_timestamp",)),
            "kind": ("event_name",),
            "url": ("page_location", "event_params.page_location", "event_params_page_location"),
            "utm_source": _tag("source"),
            "utm_medium": _tag("medium"),
            "utm_campaign": _tag("campaign"),
            "utm_content": _tag("content"),
            "utm_term": _tag("term"),
            "click_id": (
                "collected_traffic_source.gclid",
                "collected_traffic_source_gclid",
                "gclid",
            ),
        },
        values={
            "kind": {
                "session_start": "visit",
                "first_visit": "visit",
                "page_view": "visit",
                "click": "click",
                "form_submit": "form",
                "generate_lead": "form",
                "sign_up": "form",
            }
        },
    ),
)
