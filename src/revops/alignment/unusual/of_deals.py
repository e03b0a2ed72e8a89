"""Deals opened, won and lost, and the value won."""

from datetime import date

import polars as pl

from revops.alignment.unusual.series import Law, Series, per_week, whole_weeks
from revops.alignment.unusual.working_days import working_days
from revops.workspace.agreement import Sla


def of_deals(opportunities: pl.DataFrame, sla: Sla, *, as_of: date, weeks: int) -> list[Series]:
    """Give the weekly deals, each week by its working days."""
    deals = opportunities.with_columns(pl.col("created_at", "closed_at").dt.date())
    known = whole_weeks(deals["created_at"], as_of=as_of, most=weeks)
    length = working_days(sla, as_of=as_of, weeks=known)
    won, lost = (deals.filter(pl.col("status") == status) for status in ("won", "lost"))

    def series(measure: str, days: pl.Series, law: Law = "count") -> Series:
        worth = won["amount_base"].cast(pl.Float64) if law == "measure" else None
        counted = per_week(days, as_of=as_of, weeks=known, worth=worth)
        return Series(measure, law, counted, length)

    return [
        series("n_opportunities", deals["created_at"]),
        series("n_won", won["closed_at"]),
        series("n_lost", lost["closed_at"]),
        series("won_value", won["closed_at"], "measure"),
    ]
