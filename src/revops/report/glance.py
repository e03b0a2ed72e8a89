"""The numbers at a glance: what the index says before anyone opens a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from revops.text import N_, Text


@dataclass(frozen=True)
class Figure:
    """One number on the index: its name, its value and what stands behind it, written."""

    name: str
    value: str
    note: str = ""


#: Which numbers, with the horizon where they have one.
SHOWN: Mapping[str, int | None] = {
    "n_leads": None,
    "lead_to_won_share": 180,
    "n_won": None,
    "won_value": None,
    "win_rate": None,
    "n_leads_past_deadline": None,
}


def _note(row: Mapping[str, Any], text: Text) -> str:
    """Say what stands behind a number: its horizon, its interval or its count."""
    parts = []
    if row["horizon_days"] is not None:
        parts.append(text(N_("within {days} days"), days=row["horizon_days"]))
    if row["low"] is not None and row["unit"] == "share":
        low, high = text.percent(row["low"]), text.percent(row["high"])
        parts.append(text(N_("95 % interval {low} to {high}"), low=low, high=high))
    elif row["unit"] == "count" and row["denominator"] is not None:
        parts.append(text(N_("of {n}"), n=row["denominator"]))
    return "; ".join(parts)


def glance(published: pl.DataFrame, text: Text, currency: str) -> list[Figure]:
    """Pick the numbers of the whole company; one that is unavailable is left out."""
    whole = published.filter(pl.col("dimension") == "all", pl.col("cohort").is_null())
    figures = []
    for name, horizon in SHOWN.items():
        found = whole.filter(
            pl.col("metric_id") == name, pl.col("horizon_days").eq_missing(pl.lit(horizon))
        )
        for row in found.head(1).to_dicts():
            value = text.quantity(row["value"], row["unit"], currency)
            figures.append(Figure(text.label(name), value, _note(row, text)))
    return figures
