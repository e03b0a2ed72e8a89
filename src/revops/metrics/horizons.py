"""Won within 30, 60, 90 days: the curves of `incidence`, read at fixed ages."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import figures
from revops.metrics.grouping import COHORT, Cohort, cohort_of, segmented
from revops.metrics.incidence import incidence
from revops.metrics.late_entry import ENTRY
from revops.metrics.outcomes import OPEN, WON
from revops.metrics.rows import HORIZON

HORIZONS = (30, 60, 90, 180, 365)


def won_within(
    outcomes: pl.DataFrame,
    *,
    as_of: date,
    by: Sequence[str],
    cohort: Cohort | None,
    horizon_days: Sequence[int],
) -> pl.DataFrame:
    """Give the share won within each horizon, per segment and cohort of creation.

    Takes `lead_outcomes` or `deal_outcomes`. Numerator: won within the horizon so far.
    Denominator: all in the group. The value is neither divided by the other where some are
    still open: it allows for those not yet watched for the whole horizon. Beyond the last day
    that anyone was watched it is null, as it is where nobody was watched from day 0 on (`entry`).

    >>> outcomes = pl.DataFrame({"days": [10, 40, 80], "cause": [1, 2, 0],
    ...     "created_at": [date(2026, 1, 5)] * 3, "started_on": [date(2026, 1, 5)] * 3})
    >>> won_within(outcomes, as_of=date(2026, 3, 26), by=[], cohort=None,
    ...     horizon_days=[30, 90])["value"].to_list()
    [0.3333333333333333, None]
    """
    keys = [*by, *([COHORT] if cohort else [])]
    members = segmented(outcomes, by)
    if cohort:
        members = members.with_columns(cohort_of("created_at", cohort))
    asked = _asked(members, keys, horizon_days)
    read = asked.sort(HORIZON).join_asof(
        incidence(members, keys).sort("days"),
        left_on=HORIZON,
        right_on="days",
        by=keys or None,
        strategy="backward",
        check_sortedness=False,
    )
    return _shown(read, keys, as_of, is_cohort=cohort is not None)


def _asked(members: pl.DataFrame, keys: Sequence[str], horizon_days: Sequence[int]) -> pl.DataFrame:
    """List each group with each horizon: its size, wins so far, age and how many are watched."""
    entry = pl.col(ENTRY) if ENTRY in members.columns else pl.lit(0).alias(ENTRY)
    days = pl.col("days").clip(lower_bound=0)
    read = members.select(*keys, days, "cause", "started_on", entry)
    parts = [
        read.group_by(*keys, pl.lit(at, pl.Int64).alias(HORIZON)).agg(*_asked_at(at))
        for at in sorted(set(horizon_days))
    ]
    return pl.concat(parts)


def _asked_at(at: int) -> list[pl.Expr]:
    """Count who is in a group, was won in time, and is watched for so long."""
    days, cause = pl.col("days"), pl.col("cause")
    return [
        pl.len().alias("n"),
        ((cause == WON) & (days <= at)).sum().alias("n_won_within"),
        ((days >= at) & (pl.col(ENTRY) <= at)).sum().cast(pl.Int64).alias("n_watched"),
        (pl.col(ENTRY) <= 0).any().alias("is_from_day_0"),
        ((cause == OPEN) & (days < at)).any().alias("is_cut_short"),
        pl.col("started_on").max().alias("youngest_on"),
    ]


def _shown(
    read: pl.DataFrame, keys: Sequence[str], as_of: date, *, is_cohort: bool
) -> pl.DataFrame:
    """Choose the columns; nothing is said of days on which nobody was watched."""
    is_watched = (pl.col("n_watched") > 0) | ~pl.col("is_cut_short")
    is_known = is_watched & pl.col("is_from_day_0")
    age = (pl.lit(as_of) - pl.col("youngest_on")).dt.total_days()
    columns = figures(
        pl.col("won_share"),
        low=pl.col("won_low"),
        high=pl.col("won_high"),
        numerator=pl.col("n_won_within"),
        denominator=pl.col("n"),
    )
    known = [pl.when(is_known).then(pl.col(name)).alias(name) for name in _ESTIMATES]
    is_immature = (age < pl.col(HORIZON)) if is_cohort else ~is_known
    return (
        read.with_columns(is_immature.alias("is_immature"), *known)
        .select(
            *keys,
            HORIZON,
            *columns,
            "lost_share",
            "open_share",
            pl.col("n_watched").alias("n_at_risk"),
            "is_immature",
        )
        .sort(*keys, HORIZON)
    )


_ESTIMATES = ("won_share", "won_low", "won_high", "lost_share", "open_share")
