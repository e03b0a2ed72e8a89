"""How many open deals have slipped?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import figures
from revops.metrics.grouping import segmented, summed, with_lead_columns
from revops.metrics.metric import Metric
from revops.metrics.slipped_deals import slipped_or_not


def n_slipped_deals(
    opportunities: pl.DataFrame,
    field_history: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """How many open deals have slipped?

    The number of rows of `slipped_deals`: their close date was put off, or has passed.
    Denominator: all open deals. Unit: deals.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["open", "open"],
    ...     "created_at": [date(2026, 1, 5)] * 2, "closed_at": [None, None],
    ...     "close_date": [date(2026, 7, 31), date(2026, 6, 1)]},
    ...     schema_overrides={"closed_at": pl.Date})
    >>> n_slipped_deals(deals, as_of=date(2026, 6, 30)).select("value", "denominator").row(0)
    (1.0, 2.0)
    """
    found = slipped_or_not(opportunities, field_history, as_of=as_of)
    sums = summed(
        segmented(with_lead_columns(found, leads, by), by),
        by,
        pl.col("is_slipped").sum().alias("slipped"),
        pl.len().alias("behind"),
    )
    slipped, behind = pl.col("slipped"), pl.col("behind")
    return sums.select(*by, *figures(slipped, numerator=slipped, denominator=behind))


N_SLIPPED_DEALS = Metric(
    n_slipped_deals,
    unit="count",
    needs={"opportunities": ("status", "close_date")},
    agreement=("stages.csv",),
)
