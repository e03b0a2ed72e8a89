"""Touchpoints of a website, an e-mail tool or a form, with their UTM tags.

There is no one shape: the usual names of each column are known, and `columns` in revops.toml
names the rest. A touch whose person is known by e-mail only has that e-mail as its lead; who
that is, is found once all exports are read. A touch without an id gets one from file and row.
"""

from revops.sources.mapping import Epoch, Export, FirstFilled

EXPORTS = (
    Export(
        vendor="utm",
        name="touchpoints",
        table="touchpoints",
        key=("occurred_at",),
        numbered="touchpoint_id",
        defaults={"kind": "visit"},
        columns={
            "touchpoint_id": ("touchpoint_id", "touch_id", "event_id", "session_id", "hit_id"),
            "lead_id": FirstFilled(
                (
                    ("lead_id", "contact_id", "person_id", "customer_id", "Record ID"),
                    (
                        "email",
                        "e-mail",
                        "email address",
                        "correo",
                        "correo electrónico",
                        "endereço de e-mail",
                    ),
                )
            ),
            "anonymous_id": (
                "anonymous_id",
                "visitor_id",
                "client_id",
                "cookie_id",
                "ga_client_id",
            ),
            "account_id": ("account_id", "company_id"),
            "occurred_at": Epoch(
                (
                    "occurred_at",
                    "touched_at",
                    "timestamp",
                    "event_time",
                    "started_at",
                    "visited_at",
                    "submitted_at",
                    "submitted on",
                    "submission date",
                    "datetime",
                    "date",
                    "fecha y hora",
                    "fecha de envío",
                    "fecha",
                    "data e hora",
                    "data de envio",
                    "data",
                )
            ),
            "channel": ("channel",),
            "campaign_id": ("campaign_id", "utm_id"),
            "content_id": ("content_id",),
            "kind": ("kind", "touch_kind", "event", "event_name", "type"),
            "url": ("url", "page_url", "landing_page", "landing page", "page_location", "page"),
            "utm_source": ("utm_source", "utm source", "source"),
            "utm_medium": ("utm_medium", "utm medium", "medium"),
            "utm_campaign": ("utm_campaign", "utm campaign", "campaign"),
            "utm_content": ("utm_content", "utm content"),
            "utm_term": ("utm_term", "utm term", "keyword"),
            "click_id": FirstFilled(
                tuple(
                    (name,)
                    for name in (
                        "click_id",
                        "gclid",
                        "gbraid",
                        "wbraid",
                        "fbclid",
                        "li_fat_id",
                        "msclkid",
                        "ttclid",
                    )
                )
            ),
        },
        values={
            "kind": {
                "page_view": "visit",
                "pageview": "visit",
                "session": "visit",
                "session_start": "visit",
                "form_submit": "form",
                "form submission": "form",
                "formulario": "form",
                "formulário": "form",
                "visita": "visit",
                "clic": "click",
                "clique": "click",
                "apertura": "open",
                "abertura": "open",
                "generate_lead": "form",
                "email_open": "open",
                "email_click": "click",
                "attended": "attend",
            },
        },
    ),
)
