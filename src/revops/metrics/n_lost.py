"""How many deals were lost?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.deals import deals, refuse_wins_only
from revops.metrics.figures import counted
from revops.metrics.grouping import summed
from revops.metrics.metric import Metric
from revops.metrics.people import since_day


def n_lost(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    since: date | None = None,
) -> pl.DataFrame:
    """How many deals were lost?

    Deals lost by the as-of day; one closed after it is still open.
    `since` keeps those closed on or after that day.
    Not computable where every deal is won: such an export holds wins only.
    Cut by columns of the deal, or of its lead where `leads` is given. Unit: deals.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"],
    ...     "status": ["won", "lost", "open"], "amount_base": [900.0, 400.0, 500.0],
    ...     "created_at": [date(2026, 1, 5), date(2026, 1, 9), date(2026, 2, 2)],
    ...     "closed_at": [date(2026, 3, 1), date(2026, 3, 9), None]})
    >>> n_lost(opportunities, as_of=date(2026, 3, 5))["value"].item()
    0.0
    """
    found = deals(opportunities, leads, as_of=as_of, by=by)
    refuse_wins_only(found)
    meant = (pl.col("status") == "lost") & since_day("closed_at", since)
    counts = summed(found, by, meant.sum().alias("n"))
    return counts.select(*by, *counted())


N_LOST = Metric(n_lost, unit="count", needs={"opportunities": ("status",)})
