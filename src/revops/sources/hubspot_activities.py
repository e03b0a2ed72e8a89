"""HubSpot: calls, meetings, e-mails, messages and tasks, one export each.

The people of an activity stand in one cell; the first is taken. What was written or said may
name people: it goes into the note, which no page shows.
"""

from revops.sources.mapping import Cell, Export, FirstListed

_COMMON: dict[str, Cell] = {
    "activity_id": ("Record ID", "Activity ID", "ID de registro", "hs_object_id"),
    "lead_id": FirstListed(
        ("Associated Contact IDs", "Associated Contact ID", "IDs de contactos asociados")
    ),
    "opportunity_id": FirstListed(
        ("Associated Deal IDs", "Associated Deal ID", "IDs de negocios asociados")
    ),
    "user_id": (
        "Activity assigned to",
        "Assigned to",
        "Owner",
        "Actividad asignada a",
        "Asignado a",
        "hubspot_owner_id",
    ),
    "is_automated": ("Is automated", "Automated", "Automatizado"),
    "topics": ("Topics", "Temas"),
}
_WHEN = (
    "Activity date",
    "Create date",
    "Fecha de la actividad",
    "Fecha de creación",
    "hs_timestamp",
)
_NUMBERED = "activity_id"


def _activity(name: str, kind: str, columns: dict[str, Cell]) -> Export:
    """Make the mapping of one kind of activity: what they share, and what is their own."""
    return Export(
        vendor="hubspot",
        name=name,
        table="activities",
        key=("occurred_at",),
        numbered=_NUMBERED,
        constants={"kind": kind},
        columns={**_COMMON, "occurred_at": _WHEN, **columns},
        values={
            "direction": {
                "Outgoing": "outbound",
                "Saliente": "outbound",
                "Incoming": "inbound",
                "Entrante": "inbound",
                "EMAIL": "outbound",
                "INCOMING_EMAIL": "inbound",
            }
        },
    )


EXPORTS = (
    _activity(
        "calls",
        "call",
        {
            "direction": ("Call direction", "Direction", "Dirección de la llamada"),
            "outcome": ("Call outcome", "Resultado de la llamada", "hs_call_disposition"),
            "note": ("Call notes", "Notas de la llamada", "hs_call_body"),
        },
    ),
    _activity(
        "meetings",
        "meeting",
        {
            "occurred_at": (
                "Meeting start time",
                "Start time",
                "Hora de inicio de la reunión",
                "hs_meeting_start_time",
                *_WHEN,
            ),
            "direction": ("Direction",),
            "outcome": ("Meeting outcome", "Resultado de la reunión", "hs_meeting_outcome"),
            "note": ("Meeting description", "Meeting notes", "Internal meeting notes"),
        },
    ),
    _activity(
        "emails",
        "email",
        {
            "direction": ("Email direction", "Direction", "hs_email_direction"),
            "outcome": ("Email send status", "Email status", "hs_email_status"),
            "note": ("Email subject", "Email body"),
        },
    ),
    _activity(
        "messages",
        "message",
        {
            "direction": ("Message direction", "Direction", "Dirección"),
            "outcome": ("Message outcome", "Outcome", "Channel type", "Tipo de canal"),
            "note": ("Communication body", "Message body", "Cuerpo del mensaje"),
        },
    ),
    _activity(
        "tasks",
        "task",
        {
            "occurred_at": ("Completed at", "Due date", "Fecha de vencimiento", *_WHEN),
            "direction": ("Direction",),
            "outcome": ("Task status", "Status", "Estado de la tarea"),
            "note": ("Task notes", "Task title", "Notas de la tarea"),
        },
    ),
)
