"""Which leads did marketing hand over in the period, until when were they due, and what came?"""

from datetime import date

import polars as pl

from revops.alignment.period import last_days
from revops.metrics import sla_evidence
from revops.metrics.deadline import with_deadline
from revops.metrics.handovers import handed_over
from revops.metrics.metric import NotComputable
from revops.metrics.outbound import with_first_contact
from revops.text import N_
from revops.workspace.agreement import Sla

#: How many days of handovers are looked at: a year has seen every season once.
DAYS = 365
STAGE = "mql"


def handed_leads(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame,
    feedback: pl.DataFrame | None = None,
    *,
    as_of: date,
    days: int = DAYS,
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """Give one row a lead that was handed over in the last `days`, up to and with the as-of day.

    Handed over: it reached `qualified_stage` in the CRM and was routed to a person; the later of
    the two is start_at. Where no lead says when it was routed, the stage alone counts. Who was
    routed without ever qualifying was found by sales itself, and is not among them.

    Adds start_at, handed_on, deadline_at, first_contact_at (human and outbound, from start_at on)
    and rejected_at (with a reason, from start_at on).
    """
    started = _started(leads, visits, as_of, qualified_stage)
    since, until = last_days(as_of, days)
    within = started.filter(pl.col("handed_on").is_between(since, until))
    if within.is_empty():
        why = N_("no lead was handed over between {since} and {until}")
        raise NotComputable(why, since=since, until=until)
    touched = with_first_contact(within, activities, as_of)
    dated = with_deadline(_with_opt_out(touched), sla, as_of).drop("is_due", "is_late")
    told = sla_evidence.rejected(_or_none(feedback, dated), as_of)
    return sla_evidence.first_after(dated, told, "rejected_at").sort("start_at", "lead_id")


def _started(
    leads: pl.DataFrame, visits: pl.DataFrame, as_of: date, qualified_stage: str
) -> pl.DataFrame:
    """Keep the leads that qualified and were routed, with the later of the two."""
    handed = handed_over(leads, visits, as_of=as_of, qualified_stage=qualified_stage)
    qualified = handed.filter(pl.col("qualified_at").dt.date() <= as_of)
    if qualified.is_empty():
        raise NotComputable(N_("no lead says when it was {start}"), start="qualified")
    start = pl.col("qualified_at")
    if "routed_at" in qualified.columns and qualified["routed_at"].is_not_null().any():
        qualified = qualified.filter(pl.col("routed_at").is_not_null())
        start = pl.max_horizontal("routed_at", "qualified_at")
    begun = qualified.with_columns(start.alias("start_at"))
    return begun.with_columns(pl.col("start_at").dt.date().alias("handed_on"))


def _with_opt_out(touched: pl.DataFrame) -> pl.DataFrame:
    """Add the column of opt-outs where the exports have none."""
    if "opted_out_at" in touched.columns:
        return touched
    return touched.with_columns(pl.lit(None, touched.schema["start_at"]).alias("opted_out_at"))


def _or_none(feedback: pl.DataFrame | None, dated: pl.DataFrame) -> pl.DataFrame:
    """Give the feedback; where no export has any, a table without rows."""
    if feedback is not None:
        return feedback
    words = dict.fromkeys(("lead_id", "kind", "reason"), pl.String())
    return pl.DataFrame(schema={**words, "given_at": dated.schema["start_at"]})
