"""How much money a day does the pipeline turn into won deals?"""

from collections.abc import Sequence
from datetime import date
from warnings import catch_warnings

import numpy as np
import polars as pl

from revops.metrics.account_bootstrap import account_totals
from revops.metrics.deals import deals, refuse_wins_only
from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, summed
from revops.metrics.metric import Metric, NotComputable
from revops.text import N_

#: How far back the closed deals lie that say how fast deals leave the pipeline, and as what.
DAYS = 365
#: In the order of the alphabet, as the sums of each segment are.
_SUMS = ("n_open", "spent", "won")


def pipeline_velocity(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    days: int = DAYS,
) -> pl.DataFrame:
    """How much money a day does the pipeline turn into won deals?

    Open deals x won share of the closed x mean won amount / mean days in the pipeline of all that
    left it, won and lost, among the deals closed in the last `days`. By Little's law a pipeline of
    this size, left at that pace, wins so much a day. Won and closed cancel out: it is open deals x
    won value / days spent. The textbook form, with a cohort's opportunities on top, grows with the
    length of the window and is not used. A closed deal without a creation date is left out; a won
    one without an amount adds nothing. Numerator: open deals; denominator: closed deals behind the
    pace. 95 % interval: bootstrap over accounts. Unit: money of the workspace a day.

    >>> frame = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"], "account_id": ["A", "B", "C"],
    ...     "status": ["won", "lost", "open"], "amount_base": [900.0, 300.0, 500.0],
    ...     "created_at": [date(2026, 3, 1)] * 3,
    ...     "closed_at": [date(2026, 3, 31), date(2026, 4, 30), None]})
    >>> pipeline_velocity(frame, as_of=date(2026, 6, 30))["value"].item()  # 1 * 900 / (30 + 60)
    10.0
    """
    found = deals(opportunities, leads, as_of=as_of, by=by)
    refuse_wins_only(found)
    measured = _measured(found, as_of, days)
    if measured["spent"].is_null().all():
        raise NotComputable(N_("no deal closed in the last {days} days"), days=days)
    sums = summed(measured, by, *(exact_sum(pl.col(name)).alias(name) for name in _SUMS),
                  pl.col("spent").count().alias("n_closed"))  # fmt: skip
    keys = list(by) or None
    ends = _ends(measured, by)
    joined = sums.join(ends, on=keys, how="left" if by else "cross", maintain_order="left")
    shown = figures(
        _velocity(),
        numerator=pl.col("n_open"),
        denominator=pl.col("n_closed"),
        low=pl.col("low"),
        high=pl.col("high"),
    )
    return joined.select(*by, *shown)


def _measured(found: pl.DataFrame, as_of: date, days: int) -> pl.DataFrame:
    """Say what each deal adds: one that is open, or the value won and the days spent in time."""
    age = (pl.lit(as_of) - pl.col("closed_at").dt.date()).dt.total_days()
    spent = (pl.col("closed_at").dt.date() - pl.col("created_at").dt.date()).dt.total_days()
    is_open = pl.col("status") == "open"
    left = ~is_open & (age < days) & spent.is_not_null()
    won = left & (pl.col("status") == "won")
    account = pl.col("account_id") if "account_id" in found.columns else pl.lit(None, pl.String)
    return found.with_columns(
        account.alias("account_id"),
        pl.col("opportunity_id").alias("conversion_id"),
        is_open.cast(pl.Float64).alias("n_open"),
        pl.when(won).then(pl.col("amount_base").fill_null(0)).cast(pl.Float64).alias("won"),
        pl.when(left).then(spent.clip(lower_bound=0)).cast(pl.Float64).alias("spent"),
    )


def _velocity() -> pl.Expr:
    """Divide; null where no deal spent a day."""
    spent = pl.col("spent")
    return pl.when(spent > 0).then(pl.col("n_open") * pl.col("won") / spent)


def _ends(measured: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Give both ends of each segment's interval; null where no replicate has a day spent."""
    filled = measured.with_columns(pl.col(_SUMS).fill_null(0.0))
    long = filled.unpivot(_SUMS, index=["account_id", "conversion_id", *by], variable_name="__sum")
    rows, totals = account_totals(long, [*by, "__sum"], "value")
    n_open, spent, won = totals.reshape(-1, len(_SUMS), totals.shape[1]).swapaxes(0, 1)
    with np.errstate(divide="ignore", invalid="ignore"), catch_warnings(action="ignore"):
        drawn = np.where(spent > 0, n_open * won / spent, np.nan)
        low, high = np.nanquantile(drawn, (0.025, 0.975), axis=1)
    segments = rows.filter(pl.col("__sum") == _SUMS[0]).select(by)
    ends = pl.DataFrame({"low": low, "high": high}).fill_nan(None)
    return pl.concat([segments, ends], how="horizontal")


PIPELINE_VELOCITY = Metric(
    pipeline_velocity,
    unit="money",
    needs={"opportunities": ("status", "amount_base", "closed_at", "created_at")},
)
