"""How many open deals are stuck?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import figures
from revops.metrics.grouping import segmented, summed, with_lead_columns
from revops.metrics.metric import Metric
from revops.metrics.stuck_deals import FEWEST, QUANTILE, stuck_or_not


def n_stuck_deals(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    quantile: float = QUANTILE,
    fewest: int = FEWEST,
) -> pl.DataFrame:
    """How many open deals are stuck?

    The number of rows of `stuck_deals`. Denominator: all open deals. Unit: deals.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "amount_base": [900, 500],
    ...     "status": ["won", "open"], "created_at": [date(2026, 1, 5)] * 2,
    ...     "closed_at": [date(2026, 2, 4), None]})
    >>> n_stuck_deals(opportunities, as_of=date(2026, 6, 30), fewest=1)["value"].item()
    1.0
    """
    found = stuck_or_not(opportunities, visits, as_of=as_of, quantile=quantile, fewest=fewest)
    sums = summed(
        segmented(with_lead_columns(found, leads, by), by),
        by,
        pl.col("is_stuck").sum().alias("stuck"),
        pl.len().alias("behind"),
    )
    stuck, behind = pl.col("stuck"), pl.col("behind")
    return sums.select(*by, *figures(stuck, numerator=stuck, denominator=behind))


N_STUCK_DEALS = Metric(
    n_stuck_deals,
    unit="count",
    needs={"opportunities": ("status", "created_at")},
    agreement=("stages.csv",),
)
