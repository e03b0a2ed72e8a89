"""Of the converted leads, how many became a won deal?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops import known
from revops.metrics.figures import share
from revops.metrics.grouping import segmented, summed
from revops.metrics.metric import Metric
from revops.metrics.people import people


def converted_lead_won_share(
    leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, by: Sequence[str] = ()
) -> pl.DataFrame:
    """Of the converted leads, how many became a won deal?

    Converted leads whose own opportunity is won / converted leads, by the as-of day. Those
    whose opportunity is still open count in the denominator: the share is of what is known
    so far. 95 % Wilson interval. Unit: share 0 to 1.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "is_converted": [True, True],
    ...     "created_at": [date(2026, 1, 5), date(2026, 1, 9)],
    ...     "converted_at": [date(2026, 2, 1), date(2026, 2, 3)],
    ...     "converted_opportunity_id": ["d1", "d2"]})
    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won", "open"],
    ...     "created_at": [date(2026, 2, 1), date(2026, 2, 3)],
    ...     "closed_at": [date(2026, 3, 1), None]})
    >>> converted_lead_won_share(leads, opportunities, as_of=date(2026, 6, 30))["value"].item()
    0.5
    """
    won = known.deals(opportunities, as_of).filter(pl.col("status") == "won")
    converted = people(leads, as_of).filter(pl.col("is_converted").fill_null(False))
    is_won = pl.col("converted_opportunity_id").is_in(won["opportunity_id"].to_list())
    counts = summed(
        segmented(converted, by),
        by,
        is_won.fill_null(False).sum().alias("won"),
        pl.len().alias("converted"),
    )
    return counts.select(*by, *share("won", "converted"))


CONVERTED_LEAD_WON_SHARE = Metric(
    converted_lead_won_share,
    unit="share",
    needs={
        "leads": ("is_converted", "converted_opportunity_id"),
        "opportunities": ("opportunity_id", "status"),
    },
)
