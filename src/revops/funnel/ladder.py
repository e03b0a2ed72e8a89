"""The order of stages: what agreement/stages.csv says, per pipeline, and the milestones' place.

A stage's row with a blank pipeline holds for every pipeline; one that names the pipeline wins.
Labels are compared without case and outer blanks.
"""

import polars as pl

#: Milestones that every object has, with or without a stage history: where they stand in the
#: order (before the first stage or after the last) and the stage status that they share.
MILESTONES = pl.DataFrame(
    {
        "object": ["lead", "lead", "lead", "opportunity", "opportunity", "opportunity"],
        "stage": ["lead", "opportunity", "won", "created", "won", "lost"],
        "after": [0, 1, 2, 0, 1, 1],
        "milestone_status": [None, None, None, "open", "won", "lost"],
    }
)
PLACE = ["object", "pipeline"]


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
    named = stages.rename({"pipeline": "agreed_for"}).with_columns(
        label_key("label"), pl.col("agreed_for").cast(pl.String), pl.col("position").cast(pl.Int64)
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

    A milestone takes the place of the agreed stage of its name; else, for deals, of the first
    agreed stage of its status; else it stands before the first stage or after the last.

    >>> agreed = pl.DataFrame({"object": ["lead"], "pipeline": [None], "label_key": ["mql"],
    ...     "stage": ["mql"], "position": [3], "status": [None]})
    >>> pipelines = pl.DataFrame({"pipeline": [None]})
    >>> places = milestone_places(agreed, pipelines).filter(object="lead")
    >>> places.select("stage", "position").rows()
    [('lead', 2), ('opportunity', 4), ('won', 5)]
    """
    position = pl.col("position")
    ends = agreed.group_by(*PLACE).agg(
        position.min().alias("first"),
        pl.coalesce(position.filter(pl.col("status").fill_null("") == "").max(), position.max())
        .alias("last"),
        position.max().alias("last"),
    )  # fmt: skip
    return ends
