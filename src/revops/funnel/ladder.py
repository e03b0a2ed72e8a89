"""The order of stages: what agreement/stages.csv says, per pipeline, and the milestones' place.

A stage's row with a blank pipeline holds for every pipeline; one that names the pipeline wins.
Labels are compared without case and outer blanks.
"""

import polars as pl

#: Milestones that every object has, with or without a stage history: before the first stage
#: (0) or so many steps after the last.
MILESTONES = pl.DataFrame(
    {
        "object": ["lead", "lead", "lead", "opportunity", "opportunity", "opportunity"],
        "stage": ["lead", "opportunity", "won", "created", "won", "lost"],
        "after": [0, 1, 2, 0, 1, 1],
        "status": ["open", "open", "won", "open", "won", "lost"],
    }
)
PLACE = ["object", "pipeline"]
STAGES = {
    "object": pl.String,
    "pipeline": pl.String,
    "label": pl.String,
    "stage": pl.String,
    "position": pl.Int64,
    "status": pl.String,
}


def label_key(label: str) -> pl.Expr:
    """Give a label as it is compared."""
    return pl.col(label).str.strip_chars().str.to_lowercase().alias("label_key")


def agreed_stages(stages: pl.DataFrame, pipelines: pl.DataFrame) -> pl.DataFrame:
    """Give one row per object, pipeline and label: stage, position, status.

    >>> stages = pl.DataFrame({"object": ["opportunity"] * 2, "pipeline": [None, "Renewals"],
    ...     "label": ["Offer", "Offer"], "stage": ["proposal", "renewal_offer"],
    ...     "position": [2, 1], "status": ["open", "open"]})
    >>> pipelines = pl.DataFrame({"pipeline": ["Renewals", None]})
    >>> agreed_stages(stages, pipelines).select("pipeline", "stage").rows()
    [('Renewals', 'renewal_offer'), (None, 'proposal')]
    """
    named = (
        stages.select(pl.col(name).cast(dtype) for name, dtype in STAGES.items())
        .rename({"pipeline": "agreed_for"})
        .with_columns(label_key("label"))
    )
    fits = pl.col("agreed_for").is_null() | pl.col("agreed_for").eq_missing(pl.col("pipeline"))
    return (
        pipelines.unique(maintain_order=True)
        .join(named, how="cross", maintain_order="left_right")
        .filter(fits)
        .sort(pl.col("agreed_for").is_null(), maintain_order=True)
        .unique([*PLACE, "label_key"], keep="first", maintain_order=True)
        .select(*PLACE, "label_key", "stage", "position", "status")
    )


def milestone_places(agreed: pl.DataFrame, pipelines: pl.DataFrame) -> pl.DataFrame:
    """Give one row per object, pipeline and milestone: stage, position, status.

    A milestone takes the place of the agreed stage of its name; else won and lost take that
    of the first agreed stage of that status; else it stands before the first stage or after
    the last.

    >>> agreed = pl.DataFrame({"object": ["lead"], "pipeline": [None], "label_key": ["mql"],
    ...     "stage": ["mql"], "position": [3], "status": [None]},
    ...     schema_overrides={"pipeline": pl.String, "status": pl.String})
    >>> pipelines = pl.DataFrame({"pipeline": [None]}, schema={"pipeline": pl.String})
    >>> places = milestone_places(agreed, pipelines).filter(object="lead")
    >>> places.select("stage", "position").rows()
    [('lead', 2), ('opportunity', 4), ('won', 5)]
    """
    position, after = pl.col("position"), pl.col("after")
    ends = agreed.group_by(*PLACE).agg(
        position.min().alias("first"),
        position.filter(pl.col("status").ne_missing("lost")).max().alias("last"),
    )
    closed = agreed.filter(pl.col("status").is_in(["won", "lost"]))
    places = pipelines.unique(maintain_order=True).join(MILESTONES, how="cross")
    places = places.join(ends, on=PLACE, how="left", nulls_equal=True)
    places = _with_place_of(places, agreed, "stage")
    places = _with_place_of(places, closed, "status")
    outside = pl.when(after == 0).then(pl.col("first") - 1).otherwise(pl.col("last") + after)
    found = pl.coalesce("stage_position", "status_position", outside, after)
    return places.select(*PLACE, "stage", found.cast(pl.Int64).alias("position"), "status")


def _with_place_of(places: pl.DataFrame, agreed: pl.DataFrame, key: str) -> pl.DataFrame:
    """Add the first position of the agreed stages that share a milestone's stage or status."""
    at = agreed.group_by(*PLACE, key).agg(pl.col("position").min().alias(f"{key}_position"))
    return places.join(at, on=[*PLACE, key], how="left", nulls_equal=True)


def ranks(agreed: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Number the steps of each pipeline 1, 2, 3, lost stages apart, to count what was skipped."""
    steps = pl.concat([frame.select(*PLACE, "position", "status") for frame in (agreed, places)])
    return (
        steps.filter(pl.col("status").ne_missing("lost"))
        .select(*PLACE, "position")
        .unique()
        .with_columns(pl.col("position").rank("dense").over(*PLACE).cast(pl.Int64).alias("rank"))
    )
