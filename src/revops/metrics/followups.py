"""When was each lead due for its first contact, and when did it get it?"""

from datetime import date
from typing import Literal

import polars as pl

from revops import known
from revops.metrics.deadline import with_deadline
from revops.metrics.metric import NotComputable
from revops.metrics.people import people
from revops.text import N_
from revops.workspace.agreement import Sla

Start = Literal["routed", "qualified", "created"]
CONTACT = ("call", "email", "meeting", "message")


def followups(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    start: Start = "routed",
    qualified_stage: str = "mql",
) -> pl.DataFrame:
    """When was each lead due for its first contact, and when did it get it?

    One row per lead that was handed over by the as-of day. The clock starts when the lead was
    routed to a person (else when it first became `qualified_stage`), when it qualified, or
    when it was created, by `start`. It stops at the first human outbound contact from then on:
    a call, e-mail, meeting or message that is not automated; a meeting without direction
    counts; a task does not, nor does what came before the handover. The deadline is
    `sla.deadline_hours` business hours after the start. Who opted out before it is never
    due.

    Columns: those of the lead, and start_at, deadline_at, first_contact_at, hours_late
    (business hours from the deadline to the contact, or to the end of the as-of day; null in
    time), is_due (the deadline has passed), is_late (due and not contacted by it).

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "company": ["Aurora", "Boreal"],
    ...     "created_at": [noon] * 2, "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "occurred_at": [noon], "kind": ["call"],
    ...     "direction": ["outbound"], "is_automated": [False]})
    >>> followups(leads, activities, Sla(), as_of=date(2026, 6, 30)).select(
    ...     "lead_id", "is_due", "is_late").rows()
    [('ana', True, False), ('bruno', True, True)]
    """
    started = _started(people(leads, as_of), visits, as_of, start, qualified_stage)
    if started.is_empty():
        raise NotComputable(N_("no lead says when it was {start}"), start=start)
    contacts = _contacts(started, activities, as_of)
    touched = started.join(contacts, on="lead_id", how="left", maintain_order="left")
    return with_deadline(touched, sla, as_of)


def _started(
    leads: pl.DataFrame,
    visits: pl.DataFrame | None,
    as_of: date,
    start: Start,
    qualified_stage: str,
) -> pl.DataFrame:
    """Keep the leads whose clock has started, with the instant at which it did."""
    instant = pl.lit(None, leads.schema["created_at"])
    if visits is not None:
        of_leads = (pl.col("object") == "lead") & (pl.col("stage") == qualified_stage)
        first = visits.filter(of_leads).group_by(pl.col("object_id").alias("lead_id"))
        qualified = first.agg(pl.col("entered_at").min().alias("qualified_at"))
        leads = leads.join(qualified, on="lead_id", how="left", maintain_order="left")
        instant = pl.col("qualified_at")
    routed = pl.coalesce("routed_at", instant) if "routed_at" in leads.columns else instant
    starts = {"routed": routed, "qualified": instant, "created": pl.col("created_at")}
    dated = leads.with_columns(starts[start].alias("start_at"))
    return known.events(dated.filter(pl.col("start_at").is_not_null()), "start_at", as_of)


def _contacts(started: pl.DataFrame, activities: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Find each lead's first human outbound contact from its start on."""
    outbound = (pl.col("direction") == "outbound") | (
        (pl.col("kind") == "meeting") & pl.col("direction").is_null()
    )
    human = ~pl.col("is_automated").fill_null(False)
    contacts = known.events(activities, "occurred_at", as_of).filter(
        outbound.fill_null(False), human, pl.col("kind").is_in(CONTACT)
    )
    if contacts.is_empty():
        raise NotComputable(
            N_("no human outbound contact is known: every lead would look untouched")
        )
    return (
        contacts.join(started.select("lead_id", "start_at"), on="lead_id")
        .filter(pl.col("occurred_at") >= pl.col("start_at"))
        .group_by("lead_id")
        .agg(pl.col("occurred_at").min().alias("first_contact_at"))
    )
