"""When was each lead due for its first contact, and when did it get it?"""

from datetime import date

import polars as pl

from revops.metrics.deadline import with_deadline
from revops.metrics.handovers import Start, handed_over
from revops.metrics.outbound import Activities, with_first_contact
from revops.metrics.shared import shared
from revops.workspace.agreement import Sla


@shared
def followups(
    leads: pl.DataFrame,
    activities: Activities,
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
    started = handed_over(leads, visits, as_of=as_of, start=start, qualified_stage=qualified_stage)
    return with_deadline(with_first_contact(started, activities, as_of), sla, as_of)
