"""How many of the open deals will be won in the next 30, 60 and 90 days?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.forecast_totals import forecast_totals
from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.metric import Metric
from revops.metrics.win_chances import HORIZONS, placed, prepared

#: As many replicates as a percentile of 2.5 needs to hold still.
REPLICATES = 500


def expected_wins(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    horizon_days: Sequence[int] = HORIZONS,
    replicates: int = REPLICATES,
    seed: int = 0,
) -> pl.DataFrame:
    """How many of the open deals will be won in the next 30, 60 and 90 days?

    The sum over the open deals of their chance to be won within the horizon, given that each has
    been in its stage for so long and is still open (landmark incidence by Aalen-Johansen, the
    clock restarted at each stage). Deals that are not open yet are not in it. 95 % interval: the
    doubt in the curves (bootstrap over accounts) and the draw of each deal (Poisson-binomial).
    Numerator and denominator: open deals; `n_unknown`: those older than any deal that was watched,
    which add nothing. Unit: deals.

    >>> deals = pl.DataFrame({"opportunity_id": [f"d{n}" for n in range(42)],
    ...     "status": ["won", "lost"] * 20 + ["open"] * 2,
    ...     "created_at": [date(2026, 1, 1)] * 40 + [date(2026, 6, 20)] * 2,
    ...     "closed_at": [date(2026, 1, 21)] * 40 + [None] * 2})
    >>> expected_wins(deals, as_of=date(2026, 6, 30))["value"].to_list()
    [1.0, 1.0, 1.0]
    """
    places, found, _ = prepared(opportunities, visits, as_of, replicates=replicates, seed=seed)
    cut = segmented(with_lead_columns(placed(places, found), leads, by), by)
    return forecast_totals(
        cut.with_columns(one=pl.lit(1.0)),
        found,
        by=by,
        horizon_days=horizon_days,
        worth="one",
        seed=seed,
    )


EXPECTED_WINS = Metric(
    expected_wins,
    unit="count",
    needs={"opportunities": ("status", "created_at", "closed_at")},
    agreement=("stages.csv",),
)
