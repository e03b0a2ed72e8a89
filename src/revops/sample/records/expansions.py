"""Further sales to customers: smaller, quicker, mostly won, and straight to a proposal."""

import numpy as np
import polars as pl

from revops.sample.calendar import END, after_hours
from revops.sample.records.stages import STAGES, standing
from revops.sample.streams import stream

SHARE, WON = 0.25, 0.70


def expansions(seed: int, deals: pl.DataFrame) -> pl.DataFrame:
    """Give one row per expansion deal, in the shape of `deals` after `staged`."""
    rng = stream(seed, "expansions")
    old = deals.filter("is_won", pl.col("closed") < END - 100)
    start = old.get_column("closed").to_numpy() + 80 + 160 * rng.random(old.height)
    opened = after_hours(start, rng.random(old.height))
    closed = after_hours(opened + 8 + rng.gamma(4.0, 6.0, old.height), rng.random(old.height))
    frame = old.with_columns(
        pl.Series("opened", opened),
        pl.Series("closed", closed),
        pl.Series("is_won", rng.random(old.height) < WON),
        pl.Series("u_take", rng.random(old.height)),
        amount=(pl.col("amount") * 0.3).round(0),
        deal_name=pl.concat_str("name", pl.lit(" - Ampliación")),
        deal_type=pl.lit("Existing Business"),
        reason=pl.lit("Sin decisión"),
    ).filter(pl.col("u_take") < SHARE, pl.col("opened") < END)
    blank = [pl.lit(None, dtype=pl.Float64).alias(stage) for stage in STAGES]
    staged = frame.with_columns(blank).with_columns(
        Proposal=pl.col("opened"),
        is_closed=pl.col("closed") < END,
        **{
            "Closed Won": pl.when("is_won").then("closed"),
            "Closed Lost": pl.when(~pl.col("is_won")).then("closed"),
        },
    )
    return _renumbered(standing(staged), deals).drop("u_take")


def _renumbered(frame: pl.DataFrame, deals: pl.DataFrame) -> pl.DataFrame:
    """Give expansions ids after those of the new deals."""
    last = int(deals.get_column("deal_id").cast(pl.Int64).max() or 0)  # type: ignore[arg-type]
    ids = pl.Series(np.arange(1, frame.height + 1) * 13 + last)
    return frame.sort("opened", "account").with_columns(deal_id=ids.cast(pl.String))
