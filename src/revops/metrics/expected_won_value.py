"""What will the open deals bring in the next 30, 60 and 90 days?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.expected_wins import REPLICATES
from revops.metrics.metric import Metric
from revops.metrics.open_totals import VALUE, open_totals
from revops.metrics.win_chances import HORIZONS


def expected_won_value(
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
    """What will the open deals bring in the next 30, 60 and 90 days?

    The sum over the open deals of chance x amount, with the chances and the interval of
    `expected_wins`. The chance does not depend on the amount: where large deals are won less often
    than small ones it is too high. A deal without an amount adds nothing. Numerator: what all open
    deals are worth; denominator: open deals. Unit: money of the workspace.

    >>> deals = pl.DataFrame({"opportunity_id": [f"d{n}" for n in range(42)],
    ...     "status": ["won", "lost"] * 20 + ["open"] * 2, "amount_base": [100.0] * 42,
    ...     "created_at": [date(2026, 1, 1)] * 40 + [date(2026, 6, 20)] * 2,
    ...     "closed_at": [date(2026, 1, 21)] * 40 + [None] * 2})
    >>> expected_won_value(deals, as_of=date(2026, 6, 30)).select("value", "numerator").row(0)
    (100.0, 200.0)
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
    )[VALUE]


EXPECTED_WON_VALUE = Metric(
    expected_won_value,
    unit="money",
    needs={"opportunities": ("status", "created_at", "closed_at", "amount_base")},
    agreement=("stages.csv",),
)
