"""Milestones: which touch was first, made the lead, made the opportunity, or closed the sale."""

import polars as pl

FLAGS = ("is_first", "is_lead_creation", "is_opportunity_creation", "is_close")


def milestone_days(
    conversions: pl.DataFrame, group: pl.DataFrame, leads: pl.DataFrame | None, *, target: str
) -> pl.DataFrame:
    """One row is one conversion with the moments of its milestones, null where unknown.

    Columns added: lead_at (the group's earliest lead was created), opportunity_at, close_at.
    A moment after the conversion is no milestone of it.
    """
    moment = conversions.schema["converted_at"]
    if leads is None:
        created = conversions.select("conversion", pl.lit(None, moment).alias("lead_at"))
    else:
        created = (
            group.join(leads.select("lead_id", "created_at"), on="lead_id")
            .group_by("conversion")
            .agg(pl.col("created_at").min().cast(moment).alias("lead_at"))
        )
    closed = pl.col("converted_at") if target == "won" else pl.lit(None, moment)
    return conversions.join(created, on="conversion", how="left", maintain_order="left").select(
        "conversion",
        *(_within(pl.col(name)).alias(name) for name in ("lead_at", "opportunity_at")),
        closed.alias("close_at"),
    )


def _within(moment: pl.Expr) -> pl.Expr:
    """Give the moment, null where it lies after the conversion."""
    return pl.when(moment <= pl.col("converted_at")).then(moment)


def last_until(moment: str) -> pl.Expr:
    """Say of each touch whether it is its journey's last one at or before a moment.

    Rows stand in order of conversion and time, so the next row tells.

    >>> walk = pl.DataFrame(
    ...     {"conversion": [0, 0, 0, 1], "occurred_at": [1, 2, 3, 1], "lead_at": [2, 2, 2, 0]}
    ... )
    >>> walk.select(last_until("lead_at")).to_series().to_list()
    [False, True, False, False]
    """
    until = (pl.col("occurred_at") <= pl.col(moment)).fill_null(False)
    next_too = until.shift(-1, fill_value=False) & (
        pl.col("conversion").shift(-1) == pl.col("conversion")
    )
    return until & ~next_too.fill_null(False)
