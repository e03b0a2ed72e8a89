"""How often does each answer meet each tracked first touch? The full cross table."""

from datetime import date

import numpy as np
import polars as pl

from revops.alignment.returned.answers import OTHER, answers
from revops.alignment.returned.kappa import kappa
from revops.metrics.wilson import wilson_high, wilson_low


def answers_and_touches(
    leads: pl.DataFrame,
    touchpoints: pl.DataFrame | pl.LazyFrame,
    channels: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """How often does each answer meet each tracked first touch? All leads that have both.

    One row is one answer with one tracked channel: reported, tracked, value (the share of the
    leads with that answer), low, high (Wilson), numerator (leads), denominator (leads with that
    answer). Numerators add up to the leads with both. See `answers`.
    """
    both = answers(leads, touchpoints, channels, as_of=as_of).drop_nulls()
    kinds = ("reported", "tracked")
    lists = [both.select(name).unique() for name in kinds]
    counts = both.group_by(*kinds).agg(pl.len().cast(pl.Int64).alias("numerator"))
    cells = lists[0].join(lists[1], how="cross").join(counts, on=list(kinds), how="left")
    filled = cells.with_columns(pl.col("numerator").fill_null(0))
    whole = filled.with_columns(pl.col("numerator").sum().over("reported").alias("denominator"))
    part, total = pl.col("numerator"), pl.col("denominator")
    shown = whole.select(
        *kinds,
        (part / total).alias("value"),
        wilson_low(part, total).alias("low"),
        wilson_high(part, total).alias("high"),
        part,
        total,
    )
    last = pl.col("reported") == OTHER
    return shown.sort(last, "denominator", *kinds, descending=[False, True, False, False])


def answers_agreement(
    leads: pl.DataFrame,
    touchpoints: pl.DataFrame | pl.LazyFrame,
    channels: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """How far do answers and tracked first touches agree? One row.

    n_reported, n_tracked (leads with a tracked touch), n_both; n_compared: those of them whose
    answer a rule names; n_agree; agreed_share (with low, high, Wilson) and Cohen's kappa with
    its 95 % interval, both over n_compared; null where nothing can be compared.
    """
    found = answers(leads, touchpoints, channels, as_of=as_of)
    both = found.drop_nulls()
    named = both.filter(pl.col("reported") != OTHER)
    alike = named.filter(pl.col("reported") == pl.col("tracked")).height
    k, low, high = kappa(_square(named)) or (None, None, None)
    counts = pl.DataFrame(
        {
            "n_reported": found.get_column("reported").count(),
            "n_tracked": found.get_column("tracked").count(),
            "n_both": both.height,
            "n_compared": named.height,
            "n_agree": alike,
            "kappa": k,
            "kappa_low": low,
            "kappa_high": high,
        },
        schema_overrides=dict.fromkeys(("kappa", "kappa_low", "kappa_high"), pl.Float64),
    )
    part, total = pl.col("n_agree"), pl.col("n_compared")
    return counts.with_columns(
        pl.when(total > 0).then(part / total).alias("agreed_share"),
        wilson_low(part, total).alias("low"),
        wilson_high(part, total).alias("high"),
    )


def _square(named: pl.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Count what is answered (rows) by what is tracked (columns), over the same names."""
    both = pl.concat([named.get_column("reported"), named.get_column("tracked")])
    names = both.unique().sort()
    place = {name: at for at, name in enumerate(names.to_list())}
    table = np.zeros((len(place), len(place)))
    at = (
        named.get_column(side).replace_strict(place, return_dtype=pl.Int64).to_numpy()
        for side in ("reported", "tracked")
    )
    if named.height:
        np.add.at(table, tuple(at), 1.0)
    return table
