"""Stage visits: one row per visit of one lead or deal to one stage, in time order."""

import polars as pl

from revops.funnel.history import KEPT, dated_history, told_visits
from revops.funnel.ladder import PLACE, STAGES, agreed_stages, milestone_places, ranks
from revops.funnel.milestones import deal_milestones, lead_milestones
from revops.funnel.numbered import ONE, numbered

STARTS = ("lead", "created")
ORDER = ["number", "entered_at", "side", "file_order", "position"]


def stage_visits(
    stage_history: pl.DataFrame | pl.LazyFrame | None,
    leads: pl.DataFrame | None,
    opportunities: pl.DataFrame | None,
    stages: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Which stages did each lead and deal go through, and when?

    The history's labels become the agreed stages (a label that nobody agreed on keeps its
    name, without position). Rows that repeat the stage are one visit; a return is a new
    visit. Milestones (created, first deal, won, lost) that the history lacks are added.
    Visits at the same instant keep the order of the file, then of the stages, and are marked
    `is_tied`. Pass tables as they were known on the as-of day.

    Columns: object, object_id, pipeline, stage, position, status, entered_at, left_at (null
    while there), visit (1 for the first entry of that stage), is_backward (to an earlier
    stage), n_skipped (stages jumped over on the way forward; a loss skips none), is_tied,
    is_derived (a milestone), is_rebuilt (read from successive states, so up to one interval
    late). Sorted by object, object_id and time.

    >>> from datetime import datetime
    >>> history = pl.DataFrame({"object": ["lead"], "object_id": ["ana"], "stage": ["MQL"],
    ...     "entered_at": [datetime(2026, 1, 9)], "left_at": [None]})
    >>> leads = pl.DataFrame({"lead_id": ["ana"], "created_at": [datetime(2026, 1, 5)]})
    >>> stages = pl.DataFrame({"object": ["lead"], "pipeline": [None], "label": ["mql"],
    ...     "stage": ["mql"], "position": [2], "status": [None]})
    >>> stage_visits(history, leads, None, stages).select("stage", "position").rows()
    [('lead', 1), ('mql', 2)]
    """
    pipelines = _pipelines(opportunities)
    agreed = agreed_stages(pl.DataFrame(schema=STAGES) if stages is None else stages, pipelines)
    places = milestone_places(agreed, pipelines)
    steps = ranks(agreed, places)
    agreed, places = (_with_rank(frame, steps) for frame in (agreed, places))
    milestones = [*lead_milestones(leads, opportunities), *deal_milestones(opportunities)]
    if stage_history is None:
        return _compared(pl.concat([_as_made(frame, places) for frame in numbered(milestones)]))
    dated, *rest = numbered([dated_history(stage_history), *milestones])
    told = told_visits(dated, opportunities, agreed)
    new = [_as_made(_untold(frame, told), places) for frame in rest]
    return _compared(pl.concat([_as_told(told), *new], how="diagonal_relaxed"))


def _with_rank(placed: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Add to agreed stages, or to milestones, which step of their pipeline they are."""
    where = [*PLACE, "position"]
    return placed.join(steps, on=where, how="left", nulls_equal=True, maintain_order="left")


def _untold(milestone: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Leave out whom the history tells to have been at this milestone; all rows are of one."""
    there = told.join(milestone.select("stage").head(1), on="stage", how="semi")
    return milestone.join(there.select("number"), on="number", how="anti")


def _pipelines(opportunities: pl.DataFrame | None) -> pl.DataFrame:
    """List the pipelines that deals follow; leads, and some deals, follow none."""
    none = pl.DataFrame({"pipeline": [None]}, schema={"pipeline": pl.String})
    if opportunities is None or "pipeline" not in opportunities.columns:
        return none
    return pl.concat([none, opportunities.select("pipeline")]).unique(maintain_order=True)


def _as_told(told: pl.DataFrame) -> pl.DataFrame:
    """Mark what the history tells: between the milestones that start and those that end."""
    return told.with_columns(pl.lit(1).alias("side"), pl.lit(False).alias("is_derived"))


def _as_made(milestone: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Place a milestone; at the same instant, a start comes first and an end last."""
    here = places.join(milestone.head(1), on=["object", "stage"], how="semi")
    placed = milestone.join(
        here.drop("object", "stage"), on="pipeline", how="left", nulls_equal=True
    )
    starts = pl.col("stage").is_in(STARTS)
    return placed.select(*(name for name in KEPT if name in placed.columns)).with_columns(
        pl.lit(None, milestone.schema["entered_at"]).alias("left_at"),
        pl.lit(0, pl.Int64).alias("file_order"),
        pl.when(starts).then(0).otherwise(2).alias("side"),
        pl.lit(True).alias("is_derived"),
        pl.lit(False).alias("is_rebuilt"),
    )


def _compared(visits: pl.DataFrame) -> pl.DataFrame:
    """Order the visits and compare each with its neighbours, the one before and the one after."""
    in_order = visits.select(pl.arg_sort_by(*ORDER, maintain_order=True)).to_series()
    ordered = visits.drop("file_order", "side")[in_order]
    return (
        ordered.with_columns(
            _last_known("position").alias("before"),
            _last_known("rank").alias("rank_before"),
            pl.when(_same(-1, "number")).then(pl.col("entered_at").shift(-1)).alias("next_at"),
            _visit(ordered).alias("visit"),
            _is_tied().alias("is_tied"),
        )
        .with_columns(
            pl.coalesce("left_at", "next_at").alias("left_at"),
            (pl.col("position") < pl.col("before")).fill_null(False).alias("is_backward"),
            _n_skipped().alias("n_skipped"),
        )
        .select(*_COLUMNS)
    )


def _visit(ordered: pl.DataFrame) -> pl.Expr:
    """Count an object's entries of a stage; grouping only those that come twice is much faster."""
    stage = (pl.col("stage").cast(pl.Categorical).to_physical().cast(pl.Int64) + 1).fill_null(0)
    entry = ordered.select(pl.col("number") * (stage.max() + 1) + stage).to_series()
    in_order = entry.sort()
    again = entry.is_in(in_order.filter(in_order == in_order.shift(1)).unique().implode())
    nth = pl.col("stage").cum_count().over(pl.when(again).then(entry))
    return pl.when(again).then(nth).otherwise(pl.col("stage").is_not_null()).cast(pl.Int64)


def _same(step: int, *names: str) -> pl.Expr:
    """Say whether the row so many steps earlier holds the same."""
    return pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(step)) for name in names)


def _last_known(name: str) -> pl.Expr:
    """Give the last value before this visit, of the same object."""
    value = pl.col(name)
    whose = pl.when(value.is_not_null()).then("number").forward_fill().shift(1)
    return pl.when(whose == pl.col("number")).then(value.forward_fill().shift(1))


def _is_tied() -> pl.Expr:
    """Say whether the history tells another visit of the object at the same instant."""
    shared = ("number", "entered_at", "is_derived")
    return ~pl.col("is_derived") & (_same(1, *shared) | _same(-1, *shared))


def _n_skipped() -> pl.Expr:
    """Count the steps jumped over; none on the way back, to a loss or to an unknown stage."""
    jumped = (pl.col("rank") - pl.col("rank_before") - 1).clip(lower_bound=0)
    is_loss = pl.col("status").eq_missing("lost")
    return pl.when(is_loss).then(0).otherwise(jumped.fill_null(0))


_COLUMNS = [
    *ONE, "pipeline", "stage", "position", "status", "entered_at", "left_at", "visit",
    "is_backward", "n_skipped", "is_tied", "is_derived", "is_rebuilt",
]  # fmt: skip
