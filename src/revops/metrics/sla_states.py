"""Was each qualified lead followed up as both teams agreed?"""

from datetime import date

import polars as pl

from revops.metrics import sla_evidence
from revops.metrics.attempt_windows import with_attempts, with_hours
from revops.metrics.deadline import with_deadline
from revops.metrics.handovers import handed_over
from revops.metrics.metric import NotComputable
from revops.metrics.outbound import Activities, contacts_since, with_first_contact
from revops.text import N_
from revops.workspace.agreement import Sla

KEPT = ("rejected_in_time", "accepted_and_attempted")
MISSED = ("too_few_attempts", "no_answer_in_time")
UNDUE = ("opted_out", "not_due")


def sla_states(
    leads: pl.DataFrame,
    activities: Activities,
    feedback: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame,
    *,
    as_of: date,
    qualified_stage: str = "mql",
) -> pl.DataFrame:
    """Was each qualified lead followed up as both teams agreed?

    One row per lead that qualified by the as-of day: the lead, start_at (routed or qualified,
    the later of the two), deadline_at, limit_at, rejected_at, accepted_at, answered_at, n_attempts
    (by limit_at) and `state`, the first of these that holds:

    - not_due: the outer limit has not passed yet, whatever happened so far;
    - rejected_in_time: with a reason, by the deadline;
    - opted_out: by the deadline, so that nobody may follow up;
    - no_answer_in_time: neither rejected nor accepted by the deadline;
    - accepted_and_attempted: accepted, and by the outer limit tried as often as agreed, or the
      lead had answered or opted out by then;
    - too_few_attempts: accepted, but tried less often.

    Accepted: the first human outbound contact, or a stage beyond `qualified_stage`.
    """
    started = _qualified(leads, visits, as_of, qualified_stage)
    touched = with_first_contact(started, activities, as_of)
    dated = with_deadline(touched, sla, as_of)
    limit = with_deadline(touched, with_hours(sla, None), as_of)["deadline_at"].alias("limit_at")
    moves = sla_evidence.moved_on(visits, qualified_stage, as_of)
    contacts = contacts_since(started, activities, as_of)
    told = with_attempts(dated.with_columns(limit), contacts, until="limit_at")
    for name, events in (
        ("rejected_at", sla_evidence.rejected(feedback, as_of)),
        ("moved_at", moves),
        ("answered_at", sla_evidence.answered(activities, feedback, moves, as_of)),
    ):
        told = sla_evidence.first_after(told, events, name)
    accepted = pl.min_horizontal("first_contact_at", "moved_at").alias("accepted_at")
    return told.with_columns(accepted).with_columns(_state(sla, as_of)).drop("moved_at")


def _qualified(leads: pl.DataFrame, visits: pl.DataFrame, as_of: date, stage: str) -> pl.DataFrame:
    """Keep the leads that qualified, with the later of routing and qualification as the start."""
    handed = handed_over(leads, visits, as_of=as_of, qualified_stage=stage)
    qualified = handed.filter(pl.col("qualified_at").dt.date() <= as_of)
    if qualified.is_empty():
        raise NotComputable(N_("no lead says when it was {start}"), start="qualified")
    return qualified.with_columns(pl.max_horizontal("start_at", "qualified_at").alias("start_at"))


def _state(sla: Sla, as_of: date) -> pl.Expr:
    """Name what became of the agreement; the first case that holds."""

    def by(column: str, limit: str) -> pl.Expr:
        return (pl.col(column) <= pl.col(limit)).fill_null(False)

    is_due = (pl.col("limit_at").dt.date() <= as_of).fill_null(False)
    reached = by("answered_at", "limit_at") | by("opted_out_at", "limit_at")
    enough = (pl.col("n_attempts") >= sla.attempts) | reached
    return (
        pl.when(~is_due)
        .then(pl.lit("not_due"))
        .when(by("rejected_at", "deadline_at"))
        .then(pl.lit("rejected_in_time"))
        .when(by("opted_out_at", "deadline_at"))
        .then(pl.lit("opted_out"))
        .when(~by("accepted_at", "deadline_at"))
        .then(pl.lit("no_answer_in_time"))
        .when(enough)
        .then(pl.lit("accepted_and_attempted"))
        .otherwise(pl.lit("too_few_attempts"))
        .alias("state")
    )
