"""The stage history as visits: labels become agreed stages, repeated rows become one visit."""

import polars as pl

from revops.funnel.ladder import PLACE, label_key

ONE = ["object", "object_id"]
KEPT = [
    *ONE, "pipeline", "stage", "position", "status", "entered_at", "left_at", "file_order",
    "is_rebuilt",
]  # fmt: skip


def told_visits(
    history: pl.DataFrame, opportunities: pl.DataFrame | None, agreed: pl.DataFrame
) -> pl.DataFrame:
    """Give one row per visit that the history tells: a label without an agreed stage stays.

    Rows at the same instant keep the order of the file; stages read from one row of a file
    (a column a stage) keep the order of the stages.
    """
    dated = _numbered(history).filter(pl.col("entered_at").is_not_null())
    rebuilt = pl.col("is_rebuilt") if "is_rebuilt" in history.columns else pl.lit(False)
    dated = dated.with_columns(rebuilt.fill_null(False).alias("is_rebuilt"))
    named = (
        _with_pipeline(dated, opportunities)
        .with_columns(label_key("stage"))
        .rename({"stage": "label"})
        .join(agreed, on=[*PLACE, "label_key"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(pl.coalesce("stage", "label").alias("stage"))
    )
    return _repeats_joined(
        named.sort(*ONE, "entered_at", "file_order", "position", maintain_order=True)
    )


def _numbered(history: pl.DataFrame) -> pl.DataFrame:
    """Number the rows in the order of their file; rows read from one file row share a number."""
    numbered = history.with_columns(pl.int_range(pl.len()).alias("file_order"))
    if not {"from_file", "from_row"} <= set(history.columns):
        return numbered
    shared = pl.col("file_order").min().over("from_file", "from_row")
    known = pl.col("from_row").is_not_null()
    return numbered.with_columns(
        pl.when(known).then(shared).otherwise("file_order").alias("file_order")
    )


def _with_pipeline(history: pl.DataFrame, opportunities: pl.DataFrame | None) -> pl.DataFrame:
    """Add the pipeline of the deal; leads have none."""
    if opportunities is None or "pipeline" not in opportunities.columns:
        return history.with_columns(pl.lit(None, pl.String).alias("pipeline"))
    deals = opportunities.select(
        pl.lit("opportunity").alias("object"),
        pl.col("opportunity_id").alias("object_id"),
        "pipeline",
    ).unique("object_id", keep="first", maintain_order=True)
    return history.join(deals, on=ONE, how="left", maintain_order="left")


def _repeats_joined(rows: pl.DataFrame) -> pl.DataFrame:
    """Make rows in a row that name the same stage of the same object one visit."""
    begins = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(name).shift(1)) for name in (*ONE, "stage")
    )
    runs = rows.with_columns(begins.alias("begins"))
    ends = pl.col("begins").shift(-1, fill_value=True)
    left = runs.filter(ends).get_column("left_at")
    return runs.filter("begins").with_columns(left).select(*KEPT)
