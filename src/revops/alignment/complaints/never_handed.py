"""How many leads met what was agreed, and were never handed over?"""

from datetime import date, timedelta

import polars as pl

from revops.alignment.complaints.handed import DAYS, STAGE
from revops.alignment.period import last_days
from revops.metrics.figures import share
from revops.metrics.handovers import handed_over
from revops.metrics.metric import NotComputable
from revops.text import N_

#: A lead that met the definition more lately than this may still be on its way.
GRACE_DAYS = 30


def met_never_handed(
    leads: pl.DataFrame,
    visits: pl.DataFrame | None,
    qualified: pl.DataFrame,
    *,
    as_of: date,
    days: int = DAYS,
    grace_days: int = GRACE_DAYS,
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """Of the leads that met the definition in force, how many were never handed over?

    One row: value (share), low, high (95 %, Wilson), numerator, denominator. The leads first met
    the version in force in the last `days`, and at least `grace_days` ago; handed over is whoever
    was routed to a person or reached `qualified_stage` in the CRM, by the as-of day.

    >>> at = [date(2026, 5, 4), None]
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [date(2026, 5, 1)] * 2,
    ...     "routed_at": at})
    >>> met = pl.DataFrame({"lead_id": ["ana", "bruno"], "met_on": [date(2026, 5, 3)] * 2})
    >>> told = met_never_handed(leads, None, met, as_of=date(2026, 6, 30))
    >>> told.select("value", "numerator", "denominator").row(0)
    (0.5, 1.0, 2.0)
    """
    since, _ = last_days(as_of, days)
    met = qualified.filter(pl.col("met_on").is_between(since, as_of - timedelta(days=grace_days)))
    if met.is_empty():
        raise NotComputable(N_("no lead met the definition in time for an answer"))
    handed = handed_over(leads, visits, as_of=as_of, qualified_stage=qualified_stage)
    never = ~pl.col("lead_id").is_in(handed.get_column("lead_id").implode())
    counts = met.select(n=never.sum().cast(pl.Int64), n_all=pl.len().cast(pl.Int64))
    return counts.select(*share("n", "n_all"), pl.lit("share").alias("unit"))
