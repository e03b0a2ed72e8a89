"""How many deals are open?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.deals import deals, refuse_wins_only
from revops.metrics.figures import counted
from revops.metrics.grouping import summed
from revops.metrics.metric import Metric


def n_open(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """How many deals are open?

    Deals created by the as-of day and neither won nor lost by then.
    Not computable where every deal is won: such an export holds wins only.
    Cut by columns of the deal, or of its lead where `leads` is given. Unit: deals.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"],
    ...     "status": ["won", "lost", "open"], "amount_base": [900.0, 400.0, 500.0],
    ...     "created_at": [date(2026, 1, 5), date(2026, 1, 9), date(2026, 2, 2)],
    ...     "closed_at": [date(2026, 3, 1), date(2026, 3, 9), None]})
    >>> n_open(opportunities, as_of=date(2026, 3, 5))["value"].item()
    2.0
    """
    found = deals(opportunities, leads, as_of=as_of, by=by)
    refuse_wins_only(found)
    counts = summed(found, by, (pl.col("status") == "open").sum().alias("n"))
    return counts.select(*by, *counted())


N_OPEN = Metric(n_open, unit="count", needs={"opportunities": ("status",)})
