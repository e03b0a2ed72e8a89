"""Where do the models of credit lie apart?"""

import polars as pl

from revops.journeys import UNATTRIBUTED
from revops.metrics.grouping import BLANK


def model_spread(credit: pl.DataFrame) -> pl.DataFrame:
    """Where do the models of credit lie apart?

    One row is one channel, the widest apart first: low_value and high_value, the least and the most
    that any model credits it with, the models that do (low_model, high_model; of several the first
    by name), n_first (models that credit it with most of all channels; equals share the place) and
    n_models. What nobody touched is the same under every model and is left out. The frame is that
    of `credited_value`, cut by channel, with the column model.

    >>> credit = pl.DataFrame({"channel": ["email", "event"] * 2, "value": [6.0, 4.0, 1.0, 9.0],
    ...     "model": ["first", "first", "last", "last"]})
    >>> model_spread(credit).select("channel", "low_value", "high_value", "n_first").rows()
    [('email', 1.0, 6.0, 1), ('event', 4.0, 9.0, 1)]
    """
    kept = credit.filter(
        pl.col("channel") != UNATTRIBUTED, pl.col("channel") != BLANK, pl.col("value").is_not_null()
    ).sort("channel", "model")
    value, model = pl.col("value"), pl.col("model")
    spread = (pl.col("high_value") - pl.col("low_value")).alias("spread")
    return (
        kept.with_columns((value == value.max().over("model")).alias("is_first"))
        .group_by("channel")
        .agg(
            value.min().alias("low_value"),
            model.sort_by(value, maintain_order=True).first().alias("low_model"),
            value.max().alias("high_value"),
            model.sort_by(value, descending=True, maintain_order=True).first().alias("high_model"),
            pl.col("is_first").sum().cast(pl.Int64).alias("n_first"),
            pl.lit(kept["model"].n_unique(), pl.Int64).alias("n_models"),
        )
        .sort(spread.round(6), "channel", descending=[True, False])
    )
