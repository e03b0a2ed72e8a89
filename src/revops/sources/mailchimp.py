"""Mailchimp: campaigns sent, what each recipient did, and who is on the list.

The report of campaigns counts opens and clicks of nobody in particular, so it makes no touches:
these come from the activity of recipients, one row an open or a click. Its other rows (sent,
bounced, unsubscribed) are no contact with a person, and are set aside by their blank kind. What
Mailchimp sends is e-mail, and its own links say so: `utm_medium=email`.
"""

from revops.sources.mapping import Epoch, Export, FirstFilled, Joined, Names

_EMAIL: Names = (
    "Email Address",
    "Email",
    "E-mail",
    "email_address",
    "Dirección de correo electrónico",
    "Correo electrónico",
    "Endereço de e-mail",
)
_ACTION = (
    "Action",
    "Email Activity",
    "Activity",
    "Acción",
    "Actividad",
    "Ação",
    "Atividade",
)
_SENT = ("%b %d, %Y %I:%M %p", "%b %d, %Y")

EXPORTS = (
    Export(
        vendor="mailchimp",
        name="campaigns",
        table="campaigns",
        distinct=True,
        date_formats=_SENT,
        defaults={"utm_medium": "email"},
        advice="export the report of all campaigns (Reports > Download all), which has Title, "
        "Send Date and Unique Id.",
        beside=("Subject", "List", "Total Recipients", "Successful Deliveries", "Unique Opens"),
        columns={
            "campaign_id": FirstFilled((("Unique Id", "Campaign ID"), ("Title", "Título"))),
            "name": ("Title", "Campaign Title", "Título"),
            "starts_on": ("Send Date", "Sent Date", "Fecha de envío", "Data de envio"),
        },
    ),
    Export(
        vendor="mailchimp",
        name="activity",
        table="touchpoints",
        key=("lead_id", "occurred_at", "kind"),
        numbered="touchpoint_id",
        only=dict.fromkeys(_ACTION, r"(?i)^(?:open|click|apertura|abertura|clic|clique)(?:s|ed)?$"),
        defaults={"utm_medium": "email"},
        advice="export the activity of recipients, one row an open or a click with its time. A "
        'file of opens alone needs constants = { kind = "open" }, one of clicks '
        '{ kind = "click" }.',
        columns={
            "lead_id": _EMAIL,
            "occurred_at": Epoch(
                ("Timestamp", "Action Time", "Date", "Marca de tiempo", "Fecha", "Data")
            ),
            "kind": _ACTION,
            "url": ("URL", "Url Clicked", "Link", "Enlace"),
            "campaign_id": ("Campaign ID", "campaign_id", "Unique Id"),
            "utm_campaign": ("Campaign Title", "Campaign", "Title", "Título de la campaña"),
        },
        values={
            "kind": {
                "opens": "open",
                "opened": "open",
                "apertura": "open",
                "abertura": "open",
                "clicks": "click",
                "clicked": "click",
                "clic": "click",
                "clics": "click",
                "clique": "click",
                "cliques": "click",
            }
        },
    ),
    Export(
        vendor="mailchimp",
        name="members",
        table="leads",
        constants={"record_type": "contact"},
        advice="export the audience (Audience > All contacts > Export audience): its files of "
        "subscribed, unsubscribed and cleaned contacts have Email Address and EUID.",
        beside=("MEMBER_RATING", "LEID", "OPTIN_IP", "CONFIRM_IP", "LAST_CHANGED", "GMTOFF"),
        columns={
            "lead_id": ("EUID", "unique_email_id"),
            "email": _EMAIL,
            "full_name": Joined(
                (
                    ("First Name", "FNAME", "Nombre", "Nome"),
                    ("Last Name", "LNAME", "Apellido", "Apellidos", "Sobrenome"),
                )
            ),
            "phone": ("Phone Number", "PHONE", "Número de teléfono", "Telefone"),
            "company": ("Company", "Empresa"),
            "country": ("Country", "CC", "País"),
            "created_at": FirstFilled((("OPTIN_TIME",), ("CONFIRM_TIME",))),
            "bounced_at": ("CLEAN_TIME",),
            "opted_out_at": ("UNSUB_TIME",),
        },
    ),
)
