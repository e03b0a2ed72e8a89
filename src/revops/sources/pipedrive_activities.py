"""Pipedrive: activities, done or still to do.

What is not done is a plan, and so a task. An activity does not say who turned to whom: declare it
in revops.toml (`constants = { direction = "outbound" }`) where your team logs only its own.
"""

from revops.sources.mapping import Export, FirstFilled, FirstListed, Joined
from revops.sources.pipedrive_names import ADVICE, DEAL_ID, PERSON_ID, activity

_DONE = activity("Done|Status", "Completada|Hecho|Estado", "Concluída|Feito|Status")
_KINDS = {
    "Call": "call",
    "Llamada": "call",
    "Chamada": "call",
    "Ligação": "call",
    "Email": "email",
    "Correo electrónico": "email",
    "E-mail": "email",
    "Meeting": "meeting",
    "Lunch": "meeting",
    "Demo": "meeting",
    "Reunión": "meeting",
    "Almuerzo": "meeting",
    "Reunião": "meeting",
    "Almoço": "meeting",
    "Visita": "meeting",
    "WhatsApp": "message",
    "SMS": "message",
    "Message": "message",
    "Mensaje": "message",
    "Mensagem": "message",
}
_WORDS = ("Done", "Completed", "Yes", "True", "1", "Hecho", "Completada", "Sí", "Concluída", "Sim")

EXPORTS = (
    Export(
        vendor="pipedrive",
        name="activities",
        table="activities",
        advice=ADVICE.format(record="the activity"),
        columns={
            "activity_id": activity("ID", "ID", "ID"),
            "kind": Joined((activity("Type", "Tipo", "Tipo"), _DONE), whole=True),
            "lead_id": FirstListed(
                (
                    *activity(
                        "Contact person ID|Person ID",
                        "ID de la persona de contacto",
                        "ID da pessoa de contato",
                    ),
                    *PERSON_ID,
                )
            ),
            "opportunity_id": (
                *activity("Deal ID", "ID del negocio|ID del trato", "ID do negócio"),
                *DEAL_ID,
            ),
            "user_id": activity(
                "Assigned to user|Owner",
                "Asignada al usuario|Asignado a|Propietario",
                "Atribuída ao usuário|Atribuído a|Proprietário",
            ),
            "occurred_at": FirstFilled(
                (
                    activity(
                        "Marked as done time|Marked as done at",
                        "Marcada como hecha el|Marcado como hecho el",
                        "Marcada como feita em|Marcado como feito em",
                    ),
                    Joined(
                        (
                            activity("Due date", "Fecha de vencimiento", "Data de vencimento"),
                            activity("Due time", "Hora de vencimiento", "Hora de vencimento"),
                        )
                    ),
                    activity("Add time|Created", "Fecha de creación", "Data de criação"),
                )
            ),
            "note": (
                *activity("Note|Notes", "Nota|Notas", "Nota|Anotação"),
                *activity("Subject", "Asunto", "Assunto"),
            ),
        },
        values={
            "kind": {f"{name} {done}": kind for name, kind in _KINDS.items() for done in _WORDS}
        },
        otherwise={"kind": "task"},
    ),
)
