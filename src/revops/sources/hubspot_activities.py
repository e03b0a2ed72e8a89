"""HubSpot: calls, meetings, e-mails, messages, tasks and notes, one export each.

The people of an activity stand in one cell; the first is taken. What was written or said may
name people: it goes into the note, which no page shows. A meeting that was cancelled was never
held, and a scheduled call never made: each is a plan, and so a task. A meeting to which nobody
came is one that we turned up for, as a call that nobody took. A note is no contact with anybody.
"""

from revops.sources.hubspot_activity_names import (
    CALL,
    CANCELLED,
    COMMON,
    DIRECTIONS,
    EMAIL,
    MEETING,
    MESSAGE,
    NOTE,
    PLANNED,
    TASK,
)
from revops.sources.mapping import Cell, Export

_ADVICE = "Export activities one type at a time, with the column Activity date."


def _activity(name: str, kind: str, columns: dict[str, Cell]) -> Export:
    """Make the mapping of one kind of activity: what they share, and what is their own."""
    return Export(
        vendor="hubspot",
        name=name,
        table="activities",
        key=("occurred_at",),
        numbered="activity_id",
        advice=_ADVICE,
        defaults={"kind": kind},
        columns={**COMMON, **columns},
        values={"direction": DIRECTIONS, "kind": CANCELLED if kind == "meeting" else PLANNED},
        otherwise={"kind": kind},
    )


EXPORTS = (
    _activity("calls", "call", CALL),
    _activity("meetings", "meeting", MEETING),
    _activity("emails", "email", EMAIL),
    _activity("messages", "message", MESSAGE),
    _activity("tasks", "task", TASK),
    _activity("notes", "note", NOTE),
)
