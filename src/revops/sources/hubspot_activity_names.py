"""HubSpot: the headers of activities, in English, Spanish and Portuguese."""

from revops.sources.hubspot_ids import CONTACT_IDS, DEAL_IDS
from revops.sources.mapping import Cell, FirstListed, Names

#: A call or a note is written when it happens; a meeting or a task is created before.
_DATED: Names = (
    "Activity date",
    "Fecha de la actividad",
    "Fecha de actividad",
    "Data da atividade",
    "hs_timestamp",
)
_WHEN: Names = (*_DATED, "Create date", "Fecha de creación", "Data de criação")
_DIRECTION: Names = ("Direction", "Dirección", "Direção")
_HELD: Names = (
    "Meeting outcome",
    "Resultado de la reunión",
    "Resultado da reunião",
    "hs_meeting_outcome",
)

COMMON: dict[str, Cell] = {
    "activity_id": (
        "Record ID",
        "Activity ID",
        "ID de registro",
        "ID de la actividad",
        "ID do registro",
        "ID da atividade",
        "hs_object_id",
    ),
    "lead_id": FirstListed(CONTACT_IDS),
    "opportunity_id": FirstListed(DEAL_IDS),
    "user_id": (
        "Activity assigned to",
        "Assigned to",
        "Owner",
        "Actividad asignada a",
        "Asignado a",
        "Atividade atribuída a",
        "Atribuído a",
        "hubspot_owner_id",
    ),
    "occurred_at": _WHEN,
    "is_automated": ("Is automated", "Automated", "Automatizado"),
    "topics": ("Topics", "Temas", "Tópicos"),
}

CALL: dict[str, Cell] = {
    "kind": ("Call status", "Estado de la llamada", "Status da chamada", "hs_call_status"),
    "direction": (
        "Call direction",
        "Dirección de la llamada",
        "Direção da chamada",
        "hs_call_direction",
        *_DIRECTION,
    ),
    "outcome": (
        "Call outcome",
        "Resultado de la llamada",
        "Resultado da chamada",
        "hs_call_disposition",
    ),
    "note": ("Call notes", "Notas de la llamada", "Notas da chamada", "hs_call_body"),
}
MEETING: dict[str, Cell] = {
    "kind": _HELD,
    "occurred_at": (
        "Meeting start time",
        "Start time",
        "Hora de inicio de la reunión",
        "Hora de início da reunião",
        "hs_meeting_start_time",
        *_DATED,
    ),
    "direction": _DIRECTION,
    "outcome": _HELD,
    "note": ("Meeting description", "Meeting notes", "Internal meeting notes"),
}
_SENT: Names = ("Email send status", "Email status", "hs_email_status")
EMAIL: dict[str, Cell] = {
    "kind": _SENT,
    "direction": ("Email direction", "hs_email_direction", *_DIRECTION),
    "outcome": _SENT,
    "note": ("Email subject", "Asunto del correo", "Assunto do e-mail", "Email body"),
}
MESSAGE: dict[str, Cell] = {
    "direction": ("Message direction", *_DIRECTION),
    "outcome": ("Message outcome", "Outcome", "Channel type", "Tipo de canal"),
    "note": ("Communication body", "Message body", "Cuerpo del mensaje", "Corpo da mensagem"),
}
TASK: dict[str, Cell] = {
    "occurred_at": (
        "Completed at",
        "Due date",
        "Fecha de vencimiento",
        "Data de vencimento",
        *_DATED,
    ),
    "direction": _DIRECTION,
    "outcome": ("Task status", "Status", "Estado de la tarea", "Status da tarefa"),
    "note": ("Task notes", "Task title", "Notas de la tarea", "Notas da tarefa"),
}
NOTE: dict[str, Cell] = {
    "note": ("Note body", "Cuerpo de la nota", "Corpo da nota", "hs_note_body"),
}

DIRECTIONS = {
    "Outgoing": "outbound",
    "Outbound": "outbound",
    "Saliente": "outbound",
    "Saída": "outbound",
    "Incoming": "inbound",
    "Inbound": "inbound",
    "Entrante": "inbound",
    "Entrada": "inbound",
    "EMAIL": "outbound",
    "INCOMING_EMAIL": "inbound",
}
CANCELLED = dict.fromkeys(
    (
        "Canceled",
        "Cancelled",
        "Cancelada",
        "Cancelado",
        "Rescheduled",
        "Reprogramada",
        "Reagendada",
    ),
    "task",
)
#: A call or an e-mail that is still to be made, or was never.
PLANNED = dict.fromkeys(
    (
        *("Scheduled", "Queued", "Sending", "Draft", "Failed", "Canceled", "Cancelled"),
        *("Programada", "Programado", "En cola", "Cancelada", "Cancelado"),
        *("Agendada", "Agendado", "Na fila"),
    ),
    "task",
)
