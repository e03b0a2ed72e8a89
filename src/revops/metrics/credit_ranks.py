"""How sure is it that a channel has the most credit, or is among the three with the most?"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.errors import BadParameter
from revops.journeys import UNATTRIBUTED
from revops.metrics.account_bootstrap import Redrawn, account_totals
from revops.metrics.credited import credited, of_period
from revops.metrics.grouping import segmented

_TOP = 3
_COLUMNS = ("credited_value", "credit")


def credit_ranks(
    credits: pl.DataFrame,
    draws: Redrawn | None = None,
    *,
    as_of: date,
    by: Sequence[str] = ("channel",),
    since: date | None = None,
    until: date | None = None,
    column: str = "credited_value",
) -> pl.DataFrame:
    """How sure is it that a channel has the most credit, or is among the three with the most?

    One row is one segment, the greatest credit first: *by, value (the sum of the column), low,
    high (95 %), n_conversions (those with any credit here), first_share and top_three_share: in
    which share of the bootstrap's replicates it is first, or among the first three. Conversions
    that nobody touched take no part. Segments that are equal in a replicate share their places.
    `first_share` adds up to 1. Seeded; `draws` as for `credited_value`. Credit of aggregated
    paths knows no account, so nothing can be said: both are null. Credit, not lift.

    >>> credits = pl.DataFrame({"conversion_id": ["d1", "d1", "d2"],
    ...     "account_id": ["Aurora", "Aurora", "Bosque"], "converted_at": [date(2026, 3, 2)] * 3,
    ...     "channel": ["email", "webinar", "unattributed"], "credit": [0.25, 0.75, 1.0],
    ...     "credited_value": [225.0, 675.0, 500.0]})
    >>> found = credit_ranks(credits, as_of=date(2026, 6, 30))
    >>> found.select("channel", "value", "first_share").rows()
    [('webinar', 675.0, 0.835), ('email', 225.0, 0.165)]
    """
    if not by or column not in _COLUMNS:
        raise BadParameter(
            f"ranks need something to rank (by={tuple(by)}) and one of {', '.join(_COLUMNS)} "
            f"(column={column!r}): name a column to cut by."
        )
    touched = credits.filter(pl.col("channel").ne_missing(UNATTRIBUTED))
    sums = credited(touched, column, as_of=as_of, by=by, since=since, until=until, draws=draws)
    found = of_period(touched, as_of=as_of, since=since, until=until)
    shares = _shares(segmented(found, by), by, column, draws)
    beside = sums.join(shares, on=list(by), how="left", maintain_order="left")
    return beside.select(
        *by, pl.col("total").alias("value"), "low", "high", "n_conversions", "first_share",
        "top_three_share",
    ).sort("value", *by, descending=[True, *(False for _ in by)], nulls_last=True)  # fmt: skip


def _shares(
    found: pl.DataFrame, by: Sequence[str], column: str, draws: Redrawn | None
) -> pl.DataFrame:
    """Say in which share of the replicates each segment is first, and among the first three."""
    if "account_id" not in found.columns:
        unknown = (pl.lit(None, pl.Float64).alias(n) for n in ("first_share", "top_three_share"))
        return found.select(by).unique().with_columns(unknown)
    made = draws.totals(found, by, column) if draws else account_totals(found, by, column)
    segments, totals = made
    return segments.select(by).with_columns(
        pl.Series("first_share", among(totals, 1)),
        pl.Series("top_three_share", among(totals, _TOP)),
    )


def among(totals: npt.NDArray[np.float64], top: int) -> npt.NDArray[np.float64]:
    """Give each row's chance to be among the `top` greatest of a column; equals share places.

    >>> among(np.array([[3.0, 1.0], [2.0, 1.0], [1.0, 0.0]]), 1).tolist()
    [0.75, 0.25, 0.0]
    """
    from scipy.stats import rankdata  # half a second, only where it is needed

    if not totals.size:
        return np.zeros(len(totals))
    best, worst = (rankdata(-totals, method=how, axis=0) for how in ("min", "max"))
    places = (top - (best - 1)) / (worst - best + 1)
    chance: npt.NDArray[np.float64] = np.clip(places, 0.0, 1.0).mean(axis=1)
    return chance
