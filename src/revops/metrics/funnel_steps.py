"""How many reach each stage, of the stage before and of all?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.climbed import climbed, ladder
from revops.metrics.entries import (
    Kind,
    entered_since,
    first_entries,
    known_visits,
    with_segments,
)
from revops.metrics.figures import share
from revops.metrics.grouping import COHORT, Cohort, cohort_of
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.observed import stages_observed_from
from revops.metrics.rows import HORIZON
from revops.text import N_


def funnel_steps(
    visits: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    object: Kind = "lead",
    steps: Sequence[str] | None = None,
    by: Sequence[str] = (),
    within_days: int = 90,
    or_later: bool = False,
    cohort: Cohort | None = None,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """How many reach each stage, of the stage before and of all?

    Of those who entered the first step at least `within_days` before the as-of day: who
    reached each step within so many days of it. The value is the step rate: who reached both
    this step and the one before / who reached the one before; 95 % Wilson interval.
    `n_reached` and `cumulative_share` are of all who entered. `n_skipped`: reached a later
    step but not this one; with `or_later` they count as having reached it.
    `steps` defaults to all stages in their order, losses apart. Unit: share 0 to 1.

    `cohort`: month, quarter or year of entering the first step. Then all who entered count, and
    `is_immature` marks a cohort whose youngest member has not had the days: its shares are too
    low, never compare them. Who entered before `observed_from` is left out, as is who did before
    the first of the successive states that one of the steps is known from.

    >>> visits = pl.DataFrame({"object": ["lead"] * 3, "object_id": ["ana", "ana", "bruno"],
    ...     "stage": ["lead", "won", "lead"], "pipeline": [None] * 3, "position": [0, 2, 0],
    ...     "status": [None] * 3, "left_at": [None] * 3,
    ...     "entered_at": [date(2026, 1, 5), date(2026, 1, 25), date(2026, 1, 9)]},
    ...     schema_overrides={"left_at": pl.Date})
    >>> shown = funnel_steps(visits, as_of=date(2026, 6, 30))
    >>> shown.select("from_stage", "to_stage", "value", "n_reached").rows()
    [(None, 'lead', None, 2), ('lead', 'won', 0.5, 1)]
    """
    seen = known_visits(visits, as_of=as_of, object=object)
    names = list(steps) if steps is not None else _in_order(seen)
    if len(names) < 2:
        raise NotComputable(
            N_("a funnel needs two stages; known: {known}"), known=", ".join(names) or "–"
        )
    first = stages_observed_from(seen, object, names, observed_from)
    entered = _aged(entered_since(first_entries(seen, names[0]), first), as_of, within_days)
    kept = entered if cohort else entered.filter(~pl.col("is_young"))
    base = with_segments(kept, leads, opportunities, object=object, by=by)
    base = base.with_columns(cohort_of("entered_on", cohort)) if cohort else base
    groups = [*by, *([COHORT] if cohort else [])]
    path = climbed(base, seen, names, within_days, groups=groups, or_later=or_later)
    return _counted(path, names, groups, within_days)


def _aged(entered: pl.DataFrame, as_of: date, within_days: int) -> pl.DataFrame:
    """Say of each who has not had the days yet."""
    age = (pl.lit(as_of) - pl.col("entered_on")).dt.total_days()
    return entered.with_columns((age < within_days).alias("is_young"))


def _counted(
    steps: pl.DataFrame, names: Sequence[str], groups: list[str], within_days: int
) -> pl.DataFrame:
    """Count each group's steps, and divide."""
    keys = [*groups, "step"]
    counts = steps.group_by(*keys).agg(*_COUNTS).with_columns(pl.col("step").cast(pl.Int64))
    named = counts.join(ladder(names), on="step").sort(*keys)
    return named.select(
        *groups,
        "from_stage",
        "to_stage",
        pl.lit(within_days, pl.Int64).alias(HORIZON),
        *share("both", "before"),
        "n_reached",
        (pl.col("n_reached") / pl.col("n")).alias("cumulative_share"),
        "n_skipped",
        "step",
        "is_immature",
    )


def _in_order(visits: pl.DataFrame) -> list[str]:
    """List the stages by position, losses and stages without position apart."""
    placed = visits.filter(pl.col("status").ne_missing("lost"), pl.col("position").is_not_null())
    return (
        placed.group_by("stage").agg(pl.col("position").min()).sort("position", "stage")["stage"]
    ).to_list()


_COUNTS = [
    (pl.col("is_here") & pl.col("was_before")).sum().alias("both"),
    pl.col("was_before").sum().alias("before"),
    pl.col("is_here").sum().cast(pl.Int64).alias("n_reached"),
    (pl.col("beyond") & ~pl.col("own")).sum().cast(pl.Int64).alias("n_skipped"),
    pl.len().alias("n"),
    pl.col("is_young").any().alias("is_immature"),
]

FUNNEL_STEPS = Metric(
    funnel_steps,
    unit="share",
    needs={"visits": ("stage", "entered_at")},
    agreement=("stages.csv",),
    param_columns=("from_stage", "to_stage"),
)
