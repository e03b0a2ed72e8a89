"""Milestones: the visits that the leads and deals themselves tell, without a stage history.

A lead: `lead` when it was created, `opportunity` at its first deal, `won` at its first win.
A deal: `created`, then `won` or `lost` when it closed.
"""

import polars as pl

VISIT = ["object", "object_id", "pipeline", "stage", "entered_at"]


def lead_milestones(
    leads: pl.DataFrame | None, opportunities: pl.DataFrame | None
) -> list[pl.DataFrame]:
    """List the milestones of leads, one frame a stage.

    >>> leads = pl.DataFrame({"lead_id": ["ana"], "created_at": ["2026-01-05"]})
    >>> [frame.row(0) for frame in lead_milestones(leads, None)]
    [('lead', 'ana', None, 'lead', '2026-01-05')]
    """
    found = []
    if leads is not None:
        found.append(_visits(leads, "lead", "lead_id", "lead", "created_at"))
    if opportunities is not None:
        of_lead = opportunities.filter(pl.col("lead_id").is_not_null())
        won = of_lead.filter(pl.col("status") == "won")
        found += [
            _visits(_first(of_lead, "created_at"), "lead", "lead_id", "opportunity", "created_at"),
            _visits(_first(won, "closed_at"), "lead", "lead_id", "won", "closed_at"),
        ]
    return found


def deal_milestones(opportunities: pl.DataFrame | None) -> list[pl.DataFrame]:
    """List the milestones of deals, one frame a stage."""
    if opportunities is None:
        return []
    deal = ("opportunity", "opportunity_id")
    return [_visits(opportunities, *deal, "created", "created_at")] + [
        _visits(opportunities.filter(pl.col("status") == status), *deal, status, "closed_at")
        for status in ("won", "lost")
    ]


def _first(deals: pl.DataFrame, instant: str) -> pl.DataFrame:
    """Give each lead's earliest such instant."""
    return deals.group_by("lead_id").agg(pl.col(instant).min())


def _visits(frame: pl.DataFrame, kind: str, key: str, stage: str, instant: str) -> pl.DataFrame:
    """Bring rows into the shape of visits; rows without a date are left out."""
    of_deal = kind == "opportunity" and "pipeline" in frame.columns
    pipeline = pl.col("pipeline") if of_deal else pl.lit(None, pl.String)
    return frame.filter(pl.col(instant).is_not_null()).select(
        pl.lit(kind).alias("object"),
        pl.col(key).alias("object_id"),
        pipeline.alias("pipeline"),
        pl.lit(stage).alias("stage"),
        pl.col(instant).alias("entered_at"),
    )
