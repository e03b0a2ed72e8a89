"""Touches made from what a contact's fields tell, where no export records touches.

A contact knows its first source, and in some CRMs its latest one and two conversions, each with a
date. Those touches are marked `is_inferred`. They stand only where nothing else does: beside one
recorded touch of any export all of them are left out, since the same visit would count twice.
Their channel is what a rule of kind `lead` in agreement/channels.csv says of the source, else the
CRM's own word for it, in English: `Organic Search` and `Búsqueda orgánica` are organic_search.
"""

from collections.abc import Mapping
from typing import TypeVar

import polars as pl

from revops.load.channels import UNMAPPED, channel_of
from revops.load.source_words import in_english
from revops.tables import PROVENANCE, TABLES

_NAME = "touchpoints"
_FIELD = "original_source"
_ONE = ("lead_id", "occurred_at", "kind")
Rows = TypeVar("Rows", pl.DataFrame, pl.LazyFrame)


def _inferred() -> pl.Expr:
    return pl.col("is_inferred").fill_null(False)


def recorded(touches: Rows) -> Rows:
    """Give the touches that an export recorded."""
    return touches.filter(~_inferred())


def needed(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Leave inferred touches out where some are recorded, and where two fields tell the same one.

    >>> touches = pl.DataFrame(
    ...     {"touchpoint_id": ["1:original_source", "t1"], "is_inferred": [True, None]}
    ... )
    >>> needed({"touchpoints": touches})["touchpoints"]["touchpoint_id"].to_list()
    ['t1']
    """
    if _NAME not in tables:
        return dict(tables)
    touches = tables[_NAME]
    if not touches.select(_inferred().any()).item():
        return dict(tables)
    seen = recorded(touches)
    left = seen if seen.height else touches.unique(_ONE, keep="first", maintain_order=True)
    return {**tables, _NAME: left}


def _channel(source: pl.Expr, rules: pl.DataFrame) -> pl.Expr:
    """Name a channel by the source that a CRM gives a lead.

    >>> rules = pl.DataFrame(
    ...     {"kind": ["lead"], "source": ["offline*"], "medium": [None], "channel": ["event"]}
    ... )
    >>> sources = pl.DataFrame({"source": ["Organic Search", "OFFLINE", None]})
    >>> sources.select(_channel(pl.col("source"), rules)).to_series().to_list()
    ['organic_search', 'event', 'unmapped']
    """
    ruled = channel_of(rules, "lead", source, pl.lit(None, pl.String))
    word = source.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "_").str.strip_chars("_")
    said = pl.when(word != "").then(word)
    return pl.coalesce(ruled, in_english(source), said).fill_null(UNMAPPED)


def with_named(tables: Mapping[str, pl.DataFrame], rules: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Name the channels of inferred touches."""
    if _NAME not in tables:
        return dict(tables)
    named = pl.when(_inferred()).then(_channel(pl.col("channel"), rules)).otherwise("channel")
    return {**tables, _NAME: tables[_NAME].with_columns(named.alias("channel"))}


def with_first_sources(
    tables: Mapping[str, pl.DataFrame], rules: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Add a touch of each lead's original source, on the day the lead was created.

    Only for leads whose fields tell no first touch with a date of its own, and only where no
    export records touches.
    """
    there = tables.get(_NAME, TABLES[_NAME].empty())
    if "leads" not in tables or not there.filter(~_inferred()).is_empty():
        return dict(tables)
    made = _of_leads(tables["leads"], rules)
    known = there.filter(pl.col("touchpoint_id").str.ends_with(f":{_FIELD}")).select("lead_id")
    added = made.join(known, on="lead_id", how="anti", maintain_order="left")
    every = pl.concat([there, added]).unique(_ONE, keep="first", maintain_order=True)
    return dict(tables) if every.is_empty() else {**tables, _NAME: every}


def _of_leads(leads: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Give one touch of each lead whose source and day are known; a merged record is no lead."""
    dated = leads.filter(
        pl.col("created_at").is_not_null(),
        pl.col(_FIELD).str.strip_chars() != "",
        pl.col("merged_into").is_null(),
    )
    made = {
        "touchpoint_id": pl.concat_str("lead_id", pl.lit(f":{_FIELD}")),
        "occurred_at": pl.col("created_at"),
        "channel": _channel(pl.col(_FIELD), rules),
        "kind": pl.lit("visit"),
        "url": pl.col("landing_page"),
        "is_inferred": pl.lit(True),
    }
    kept = {"lead_id", "account_id", *PROVENANCE}
    return dated.select(
        made[name].alias(name)
        if name in made
        else pl.col(name)
        if name in kept
        else pl.lit(None, dtype).alias(name)
        for name, dtype in TABLES[_NAME].schema().items()
    )
