"""What the agreement says of a stage: its place in the order, and what it says of a deal."""

import polars as pl

from revops.checks.flags.late import valued
from revops.checks.flags.parts import Tables, holds, part_of

_OF_A_STAGE = ("object", "pipeline", "label", "stage", "position", "status")


def _plain(label: pl.Expr) -> pl.Expr:
    return label.str.strip_chars().str.to_lowercase()


def stages_of(tables: Tables, kind: str) -> pl.DataFrame:
    """List the agreed stages of leads or of deals, each with its `place` in its pipeline."""
    if not holds(tables, "stages", *_OF_A_STAGE):
        shape = dict.fromkeys(("label", "pipeline", "stage", "status"), pl.String())
        return pl.DataFrame(schema={**shape, "place": pl.UInt32()})
    agreed = part_of(tables, "stages", *_OF_A_STAGE).filter(pl.col("object") == kind)
    place = pl.col("position").rank("dense").over("pipeline").cast(pl.UInt32)
    return agreed.select(
        _plain(pl.col("label")), "pipeline", "stage", "status", place.alias("place")
    )


def said_of(label: pl.Expr, stages: pl.DataFrame, what: str) -> pl.Expr:
    """Look up what is said of a stage; null where pipelines differ, or the stage is not agreed.

    >>> stages = pl.DataFrame({"label": ["demo", "won", "won"], "place": [1, 2, 3]})
    >>> visits = pl.DataFrame({"stage": [" Demo", "Won", "Trial"]})
    >>> visits.select(said_of(pl.col("stage"), stages, "place"))["stage"].to_list()
    [1, None, None]
    """
    said = stages.select("label", what).drop_nulls().unique()
    return valued(_plain(label), said.filter(pl.col("label").is_unique()))


def status_of_deals(tables: Tables, label: str = "stage") -> pl.Expr:
    """Say what the stage says of its deal: open, won or lost."""
    return said_of(pl.col(label), stages_of(tables, "opportunity"), "status")
