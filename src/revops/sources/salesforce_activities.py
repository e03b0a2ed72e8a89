"""Salesforce: tasks and events, which are what people of ours did.

A task is dated by its completion, else by its due day, else by its creation. `WhatId` may be
any object: only ids of opportunities (`006...`) are read from it.
"""

from revops.sources.mapping import Cell, Export, FirstFilled
from revops.sources.salesforce_parts import FOOTER, created, external, owner

_WHAT: Cell = FirstFilled((("WhatId", "What.Id", "Related To ID"), ("What.External_Id__c",)))
_ONLY = dict.fromkeys(("WhatId", "What.Id", "Related To ID"), "^006")

EXPORTS = (
    Export(
        vendor="salesforce",
        name="task",
        table="activities",
        totals=FOOTER,
        only=_ONLY,
        defaults={"kind": "task"},
        columns={
            "activity_id": ("Id", "Activity ID", "Task ID", "External_Id__c"),
            "kind": ("TaskSubtype", "Task Subtype"),
            "direction": ("CallType", "Call Type"),
            "lead_id": external("Who", "Name ID"),
            "opportunity_id": _WHAT,
            "user_id": owner(),
            "occurred_at": FirstFilled(
                (("CompletedDateTime",), ("ActivityDate", "Date", "Due Date"), created())
            ),
            "outcome": FirstFilled((("CallDisposition", "Call Result"), ("Status",))),
            "note": ("Description", "Subject"),
        },
        values={
            "kind": {"Call": "call", "Email": "email", "ListEmail": "email", "Task": "task"},
            "direction": {"Outbound": "outbound", "Inbound": "inbound", "Internal": "internal"},
        },
    ),
    Export(
        vendor="salesforce",
        name="event",
        table="activities",
        totals=FOOTER,
        only=_ONLY,
        constants={"kind": "meeting"},
        columns={
            "activity_id": ("Id", "Activity ID", "Event ID", "External_Id__c"),
            "lead_id": external("Who", "Name ID"),
            "opportunity_id": _WHAT,
            "user_id": owner(),
            "occurred_at": FirstFilled(
                (
                    ("ActivityDateTime", "StartDateTime", "Start"),
                    ("ActivityDate", "Date"),
                    created(),
                )
            ),
            "outcome": ("Outcome__c", "Event_Status__c"),
            "note": ("Description", "Subject"),
        },
    ),
)
