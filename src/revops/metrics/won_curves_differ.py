"""Do the segments win, and close, at different rates, or could it be chance?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from revops.metrics.event_counts import COUNTS, event_counts, over
from revops.metrics.gray_test import Array, gray
from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.late_entry import watched_from
from revops.metrics.log_rank_test import log_rank
from revops.metrics.metric import NotComputable
from revops.metrics.outcomes import deal_outcomes, lead_outcomes
from revops.text import N_


def won_curves_differ(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    by: Sequence[str] = ("original_source",),
    start: Literal["lead", "opportunity"] = "lead",
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """Do the segments win, and close, at different rates, or could it be chance?

    One row a test. `gray`: are all curves of the share won one (Gray 1988, rho 0)? `log_rank`: do
    all close at one rate, won or lost alike? Columns: test, statistic, degrees_of_freedom, p_value
    (the chance of a difference at least this large if all segments were alike), n_segments, n,
    segments and n_per_segment (in their order). Each test takes all segments together and is for
    one question, chosen beforehand: nothing is corrected for asking often. With few wins a segment
    the p-value is rough. Null where nothing happened.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno", "carla", "diego"],
    ...     "created_at": [date(2026, 1, 5)] * 4, "original_source": ["ad", "ad", "web", "web"]})
    >>> opportunities = pl.DataFrame({"lead_id": ["ana", "carla"], "status": ["won", "lost"],
    ...     "created_at": [date(2026, 1, 9)] * 2, "closed_at": [date(2026, 1, 25)] * 2})
    >>> tested = won_curves_differ(leads, opportunities, as_of=date(2026, 6, 30))
    >>> tested.select("test", pl.col("statistic").round(3), "degrees_of_freedom").rows()
    [('gray', 1.0, 1), ('log_rank', 0.0, 1)]
    """
    if start == "lead":
        outcomes = lead_outcomes(leads, opportunities, as_of)
    else:
        outcomes = with_lead_columns(deal_outcomes(opportunities, as_of), leads, by)
    counts = event_counts(segmented(watched_from(outcomes, observed_from), by), by)
    keys = counts.select(*by).unique().sort(*by)
    if keys.height < 2:
        raise NotComputable(N_("a test between segments needs two of them"))
    at_risk, won, lost = _arrays(counts, keys, by)
    sizes = counts.group_by(*by).agg(pl.col("n_entered").sum()).sort(*by)
    told = {
        "n_segments": keys.height,
        "n": sizes["n_entered"].sum(),
        "segments": [", ".join(row) for row in keys.rows()],
        "n_per_segment": sizes["n_entered"].to_list(),
    }
    found = {"gray": gray(at_risk, won, lost), "log_rank": log_rank(at_risk, won + lost)}
    rows = [{"test": name, **_tested(*parts), **told} for name, parts in found.items()]
    return pl.DataFrame(rows, schema=dict(_SHAPE))


def _arrays(
    counts: pl.DataFrame, keys: pl.DataFrame, by: Sequence[str]
) -> tuple[Array, Array, Array]:
    """Give at risk, won and lost: a row a day on which something happened, a column a segment."""
    days = counts.select("days").unique()
    grid = keys.join(days, how="cross").join(counts, on=[*by, "days"], how="left").sort(*by, "days")
    filled = grid.with_columns(pl.col(COUNTS).fill_null(0))
    left = pl.sum_horizontal("n_won", "n_lost", "n_censored")
    gone = over(left.cum_sum().shift(1, fill_value=0), by)
    whole = filled.with_columns(over(pl.col("n_entered").cum_sum(), by) - gone)
    shape = keys.height, days.height
    at_risk, won, lost = (
        whole[name].to_numpy().astype(np.float64).reshape(shape).T
        for name in ("n_entered", "n_won", "n_lost")
    )
    happened = (won + lost).sum(axis=1) > 0
    return at_risk[happened], won[happened], lost[happened]


def _tested(score: Array, covariance: Array) -> dict[str, float | int | None]:
    """Give the statistic, its degrees of freedom and the chance of one at least as large."""
    from scipy.stats import chi2  # costs a second, and most commands need no test

    least = _NOTHING * float(np.abs(covariance).max(initial=0.0))
    rank = int(np.linalg.matrix_rank(covariance, tol=least, hermitian=True)) if least else 0
    if not rank:
        return {"statistic": None, "degrees_of_freedom": 0, "p_value": None}
    inverse = np.linalg.pinv(covariance, rcond=_NOTHING, hermitian=True)
    statistic = float(score @ inverse @ score)
    p_value = float(chi2.sf(statistic, rank))
    return {"statistic": statistic, "degrees_of_freedom": rank, "p_value": p_value}


#: Beside the largest part of a covariance, so little is what rounding left of nothing.
_NOTHING = 1e-9
_SHAPE: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "test": pl.String,
    "statistic": pl.Float64,
    "degrees_of_freedom": pl.Int64,
    "p_value": pl.Float64,
    "n_segments": pl.Int64,
    "n": pl.Int64,
    "segments": pl.List(pl.String),
    "n_per_segment": pl.List(pl.Int64),
}
