"""A campaign has the name that the exports give it; its id stays in what is downloaded."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from revops.report.inputs import Inputs
from revops.text import N_, Text

_ID, NAME = "campaign_id", "campaign"


def names_of(inputs: Inputs) -> Mapping[str, str]:
    """Name the campaigns; two of one name go by their ids."""
    if "campaigns" not in inputs.tables:
        return {}
    known = inputs.table("campaigns").select(_ID, "name").drop_nulls()
    once = known.unique(_ID, keep="first").filter(pl.col("name").is_unique())
    return dict(once.rows())


def in_words(frame: pl.DataFrame, inputs: Inputs) -> pl.DataFrame:
    """Put names in place of ids, for a chart."""
    if _ID not in frame.columns:
        return frame
    return frame.with_columns(pl.col(_ID).replace(names_of(inputs)))


def beside_ids(
    frame: pl.DataFrame, inputs: Inputs, text: Text, options: Mapping[str, Any]
) -> tuple[pl.DataFrame, dict[str, Any]]:
    """Put names before the ids of a table, which are put aside, and give its options for that."""
    if _ID not in frame.columns or NAME in frame.columns:
        return frame, dict(options)
    names = names_of(inputs)
    if not names:
        return frame, dict(options)
    named = pl.col(_ID).replace(names).alias(NAME)
    at = frame.columns.index(_ID)
    told = {_ID: text(N_("Campaign id")), **options.get("labels", {})}
    aside = [*options.get("aside", ()), _ID]
    placed = frame.select(*frame.columns[:at], named, *frame.columns[at:])
    return placed, {**options, "labels": told, "aside": aside}
