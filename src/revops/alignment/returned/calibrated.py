"""What would the credit be, if each experiment's measure stood in for the model's?"""

import polars as pl

from revops.metrics.grouping import exact_sum

#: The row of what experiments take from, or add to, the channels that they measured.
NOT_BY_EXPERIMENT = "not_by_experiment"


def calibrated(
    credited: pl.DataFrame, tested: pl.DataFrame, *, by: str = "channel"
) -> pl.DataFrame:
    """What would the credit be, if each experiment's measure stood in for the model's?

    `credited` is the frame of `credited_value` by one model, `tested` that of
    `experiments_beside` by the same one. The credit of a channel that an experiment measured
    is multiplied by its credit_ratio (of several experiments: the last to end); a lift below
    zero gives credit below zero, which is shown. What the scaling takes away, or adds, stands
    in a last row `not_by_experiment`, so that calibrated_value adds up to the converted value
    all the same. low, high: by the ends of the experiment's interval, the credit taken as
    certain; null where nothing was scaled. It says that what held in the days of the experiment
    held always.

    >>> credited = pl.DataFrame({"channel": ["email", "webinar"], "value": [400.0, 600.0]})
    >>> tested = pl.DataFrame({"channel": ["email"], "experiment_id": ["E1"], "lift": [0.2],
    ...     "low": [0.1], "high": [0.3], "credited_share": [0.4], "credit_ratio": [0.5],
    ...     "ends_on": [None]})
    >>> calibrated(credited, tested).select("channel", "calibrated_value").rows()
    [('email', 200.0), ('webinar', 600.0), ('not_by_experiment', 200.0)]
    """
    shared = pl.col("credited_share")
    measured = (
        tested.filter(pl.col("credit_ratio").is_not_null())
        .sort("ends_on", "experiment_id")
        .unique(by, keep="last", maintain_order=True)
        .select(
            by, "experiment_id", "credit_ratio",
            (pl.col("low") / shared).alias("least"), (pl.col("high") / shared).alias("most"),
        )
    )  # fmt: skip
    model = credited.select(by, pl.col("value").alias("credited_value"))
    value = pl.col("credited_value")
    scaled = model.join(measured, on=by, how="left", maintain_order="left").select(
        by,
        "credited_value",
        "experiment_id",
        "credit_ratio",
        (value * pl.col("credit_ratio").fill_null(1.0)).alias("calibrated_value"),
        (value * pl.col("least")).alias("low"),
        (value * pl.col("most")).alias("high"),
    )
    return pl.concat([scaled, _left_over(scaled, by)], how="diagonal")


def _left_over(scaled: pl.DataFrame, by: str) -> pl.DataFrame:
    """Give the row of what was taken away or added; none where nothing was scaled."""
    value = exact_sum(pl.col("credited_value")) - exact_sum(pl.col("calibrated_value"))
    moved = scaled.filter(pl.col("credit_ratio").is_not_null())
    row = moved.select(pl.lit(NOT_BY_EXPERIMENT).alias(by), value.alias("calibrated_value"))
    return row.head(min(moved.height, 1))
