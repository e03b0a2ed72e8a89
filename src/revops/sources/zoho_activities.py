"""Zoho CRM: calls and meetings. A call that is scheduled, overdue or cancelled is a plan.

`Contact Name.id` is the person; a call with a lead has the lead under `Related To.id`.
"""

from revops.sources.mapping import Cell, Export, FirstFilled
from revops.sources.zoho_parts import ADVICE, CONTACT_ID, MISSING, owner, record_id

_WITH: Cell = FirstFilled(
    (
        CONTACT_ID,
        ("Related To.id", "Who Id.id", "Relacionado con.id", "Relacionado a.id"),
    )
)
_DEAL = ("Deal Name.id", "Nombre de Trato.id", "Nome do negócio.id")
_STATUS = (
    "Call Status",
    "Outgoing Call Status",
    "Estado de la llamada",
    "Status da chamada",
)
_PLANNED = dict.fromkeys(
    (
        *("Scheduled", "Overdue", "Cancelled", "Canceled"),
        *("Programada", "Vencida", "Cancelada", "Agendada", "Atrasada"),
    ),
    "task",
)

EXPORTS = (
    Export(
        vendor="zoho",
        name="calls",
        table="activities",
        missing=MISSING,
        advice=ADVICE,
        defaults={"kind": "call"},
        columns={
            "activity_id": record_id("Call", "llamada", "chamada"),
            "kind": _STATUS,
            "direction": ("Call Type", "Tipo de llamada", "Tipo de chamada"),
            "lead_id": _WITH,
            "opportunity_id": _DEAL,
            "user_id": owner("Call", "llamada", "da chamada"),
            "occurred_at": (
                "Call Start Time",
                "Hora de inicio de la llamada",
                "Hora de início da chamada",
            ),
            "outcome": FirstFilled(
                (("Call Result", "Resultado de la llamada", "Resultado da chamada"), _STATUS)
            ),
            "note": ("Description", "Descripción", "Descrição", "Subject", "Asunto", "Assunto"),
        },
        values={
            "kind": _PLANNED,
            "direction": {
                "Outbound": "outbound",
                "Saliente": "outbound",
                "Efetuada": "outbound",
                "Inbound": "inbound",
                "Entrante": "inbound",
                "Recebida": "inbound",
                "Missed": "inbound",
                "Perdida": "inbound",
            },
        },
        otherwise={"kind": "call"},
    ),
    Export(
        vendor="zoho",
        name="meetings",
        table="activities",
        missing=MISSING,
        advice=ADVICE,
        constants={"kind": "meeting"},
        columns={
            "activity_id": record_id("Meeting", "reunión", "reunião"),
            "lead_id": _WITH,
            "opportunity_id": _DEAL,
            "user_id": ("Host.id", "Host", "Anfitrión.id", "Anfitrión", "Anfitrião", "Event Owner"),
            "occurred_at": ("From", "Start DateTime", "Desde", "De", "Início"),
            "note": ("Description", "Descripción", "Descrição", "Title", "Título"),
        },
    ),
)
