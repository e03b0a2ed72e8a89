"""Of those who entered a stage, how many reached another within 30, 90 and 180 days?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.entries import (
    Kind,
    entered_since,
    first_entries,
    known_visits,
    with_segments,
)
from revops.metrics.figures import share
from revops.metrics.grouping import COHORT, Cohort, cohort_of
from revops.metrics.metric import Metric
from revops.metrics.observed import stages_observed_from
from revops.metrics.rows import HORIZON


def stage_conversion(
    visits: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    object: Kind = "lead",
    from_stage: str = "lead",
    to_stage: str = "won",
    horizon_days: Sequence[int] = (30, 90, 180),
    by: Sequence[str] = (),
    cohort: Cohort | None = "month",
    or_later: bool = False,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """Of those who entered a stage, how many reached another within 30, 90 and 180 days?

    Days (calendar dates) from the first entry of `from_stage` to the first entry of
    `to_stage`. Who skipped `to_stage` has not reached it, unless `or_later` also counts the
    stages beyond it. Who had reached it before counts as converted (`n_before` says how many).
    95 % Wilson interval. Unit: share 0 to 1.

    `cohort`: month, quarter or year of the first entry; `is_immature` marks a cohort whose
    youngest member has not had the horizon's days: its share is too low, never compare it.
    Without cohort only those who have had the horizon's days are in the denominator.
    Columns of leads or deals to cut by come from `leads` and `opportunities`. Who entered before
    `observed_from` is left out, as is who did before the first of the successive states that one
    of the two stages is known from.

    >>> visits = pl.DataFrame({"object": ["lead"] * 3, "object_id": ["ana", "ana", "bruno"],
    ...     "stage": ["lead", "won", "lead"], "pipeline": [None] * 3, "position": [0, 2, 0],
    ...     "status": [None] * 3, "left_at": [None] * 3,
    ...     "entered_at": [date(2026, 1, 5), date(2026, 1, 25), date(2026, 1, 9)]},
    ...     schema_overrides={"left_at": pl.Date})
    >>> shown = stage_conversion(visits, as_of=date(2026, 2, 28), horizon_days=[30, 90])
    >>> shown.select("cohort", "horizon_days", "value", "is_immature").rows()
    [('2026-01', 30, 0.5, False), ('2026-01', 90, 0.5, True)]
    """
    seen = known_visits(visits, as_of=as_of, object=object)
    reached = first_entries(seen, to_stage, or_later=or_later).rename({"entered_on": "reached_on"})
    first = stages_observed_from(seen, object, (from_stage, to_stage), observed_from)
    entered = entered_since(first_entries(seen, from_stage), first)
    entered = entered.join(reached, on="object_id", how="left")
    cut = with_segments(entered, leads, opportunities, object=object, by=by)
    keys = [*by, *([COHORT] if cohort else []), HORIZON]
    if cohort:
        cut = cut.with_columns(cohort_of("entered_on", cohort))
    horizons = pl.DataFrame({HORIZON: sorted(set(horizon_days))}, schema={HORIZON: pl.Int64})
    counts = (
        cut.join(horizons, how="cross").group_by(*keys).agg(*_counts(as_of, cohort)).sort(*keys)
    )
    return counts.select(
        *keys, *share("reached", "entered"), "n_entered", "n_before", "is_immature"
    )


def _counts(as_of: date, cohort: Cohort | None) -> list[pl.Expr]:
    """Count who entered and who reached the other stage in time."""
    entered, reached, horizon = pl.col("entered_on"), pl.col("reached_on"), pl.col(HORIZON)
    age = (pl.lit(as_of) - entered).dt.total_days()
    had_time = pl.lit(True) if cohort else age >= horizon
    days = (reached - entered).dt.total_days()
    young = (age < horizon).any() if cohort else ~(age >= horizon).any()
    return [
        (had_time & (days <= horizon).fill_null(False)).sum().alias("reached"),
        (had_time & entered.is_not_null()).sum().alias("entered"),
        pl.len().cast(pl.Int64).alias("n_entered"),
        (had_time & (days < 0).fill_null(False)).sum().cast(pl.Int64).alias("n_before"),
        young.alias("is_immature"),
    ]


STAGE_CONVERSION = Metric(
    stage_conversion,
    unit="share",
    needs={"visits": ("stage", "entered_at")},
    agreement=("stages.csv",),
)
