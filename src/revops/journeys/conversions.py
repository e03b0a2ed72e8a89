"""Conversions: the events that credit is given for, one row each."""

from datetime import date

import polars as pl

from revops import known
from revops.errors import BadParameter, UnknownName

#: target -> what happened, when
TARGETS = {
    "won": "an opportunity was won, at its close",
    "opportunity": "an opportunity was created",
    "mql": "a lead qualified: its first entry to the stage mql",
    "lead": "a lead was created",
}
#: The targets that are about a lead, so that there need be no opportunity.
OF_LEADS = ("mql", "lead")


def conversions(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    target: str = "won",
    value: float = 1.0,
    mqls: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row is one conversion known by the as-of day, numbered in time order.

    A won deal is worth its amount in the workspace currency (null where unknown). Each
    opportunity or lead created, or lead qualified, is worth `value`. `mqls` says when leads
    qualified (lead_id, mql_at); only the first time counts. A conversion without a date is kept:
    its date is null, and no touch can be put before it.

    >>> from datetime import datetime
    >>> deals = pl.DataFrame(
    ...     {
    ...         "opportunity_id": ["Aurora's", "Bosque's"],
    ...         "account_id": ["Aurora", "Bosque"],
    ...         "lead_id": ["Ana", "Carla"],
    ...         "created_at": [datetime(2026, 2, 2), datetime(2026, 2, 9)],
    ...         "closed_at": [datetime(2026, 3, 2), None],
    ...         "status": ["won", "open"],
    ...         "amount_base": [900.0, 500.0],
    ...     }
    ... )
    >>> conversions(deals, as_of=date(2026, 6, 30))["conversion_id"].to_list()
    ["Aurora's"]
    >>> conversions(deals, as_of=date(2026, 6, 30), target="opportunity")["value"].to_list()
    [1.0, 1.0]
    """
    if target not in TARGETS:
        raise UnknownName("target", target, TARGETS)
    if target == "won":
        events = _won(known.deals(opportunities, as_of))
    elif target == "opportunity":
        events = _created(known.deals(opportunities, as_of), value)
    elif leads is None:
        raise BadParameter(
            f"target '{target}' needs the leads table, and there is none: add an export."
        )
    elif target == "lead":
        events = _leads(known.leads(leads, as_of), value)
    elif mqls is None:
        raise BadParameter("target 'mql' needs to be told when leads qualified: give mqls.")
    else:
        events = _qualified(known.leads(leads, as_of), mqls, value, as_of)
    return events.sort("converted_at", "conversion_id", maintain_order=True).with_row_index(
        "conversion"
    )


def _won(deals: pl.DataFrame) -> pl.DataFrame:
    return deals.filter(pl.col("status") == "won").select(
        pl.col("opportunity_id").alias("conversion_id"),
        pl.col("closed_at").alias("converted_at"),
        pl.col("amount_base").cast(pl.Float64).alias("value"),
        "account_id",
        "lead_id",
        pl.col("created_at").alias("opportunity_at"),
    )


def _created(deals: pl.DataFrame, value: float) -> pl.DataFrame:
    return deals.select(
        pl.col("opportunity_id").alias("conversion_id"),
        pl.col("created_at").alias("converted_at"),
        pl.lit(value, pl.Float64).alias("value"),
        "account_id",
        "lead_id",
        pl.col("created_at").alias("opportunity_at"),
    )


def _leads(leads: pl.DataFrame, value: float) -> pl.DataFrame:
    """One row per person: a record merged into another is no lead, nor one that is there twice."""
    once = leads.unique("lead_id", keep="first", maintain_order=True)
    return once.filter(pl.col("merged_into").is_null()).select(
        pl.col("lead_id").alias("conversion_id"),
        pl.col("created_at").alias("converted_at"),
        pl.lit(value, pl.Float64).alias("value"),
        "account_id",
        "lead_id",
        pl.lit(None, leads.schema["created_at"]).alias("opportunity_at"),
    )


def _qualified(leads: pl.DataFrame, mqls: pl.DataFrame, value: float, as_of: date) -> pl.DataFrame:
    """Give the leads that qualified by the day, each at the first time that it did."""
    first = (
        known.events(mqls.drop_nulls(), "mql_at", as_of)
        .group_by("lead_id")
        .agg(pl.col("mql_at").min().cast(leads.schema["created_at"]))
    )
    return (
        _leads(leads, value)
        .join(first, on="lead_id", maintain_order="left")
        .with_columns(pl.col("mql_at").alias("converted_at"))
        .drop("mql_at")
    )
