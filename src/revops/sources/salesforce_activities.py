"""Salesforce: tasks and events, which are what people of ours did, or plan to do.

A task is dated by its completion, else by its due day, else by its creation. A call or an e-mail
that is not completed is a plan, and so a task: it is no contact. An event was held. `WhatId` may
be any object: only ids of opportunities (`006...`) are read from it.
"""

from revops.sources.mapping import Cell, Export, FirstFilled, Joined
from revops.sources.salesforce_parts import FOOTER, IDS, created, external, owner

_RELATED = ("WhatId", "What.Id", "Related To ID", "Opportunity ID", "Id. de oportunidad")
_WHAT: Cell = FirstFilled((_RELATED, ("What.External_Id__c",)))
_ONLY = dict.fromkeys(_RELATED, "^006")
_WHO: Cell = FirstFilled(
    (
        external("Who", "Name ID"),
        ("Contact ID", "Id. de contacto", "ID do contato"),
        ("Lead ID", "Id. de candidato", "ID do lead"),
    )
)
_OWNER = owner("Assigned", "Assigned To", "Asignado", "Asignado a", "Atribuído", "Atribuído a")
_SUBTYPE: Cell = FirstFilled(
    (
        ("TaskSubtype", "Task Subtype", "Subtipo de tarea", "Subtipo de tarefa"),
        ("EventSubtype", "Event Subtype"),
        ("Type", "Activity Type", "Tipo de actividad", "Tipo de atividade"),
    )
)
_DONE: Cell = FirstFilled((("IsClosed", "Closed"), ("Status", "Estado")))
_SUBTYPES = {
    "Call": "call",
    "Llamada": "call",
    "Ligação": "call",
    "Chamada": "call",
    "Email": "email",
    "ListEmail": "email",
    "List Email": "email",
    "Correo electrónico": "email",
    "E-mail": "email",
    "Event": "meeting",
    "Evento": "meeting",
    "Meeting": "meeting",
    "Reunión": "meeting",
    "Reunião": "meeting",
}
_COMPLETED = ("true", "1", "Completed", "Completada", "Completado", "Concluída", "Concluído")
_KINDS = {
    f"{name}{done}": kind
    for name, kind in _SUBTYPES.items()
    for done in ("", *(f" {word}" for word in _COMPLETED))
}
_ADVICE = IDS.format(column="Activity ID")

EXPORTS = (
    Export(
        vendor="salesforce",
        name="task",
        table="activities",
        totals=FOOTER,
        advice=_ADVICE,
        only=_ONLY,
        defaults={"kind": "task"},
        columns={
            "activity_id": ("Id", "Activity ID", "Task ID", "Id. de actividad", "External_Id__c"),
            "kind": Joined((_SUBTYPE, _DONE)),
            "direction": ("CallType", "Call Type", "Tipo de llamada", "Tipo de chamada"),
            "lead_id": _WHO,
            "opportunity_id": _WHAT,
            "user_id": _OWNER,
            "occurred_at": FirstFilled(
                (
                    ("CompletedDateTime", "Completed Date", "Completed Date/Time"),
                    ("ActivityDate", "Date", "Due Date", "Fecha", "Fecha de vencimiento", "Data"),
                    created(),
                )
            ),
            "outcome": FirstFilled(
                (
                    ("CallDisposition", "Call Result", "Resultado de la llamada"),
                    ("Status", "Estado"),
                )
            ),
            "note": ("Description", "Comments", "Subject", "Asunto", "Assunto"),
        },
        values={
            "kind": _KINDS,
            "direction": {
                "Outbound": "outbound",
                "Saliente": "outbound",
                "Inbound": "inbound",
                "Entrante": "inbound",
                "Internal": "internal",
            },
        },
        otherwise={"kind": "task"},
    ),
    Export(
        vendor="salesforce",
        name="event",
        table="activities",
        totals=FOOTER,
        advice=_ADVICE,
        only=_ONLY,
        constants={"kind": "meeting"},
        columns={
            "activity_id": ("Id", "Activity ID", "Event ID", "Id. de actividad", "External_Id__c"),
            "lead_id": _WHO,
            "opportunity_id": _WHAT,
            "user_id": _OWNER,
            "occurred_at": FirstFilled(
                (
                    ("ActivityDateTime", "StartDateTime", "Start", "Start Date Time", "Inicio"),
                    ("ActivityDate", "Date", "Fecha", "Data"),
                    created(),
                )
            ),
            "outcome": ("Outcome__c", "Event_Status__c"),
            "note": ("Description", "Subject", "Asunto", "Assunto"),
        },
    ),
)
