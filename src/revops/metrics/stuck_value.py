"""What are the stuck deals worth?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, segmented, summed, with_lead_columns
from revops.metrics.metric import Metric
from revops.metrics.stuck_deals import FEWEST, QUANTILE, stuck_or_not

_AMOUNT = pl.col("amount_base").filter("is_stuck")


def stuck_value(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    quantile: float = QUANTILE,
    fewest: int = FEWEST,
) -> pl.DataFrame:
    """What are the stuck deals worth?

    Sum of the amounts, in the workspace currency, of the rows of `stuck_deals`. Numerator: the
    same sum; denominator: the number of deals behind it. Unit: money of the workspace.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "amount_base": [900, 500],
    ...     "status": ["won", "open"], "created_at": [date(2026, 1, 5)] * 2,
    ...     "closed_at": [date(2026, 2, 4), None]})
    >>> stuck_value(opportunities, as_of=date(2026, 6, 30), fewest=1)["value"].item()
    500.0
    """
    found = stuck_or_not(opportunities, visits, as_of=as_of, quantile=quantile, fewest=fewest)
    sums = summed(
        segmented(with_lead_columns(found, leads, by), by),
        by,
        pl.when((_AMOUNT.count() > 0) | (pl.col("is_stuck").sum() == 0))
        .then(exact_sum(_AMOUNT))
        .alias("stuck"),
        pl.col("is_stuck").sum().alias("behind"),
    )
    stuck, behind = pl.col("stuck"), pl.col("behind")
    return sums.select(*by, *figures(stuck, numerator=stuck, denominator=behind))


STUCK_VALUE = Metric(
    stuck_value,
    unit="money",
    needs={"opportunities": ("status", "created_at", "amount_base")},
    agreement=("stages.csv",),
)
