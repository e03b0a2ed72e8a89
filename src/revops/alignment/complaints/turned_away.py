"""Which leads did sales hand back before contact, which did it drop after, and why?

A rejection comes before any contact and is procedural (a duplicate, another's territory, not what
was agreed); a disqualification comes after one and says what was heard. They never share a table.
"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.complaints.handed import DAYS, STAGE, handed_leads
from revops.metrics.entries import known_visits
from revops.metrics.figures import share
from revops.workspace.agreement import Sla

REJECTION, DISQUALIFICATION = "rejection", "disqualification"
KINDS = (REJECTION, DISQUALIFICATION)


def turned_away(
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
    """Which leads did sales hand back before contact, which did it drop after, and why?

    One row a kind and reason, the most frequent first within its kind. Of the leads handed over in
    the last `days`, each one's first remark of a kind from the handover on. A lead that the CRM's
    stages show as lost, without any remark, has the reason null: a rejection where nobody had
    contacted it by then, else a disqualification. Columns: kind, reason, value (share of the leads
    handed over), low, high (95 %, Wilson), numerator, denominator, n_other_side (rejections that
    came after a contact, disqualifications without one before: perhaps logged as the wrong kind).
    """
    handed = handed_leads(
        leads, activities, sla, visits, feedback,
        as_of=as_of, days=days, qualified_stage=qualified_stage,
    )  # fmt: skip
    told = pl.concat([_remarks(handed, feedback, as_of), _lost(handed, visits, feedback, as_of)])
    after = (pl.col("first_contact_at") <= pl.col("at")).fill_null(False)
    other = pl.when(pl.col("kind") == REJECTION).then(after).otherwise(~after)
    counts = told.group_by("kind", "reason").agg(
        pl.len().cast(pl.Int64).alias("n"), other.sum().cast(pl.Int64).alias("n_other_side")
    )
    shares = counts.with_columns(pl.lit(handed.height).alias("n_all")).select(
        "kind", "reason", *share("n", "n_all"), "n_other_side", pl.lit("share").alias("unit")
    )
    return shares.sort(
        "kind", "numerator", "reason", descending=[True, True, False], nulls_last=True
    )


def _remarks(handed: pl.DataFrame, feedback: pl.DataFrame | None, as_of: date) -> pl.DataFrame:
    """Give each lead's first rejection and first disqualification from its handover on."""
    if feedback is None:
        return _nothing(handed)
    said = known.events(feedback, "given_at", as_of).filter(pl.col("kind").is_in(KINDS))
    return _first(handed, said.select("lead_id", "kind", "reason", pl.col("given_at").alias("at")))


def _lost(
    handed: pl.DataFrame, visits: pl.DataFrame, feedback: pl.DataFrame | None, as_of: date
) -> pl.DataFrame:
    """Give the leads that their stages show as lost while nobody said why."""
    silent = handed
    if feedback is not None:
        said = known.events(feedback, "given_at", as_of).filter(pl.col("kind").is_in(KINDS))
        silent = handed.join(said, on="lead_id", how="anti")
    ends = known_visits(visits, as_of=as_of, object="lead").filter(pl.col("status") == "lost")
    contact = pl.col("first_contact_at")
    named = ends.select(
        pl.col("object_id").alias("lead_id"),
        pl.lit(None, pl.String).alias("reason"),
        pl.col("entered_at").alias("at"),
    ).join(silent.select("lead_id", "first_contact_at"), on="lead_id")
    before = contact.is_null() | (contact > pl.col("at"))
    kind = pl.when(before).then(pl.lit(REJECTION)).otherwise(pl.lit(DISQUALIFICATION))
    return _first(silent, named.select("lead_id", kind.alias("kind"), "reason", "at"))


def _first(handed: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Keep the first of each lead and kind from its handover on."""
    return (
        said.join(handed.select("lead_id", "start_at", "first_contact_at"), on="lead_id")
        .filter(pl.col("at") >= pl.col("start_at"))
        .sort("at", "reason", nulls_last=True)
        .unique(["lead_id", "kind"], keep="first", maintain_order=True)
        .select("lead_id", "kind", "reason", "at", "first_contact_at")
    )


def _nothing(handed: pl.DataFrame) -> pl.DataFrame:
    """Give the same columns without rows."""
    words = dict.fromkeys(("lead_id", "kind", "reason"), pl.String())
    times = {"at": handed.schema["start_at"], "first_contact_at": handed.schema["start_at"]}
    return pl.DataFrame(schema={**words, **times})
