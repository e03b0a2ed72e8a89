"""How large a share has been won, or lost, by each day? Aalen-Johansen, for all groups at once.

Won and lost are competing risks; what is open is censored and counts as long as it was
watched. At the days t_1 < t_2 < ... with Y_l at risk and d_jl events of cause j:

    S(t)   = product over t_l <= t of (1 - d_l / Y_l)            still open (Kaplan-Meier)
    F_j(t) = sum over t_l <= t of S(t_(l-1)) * d_jl / Y_l         won, or lost

so that F_won + F_lost + S = 1. Exact under ties: nothing is jittered, and what is censored on
a day is at risk on that day. Who is watched only from a later day on (late entry) is in Y_l
from that day on. Variance after Aalen, summed over the same days, with F = F_j(t):

    (F - F_j(t_l))^2 * d_l / ((Y_l - 1)(Y_l - d_l))
    + S(t_(l-1))^2 * d_jl (Y_l - d_jl) / (Y_l^2 (Y_l - 1))
    - 2 (F - F_j(t_l)) * S(t_(l-1)) * d_jl / (Y_l (Y_l - 1))

The last line is the multinomial covariance; where no day holds both causes it is the formula
of Pintilie 2006, "Competing Risks", eq. 4.5. Terms with nothing left at risk are 0.
Sources: Aalen and Johansen 1978, Scand. J. Statist. 5; Aalen 1978, Ann. Statist. 6.
"""

from collections.abc import Sequence

import polars as pl

from revops.metrics.cloglog import cloglog_high, cloglog_low
from revops.metrics.event_counts import event_counts, over

CAUSES = ("won", "lost")
__all__ = ["CAUSES", "curves", "incidence", "over"]


def incidence(times: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Give one row per group and day on which something happened, and one for day 0.

    Takes a row per member with `days` and `cause` (0 open, 1 won, 2 lost); an event before
    day 0 counts on day 0. With a column `entry` (the first day on which a member was watched)
    only those already under observation are at risk (left truncation). Columns: *by, days,
    n_at_risk, n_won, n_lost, n_censored, open_share, and for won and lost: `_share`,
    `_variance`, `_low`, `_high`.

    >>> times = pl.DataFrame({"days": [10, 20, 30, 40], "cause": [1, 0, 2, 1]})
    >>> incidence(times).select("days", "n_at_risk", "won_share", "lost_share").rows()[1:]
    [(10, 4, 0.25, 0.0), (20, 3, 0.25, 0.0), (30, 2, 0.25, 0.375), (40, 1, 0.625, 0.375)]
    >>> late = times.with_columns(entry=pl.Series([0, 15, 0, 0]))
    >>> incidence(late).select("days", "n_at_risk", "won_share").rows()[1:3]
    [(10, 3, 0.3333333333333333), (15, 3, 0.3333333333333333)]
    """
    return curves(event_counts(times, by), by)


def curves(counts: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Give the curves of what `event_counts` counted."""
    left = pl.sum_horizontal("n_won", "n_lost", "n_censored")
    gone = over(left.cum_sum().shift(1, fill_value=0), by)
    at_risk = counts.with_columns(
        (over(pl.col("n_entered").cum_sum(), by) - gone).alias("n_at_risk"),
        (pl.col("n_won") + pl.col("n_lost")).alias("events"),
    )
    columns = ("days", "n_at_risk", "n_won", "n_lost", "n_censored", "events")
    steps = _survival(at_risk.select(*by, *columns), by)
    for cause in CAUSES:
        steps = _cause(steps, cause, by)
    return steps.drop("events", "open_before")


def _survival(counts: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Add the share still open after each day, and before it."""
    stays = pl.when(pl.col("n_at_risk") > 0).then(1 - pl.col("events") / pl.col("n_at_risk"))
    still = over(stays.otherwise(1.0).cum_prod(), by)
    before = over(pl.col("open_share").shift(1, fill_value=1.0), by)
    return counts.with_columns(still.alias("open_share")).with_columns(before.alias("open_before"))


def _cause(steps: pl.DataFrame, cause: str, by: Sequence[str]) -> pl.DataFrame:
    """Add one cause's share, variance and interval."""
    n, at_risk, before = pl.col(f"n_{cause}"), pl.col("n_at_risk"), pl.col("open_before")
    gained = pl.when(at_risk > 0).then(before * n / at_risk).otherwise(0.0)
    share, variance = f"{cause}_share", f"{cause}_variance"
    reached = pl.col(share), pl.col(variance), pl.col("n_at_risk") - pl.col("events")
    return (
        steps.with_columns(over(gained.cum_sum(), by).alias(share))
        .with_columns(_variance(cause, by).alias(variance))
        .with_columns(
            cloglog_low(*reached).alias(f"{cause}_low"),
            cloglog_high(*reached).alias(f"{cause}_high"),
        )
    )


def _variance(cause: str, by: Sequence[str]) -> pl.Expr:
    """Give Aalen's variance; the squares are multiplied out, so that sums run along the days."""
    y, d, dj = (pl.col(name).cast(pl.Float64) for name in ("n_at_risk", "events", f"n_{cause}"))
    before, reached = pl.col("open_before"), pl.col(f"{cause}_share")

    def total(term: pl.Expr, *, left: pl.Expr) -> pl.Expr:
        return over(pl.when((y > 1) & (left > 0)).then(term).otherwise(0.0).cum_sum(), by)

    first = d / ((y - 1) * (y - d))
    second = before**2 * dj * (y - dj) / (y**2 * (y - 1))
    third = before * dj / (y * (y - 1))
    spread = (
        reached**2 * total(first, left=y - d)
        - 2 * reached * total(first * reached, left=y - d)
        + total(first * reached**2, left=y - d)
    )
    shared = reached * total(third, left=y) - total(third * reached, left=y)
    return (spread + total(second, left=y) - 2 * shared).clip(lower_bound=0.0)
