"""Journeys as arrays, for the models that learn from days."""

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.counts import n_converted
from revops.attribution.hazard import Touched
from revops.journeys import UNATTRIBUTED


def touched(journeys: pl.DataFrame) -> tuple[Touched, tuple[str | None, ...]]:
    """Give the touches of journeys as arrays, and the channels' names by number.

    Columns used: conversion_id, channel, days_before, and where the journeys hold them
    n_converted, exposure_days and days_ago (without them the days before). Conversions that
    nobody touched are left out.
    """
    seen = pl.col("exposure_days" if "exposure_days" in journeys.columns else "days_before")
    ago = pl.col("days_ago" if "days_ago" in journeys.columns else "days_before")
    dated = journeys.filter(
        pl.col("channel").ne_missing(UNATTRIBUTED), pl.col("days_before").is_not_null()
    )
    found = dated.select(
        pl.struct("conversion_id").rank("dense").cast(pl.Int64).alias("journey") - 1,
        "channel",
        pl.col("days_before").alias("age"),
        seen.alias("exposure"),
        ago.alias("ago"),
        (n_converted(journeys) > 0).alias("converted"),
    ).sort(pl.all())  # the last digits of a sum depend on its order, and the search on them
    names = found.get_column("channel").unique().sort(nulls_last=True)
    code = found.get_column("channel").replace_strict(
        names, pl.Series(range(len(names)), dtype=pl.Int64), return_dtype=pl.Int64
    )
    columns = {
        name: found.get_column(name).to_numpy() for name in found.columns if name != "channel"
    }
    arrays = Touched(channel=code.to_numpy(), n_channels=len(names), **columns)
    return arrays, tuple(names.to_list())


def part_of(whole: Touched, keep: npt.NDArray[np.bool_]) -> Touched:
    """Give the touches of some journeys, whose numbers run from 0 again."""
    rows = keep[whole.journey]
    _, journey = np.unique(whole.journey[rows], return_inverse=True)
    return Touched(
        whole.channel[rows], journey.astype(np.int64), whole.age[rows], whole.exposure[rows],
        whole.ago[rows], whole.converted[rows], whole.n_channels,
    )  # fmt: skip
