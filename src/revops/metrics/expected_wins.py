"""How many of the open deals will be won in the next 30, 60 and 90 days?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.metric import Metric
from revops.metrics.open_totals import WINS, open_totals
from revops.metrics.win_chances import HORIZONS

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
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """How many of the open deals will be won in the next 30, 60 and 90 days?

    The sum over the open deals of their chance to be won within the horizon, given that each has
    been in its stage for so long and is still open (landmark incidence by Aalen-Johansen, the
    clock restarted at each stage). Deals that are not open yet are not in it. 95 % interval: the
    doubt in the curves (bootstrap over accounts) and the draw of each deal (Poisson-binomial).
    Numerator and denominator: open deals; `n_unknown`: those older than any deal that was watched,
    which add nothing. `observed_from`: the first day on which wins and losses were recorded; who
    began before it counts from its age on that day (late entry). Unit: deals.

    >>> deals = pl.DataFrame({"opportunity_id": [f"d{n}" for n in range(42)],
    ...     "status": ["won", "lost"] * 20 + ["open"] * 2,
    ...     "created_at": [date(2026, 1, 1)] * 40 + [date(2026, 6, 20)] * 2,
    ...     "closed_at": [date(2026, 1, 21)] * 40 + [None] * 2})
    >>> expected_wins(deals, as_of=date(2026, 6, 30))["value"].to_list()
    [1.0, 1.0, 1.0]
    """
    return open_totals(
        opportunities,
        visits,
        leads,
        as_of=as_of,
        by=by,
        horizon_days=horizon_days,
        replicates=replicates,
        seed=seed,
        observed_from=observed_from,
    )[WINS]


EXPECTED_WINS = Metric(
    expected_wins,
    unit="count",
    needs={"opportunities": ("status", "created_at", "closed_at")},
    agreement=("stages.csv",),
)
