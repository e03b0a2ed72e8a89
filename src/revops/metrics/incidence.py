"""How large a share has been won, or lost, by each day? Aalen-Johansen, for all groups at once.

Won and lost are competing risks; what is open is censored and counts as long as it was
watched. At the days t_1 < t_2 < ... with Y_l at risk and d_jl events of cause j:

    S(t)   = product over t_l <= t of (1 - d_l / Y_l)            still open (Kaplan-Meier)
    F_j(t) = sum over t_l <= t of S(t_(l-1)) * d_jl / Y_l         won, or lost

so that F_won + F_lost + S = 1. Exact under ties: nothing is jittered, and what is censored on
a day is at risk on that day. Variance after Aalen, summed over the same days, with F = F_j(t):

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
from revops.metrics.outcomes import LOST, OPEN, WON

CAUSES = ("won", "lost")


def incidence(times: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Give one row per group and day on which something happened, and one for day 0.

    Takes a row per member with `days` and `cause` (0 open, 1 won, 2 lost); an event before
    day 0 counts on day 0. Columns: *by, days, n_at_risk, n_won, n_lost, n_censored,
    open_share, and for won and lost: `_share`, `_variance`, `_low`, `_high`.

    >>> times = pl.DataFrame({"days": [10, 20, 30, 40], "cause": [1, 0, 2, 1]})
    >>> incidence(times).select("days", "n_at_risk", "won_share", "lost_share").rows()[1:]
    [(10, 4, 0.25, 0.0), (20, 3, 0.25, 0.0), (30, 2, 0.25, 0.375), (40, 1, 0.625, 0.375)]
    """
    steps = _survival(_counts(times, by), by)
    for cause in CAUSES:
        steps = _cause(steps, cause, by)
    return steps.drop("events", "open_before")


def over(expr: pl.Expr, by: Sequence[str]) -> pl.Expr:
    """Take an expression group by group; over everything when there are no groups."""
    return expr.over(*by) if by else expr


def _counts(times: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Count per group and day what happened, and how many were still at risk."""
    cause = pl.col("cause")
    members = times.select(*by, pl.col("days").clip(lower_bound=0), cause)
    starts = members.select(*by, pl.lit(0, members.schema["days"]).alias("days")).unique()
    happened = (
        pl.concat([members, starts], how="diagonal")
        .group_by(*by, "days")
        .agg(
            cause.eq(WON).sum().cast(pl.Int64).alias("n_won"),
            cause.eq(LOST).sum().cast(pl.Int64).alias("n_lost"),
            cause.eq(OPEN).sum().cast(pl.Int64).alias("n_censored"),
        )
        .sort(*by, "days")
    )
    left = pl.sum_horizontal("n_won", "n_lost", "n_censored")
    return happened.with_columns(
        over(left.cum_sum(reverse=True), by).alias("n_at_risk"),
        (pl.col("n_won") + pl.col("n_lost")).alias("events"),
    ).select(*by, "days", "n_at_risk", "n_won", "n_lost", "n_censored", "events")


def _survival(counts: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Add the share still open after each day, and before it."""
    still = over((1 - pl.col("events") / pl.col("n_at_risk")).cum_prod(), by)
    before = over(pl.col("open_share").shift(1, fill_value=1.0), by)
    return counts.with_columns(still.alias("open_share")).with_columns(before.alias("open_before"))


def _cause(steps: pl.DataFrame, cause: str, by: Sequence[str]) -> pl.DataFrame:
    """Add one cause's share, variance and interval."""
    n, at_risk, before = pl.col(f"n_{cause}"), pl.col("n_at_risk"), pl.col("open_before")
    share, variance = f"{cause}_share", f"{cause}_variance"
    reached = pl.col(share), pl.col(variance), pl.col("n_at_risk") - pl.col("events")
    return (
        steps.with_columns(over((before * n / at_risk).cum_sum(), by).alias(share))
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
