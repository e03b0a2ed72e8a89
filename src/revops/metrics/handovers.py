"""From when on does each lead wait for a person of ours?"""

from datetime import date
from typing import Literal

import polars as pl

from revops import known
from revops.metrics.beside import beside
from revops.metrics.metric import NotComputable
from revops.metrics.people import people
from revops.metrics.shared import shared
from revops.text import N_

Start = Literal["routed", "qualified", "created"]


@shared
def handed_over(
    leads: pl.DataFrame,
    visits: pl.DataFrame | None,
    *,
    as_of: date,
    start: Start = "routed",
    qualified_stage: str = "mql",
) -> pl.DataFrame:
    """Keep the leads whose clock has started by the as-of day, and say when it did.

    Adds start_at and qualified_at (the first visit to `qualified_stage`). The clock starts when
    the lead was routed to a person (else when it qualified), when it qualified, or when it was
    created, by `start`.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [date(2026, 6, 1)] * 2,
    ...     "routed_at": [date(2026, 6, 3), None]})
    >>> handed_over(leads, None, as_of=date(2026, 6, 30)).select("lead_id", "start_at").rows()
    [('ana', datetime.date(2026, 6, 3))]
    """
    dated = _qualified(people(leads, as_of), visits, qualified_stage)
    qualified = pl.col("qualified_at")
    routed = pl.coalesce("routed_at", qualified) if "routed_at" in dated.columns else qualified
    starts = {"routed": routed, "qualified": qualified, "created": pl.col("created_at")}
    timed = dated.with_columns(starts[start].alias("start_at"))
    begun = known.where(timed, pl.col("start_at").is_not_null())
    waiting = known.events(begun, "start_at", as_of)
    if waiting.is_empty():
        raise NotComputable(N_("no lead says when it was {start}"), start=start)
    return waiting


def _qualified(leads: pl.DataFrame, visits: pl.DataFrame | None, stage: str) -> pl.DataFrame:
    """Say when each lead first qualified; null where no visit tells."""
    if visits is None:
        nothing = pl.lit(None, leads.schema["created_at"])
        return leads.with_columns(nothing.alias("qualified_at"))
    first = (
        visits.filter(pl.col("object") == "lead", pl.col("stage") == stage)
        .group_by(pl.col("object_id").alias("lead_id"))
        .agg(pl.col("entered_at").min().alias("qualified_at"))
    )
    return beside(leads, first, "lead_id")
