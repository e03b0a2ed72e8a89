"""The stage history as visits: labels become agreed stages, repeated rows become one visit."""

import polars as pl

from revops.funnel.ladder import PLACE, label_key
from revops.funnel.numbered import ONE

_READ = (*ONE, "stage", "entered_at", "left_at", "is_rebuilt", "from_file", "from_row")
KEPT = [
    "number", *ONE, "pipeline", "stage", "position", "status", "rank", "entered_at", "left_at",
    "file_order", "is_rebuilt",
]  # fmt: skip


def dated_history(history: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Read what a visit needs of the dated rows of a history; each with its place in the file.

    Rows at the same instant keep the order of the file; stages read from one row of a file
    (a column a stage) share a place, and keep the order of the stages.
    """
    there = history.collect_schema().names()
    read = history.lazy().select(name for name in _READ if name in there)
    rebuilt = pl.col("is_rebuilt") if "is_rebuilt" in there else pl.lit(False)
    return (
        _placed(read.collect())
        .filter(pl.col("entered_at").is_not_null())
        .with_columns(rebuilt.fill_null(False).alias("is_rebuilt"))
    )


def told_visits(
    dated: pl.DataFrame, opportunities: pl.DataFrame | None, agreed: pl.DataFrame
) -> pl.DataFrame:
    """Give one row per visit that the history tells: a label without an agreed stage stays.

    `dated` is of `dated_history`, numbered; `agreed` has the rank of each agreed stage.
    """
    named = (
        _with_pipeline(dated, opportunities)
        .with_columns(label_key("stage"))
        .rename({"stage": "label"})
        .join(agreed, on=[*PLACE, "label_key"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(pl.coalesce("stage", "label").alias("stage"))
    )
    ordered = named.sort("number", "entered_at", "file_order", "position", maintain_order=True)
    return _repeats_joined(ordered)


def _placed(history: pl.DataFrame) -> pl.DataFrame:
    """Number the rows in the order of their file; rows read from one file row share a number."""
    numbered = history.with_columns(pl.int_range(pl.len()).alias("file_order"))
    if not {"from_file", "from_row"} <= set(history.columns):
        return numbered
    shared = pl.col("file_order").min().over("from_file", "from_row")
    known = pl.col("from_row").is_not_null()
    return numbered.with_columns(
        pl.when(known).then(shared).otherwise("file_order").alias("file_order")
    ).drop("from_file", "from_row")


def _with_pipeline(history: pl.DataFrame, opportunities: pl.DataFrame | None) -> pl.DataFrame:
    """Add the pipeline of the deal; leads have none."""
    nothing = history.with_columns(pl.lit(None, pl.String).alias("pipeline"))
    if opportunities is None or "pipeline" not in opportunities.columns:
        return nothing
    deals = opportunities.select(
        pl.lit("opportunity").alias("object"),
        pl.col("opportunity_id").alias("object_id"),
        "pipeline",
    ).unique("object_id", keep="first", maintain_order=True)
    if deals["pipeline"].null_count() == deals.height:
        return nothing
    return history.join(deals, on=ONE, how="left", maintain_order="left")


def _repeats_joined(rows: pl.DataFrame) -> pl.DataFrame:
    """Make rows in a row that name the same stage of the same object one visit."""
    begins = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(name).shift(1)) for name in ("number", "stage")
    )
    runs = rows.with_columns(begins.alias("begins"))
    ends = pl.col("begins").shift(-1, fill_value=True)
    left = runs.filter(ends).get_column("left_at")
    return runs.filter("begins").with_columns(left).select(*KEPT)
