"""How many deals were opened?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.deals import deals
from revops.metrics.figures import counted
from revops.metrics.grouping import summed
from revops.metrics.metric import Metric
from revops.metrics.people import since_day


def n_opportunities(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    since: date | None = None,
) -> pl.DataFrame:
    """How many deals were opened?

    Deals created by the as-of day, whatever became of them.
    `since` keeps those created on or after that day.
    Cut by columns of the deal, or of its lead where `leads` is given. Unit: deals.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"],
    ...     "status": ["won", "lost", "open"], "amount_base": [900.0, 400.0, 500.0],
    ...     "created_at": [date(2026, 1, 5), date(2026, 1, 9), date(2026, 2, 2)],
    ...     "closed_at": [date(2026, 3, 1), date(2026, 3, 9), None]})
    >>> n_opportunities(opportunities, as_of=date(2026, 3, 5))["value"].item()
    3.0
    """
    found = deals(opportunities, leads, as_of=as_of, by=by)
    counts = summed(found.filter(since_day("created_at", since)), by, pl.len().alias("n"))
    return counts.select(*by, *counted())


N_OPPORTUNITIES = Metric(
    n_opportunities, unit="count", needs={"opportunities": ("opportunity_id",)}
)
