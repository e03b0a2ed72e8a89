"""How long does it take half of those who enter a stage to leave it?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.entries import Kind, known_visits, with_segments
from revops.metrics.figures import figures
from revops.metrics.incidence import incidence
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.outcomes import OPEN, WON
from revops.text import N_

PLACE = ("position", "stage")


def median_stage_days(
    visits: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    object: Kind = "opportunity",
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """How long does it take half of those who enter a stage to leave it?

    Days in the stage are the sum over all visits of one record to it, calendar dates. Who is
    there on the as-of day has not left: its days so far are censored, not counted as if it had.
    The median is read off the Kaplan-Meier curve of those still there: the first day on which half
    or fewer are; its 95 % interval are the days on which the ends of the curve's own interval
    (complementary log-log) reach a half. Null where more than half are still there. Stages that
    end the way, won and lost, are left out. Numerator: who left; denominator: who entered. Unit:
    days.

    >>> seen = {"object": ["opportunity"] * 3, "object_id": ["d1", "d2", "d3"],
    ...     "stage": ["proposal"] * 3, "pipeline": [None] * 3, "position": [1] * 3,
    ...     "status": ["open"] * 3, "is_derived": [False] * 3,
    ...     "entered_at": [date(2026, 6, 1)] * 3,
    ...     "left_at": [date(2026, 6, 11), date(2026, 6, 21), None]}
    >>> median_stage_days(pl.DataFrame(seen), as_of=date(2026, 6, 30)).select(
    ...     "stage", "value", "numerator", "denominator").row(0)
    ('proposal', 20.0, 2.0, 3.0)
    """
    stays = _stays(known_visits(visits, as_of=as_of, object=object), as_of)
    if stays.is_empty():
        raise NotComputable(N_("no visit to a stage is known"))
    members = with_segments(stays, leads, opportunities, object=object, by=by)
    keys = [*by, *PLACE]
    curves = incidence(members, keys)
    medians = curves.group_by(*keys).agg(
        _reaches("won_share").alias("median"),
        _reaches("won_high").alias("soonest"),
        _reaches("won_low").alias("latest"),
        pl.col("n_won").sum().alias("n_left"),
        pl.col("n_at_risk").max().alias("n_entered"),
    )
    shown = figures(
        pl.col("median"),
        low=pl.when(pl.col("median").is_not_null()).then("soonest"),
        high=pl.when(pl.col("median").is_not_null()).then("latest"),
        numerator=pl.col("n_left"),
        denominator=pl.col("n_entered"),
    )
    return medians.sort(*keys, nulls_last=True).select(*by, "stage", *shown)


def _stays(seen: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add up each record's days in each stage; who is still there is open."""
    until = pl.col("left_at").dt.date().fill_null(as_of)
    days = (until - pl.col("entered_at").dt.date()).dt.total_days()
    ends = pl.col("status").is_in(["won", "lost"]).fill_null(False)
    return (
        seen.lazy()
        .filter(~pl.col("is_derived"), ~ends)
        .group_by("object_id", "stage")
        .agg(
            days.sum().alias("days"),
            pl.col("position").min(),
            pl.col("left_at").is_null().any().alias("is_here"),
        )
        .with_columns(pl.when("is_here").then(OPEN).otherwise(WON).alias("cause"))
        .collect()
    )


def _reaches(share: str) -> pl.Expr:
    """Give the first day on which a share of those who left is a half or more, but for rounding."""
    return pl.col("days").filter(pl.col(share) >= 0.5 - 1e-12).min()


MEDIAN_STAGE_DAYS = Metric(
    median_stage_days,
    unit="days",
    needs={"visits": ("stage", "entered_at")},
    agreement=("stages.csv",),
    param_columns=("stage",),
)
