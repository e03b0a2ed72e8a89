"""Of the leads that meet a version and that sales decided about, how many did it accept?"""

from datetime import date

import polars as pl

from revops.alignment.qualified.replay import DATED
from revops.metrics import sla_evidence
from revops.metrics.figures import share
from revops.metrics.grouping import summed
from revops.metrics.metric import NotComputable
from revops.metrics.outbound import outbound_contacts
from revops.text import N_


def accepted(
    replays_everywhere: pl.DataFrame,
    feedback: pl.DataFrame,
    activities: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a version: the share accepted, with its 95 % Wilson interval.

    Rejected: handed back with a reason before any contact. Accepted: contacted by a person of
    ours, and not rejected before. Numerator: accepted; denominator: accepted and rejected;
    n_neither: leads that nobody decided about, which are in neither.
    """
    rejections = sla_evidence.rejected(feedback, as_of)
    if rejections.is_empty():
        raise NotComputable(N_("no rejection is known: every lead would look accepted"))
    decided = _first(rejections, "rejected_at").join(
        _first(outbound_contacts(activities, as_of).rename({"occurred_at": "at"}), "contacted_at"),
        on="lead_id",
        how="full",
        coalesce=True,
    )
    told = replays_everywhere.filter(rule=DATED).join(decided, on="lead_id", how="left")
    contacted, rejected = pl.col("contacted_at"), pl.col("rejected_at")
    is_rejected = rejected.is_not_null() & (contacted.is_null() | (rejected <= contacted))
    is_accepted = contacted.is_not_null() & ~is_rejected
    counts = summed(
        told,
        ["version"],
        is_accepted.sum().alias("n_accepted"),
        (is_accepted | is_rejected).sum().alias("n_decided"),
        (contacted.is_null() & rejected.is_null()).sum().cast(pl.Int64).alias("n_neither"),
    )
    return counts.select("version", *share("n_accepted", "n_decided"), "n_neither")


def _first(events: pl.DataFrame, name: str) -> pl.DataFrame:
    """Give each lead's first event."""
    return events.group_by("lead_id").agg(pl.col("at").min().alias(name))
