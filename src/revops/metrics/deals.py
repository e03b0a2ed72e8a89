"""The deals that a metric counts, ready to be cut by columns of the deal or of its lead."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops import known
from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.metric import NotComputable
from revops.text import N_


def deals(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """Keep the deals known by the as-of day, each with its segments as text.

    >>> frame = pl.DataFrame({"opportunity_id": ["d1"], "lead_id": ["ana"], "status": ["won"],
    ...     "created_at": [date(2026, 1, 5)], "closed_at": [date(2026, 3, 1)]})
    >>> leads = pl.DataFrame({"lead_id": ["ana"], "original_source": [None]})
    >>> deals(frame, leads, as_of=date(2026, 2, 1), by=["original_source"]).select(
    ...     "status", "original_source").row(0)
    ('open', '(blank)')
    """
    found = known.deals(opportunities, as_of)
    return segmented(with_lead_columns(found, leads, by), by)


def refuse_wins_only(found: pl.DataFrame) -> None:
    """Raise where every deal is won: an export of wins only says nothing of the others.

    >>> refuse_wins_only(pl.DataFrame({"status": ["won", "open"]}))
    >>> refuse_wins_only(pl.DataFrame({"status": ["won", "won"]}))
    Traceback (most recent call last):
        ...
    revops.metrics.metric.NotComputable: the exports hold won deals only: ...
    """
    if not found.is_empty() and found.get_column("status").eq("won").all():
        raise NotComputable(
            N_("the exports hold won deals only: whether others were lost or are open is not known")
        )
