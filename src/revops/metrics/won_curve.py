"""How does the share won, and lost, grow with age? The curves behind the horizons."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import polars as pl

from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.incidence import CAUSES, incidence
from revops.metrics.late_entry import watched_from
from revops.metrics.outcomes import deal_outcomes, lead_outcomes


def won_curve(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    by: Sequence[str] = (),
    start: Literal["lead", "opportunity"] = "lead",
    max_days: int = 365,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """How does the share won, and lost, grow with age?

    One row per segment, outcome ("won", "lost") and day from day 0 to `max_days` on which
    somebody was won, lost or last seen. Columns: *by, outcome, days, value, low, high,
    n_at_risk. A step curve: the value holds from its day to the next. `observed_from`: the
    first day on which wins and losses were recorded; who began before enters late.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [date(2026, 1, 5)] * 2})
    >>> opportunities = pl.DataFrame({"lead_id": ["ana"], "status": ["won"],
    ...     "created_at": [date(2026, 1, 9)], "closed_at": [date(2026, 1, 25)]})
    >>> curve = won_curve(leads, opportunities, as_of=date(2026, 2, 4))
    >>> curve.filter(outcome="won").select("days", "value", "n_at_risk").rows()
    [(0, 0.0, 2), (20, 0.5, 2), (30, 0.5, 1)]
    """
    if start == "lead":
        outcomes = lead_outcomes(leads, opportunities, as_of)
    else:
        outcomes = with_lead_columns(deal_outcomes(opportunities, as_of), leads, by)
    watched = watched_from(segmented(outcomes, by), observed_from)
    steps = incidence(watched, by).filter(pl.col("days") <= max_days)
    return pl.concat([_one(steps, cause, by) for cause in CAUSES]).sort(*by, "outcome", "days")


def _one(steps: pl.DataFrame, cause: str, by: Sequence[str]) -> pl.DataFrame:
    """Take one outcome's curve."""
    return steps.select(
        *by,
        pl.lit(cause).alias("outcome"),
        "days",
        pl.col(f"{cause}_share").alias("value"),
        pl.col(f"{cause}_low").alias("low"),
        pl.col(f"{cause}_high").alias("high"),
        "n_at_risk",
    )
