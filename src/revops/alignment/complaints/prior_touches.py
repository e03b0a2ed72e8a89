"""How many touches of marketing had each lead had when it was handed over?"""

import polars as pl

from revops.journeys import touches

#: As far back as a journey looks.
LOOKBACK_DAYS = 180


def with_prior_touches(
    handed: pl.DataFrame, touchpoints: pl.DataFrame | None, *, lookback_days: int = LOOKBACK_DAYS
) -> pl.DataFrame:
    """Add n_touches: marketing's touches of the person itself in the days before the handover.

    From start_at minus `lookback_days` to start_at, both ends included, as a journey counts them;
    those of colleagues do not count. Null where no export gives touchpoints.

    >>> from datetime import datetime
    >>> handed = pl.DataFrame({"lead_id": ["ana", "bruno"], "start_at": [datetime(2026, 6, 3)] * 2})
    >>> touchpoints = pl.DataFrame({"touchpoint_id": ["t1", "t2"], "lead_id": ["ana"] * 2,
    ...     "occurred_at": [datetime(2026, 6, 1), datetime(2026, 6, 4)], "channel": ["email"] * 2,
    ...     "campaign_id": [None] * 2, "content_id": [None] * 2})
    >>> with_prior_touches(handed, touchpoints)["n_touches"].to_list()
    [1, 0]
    """
    if touchpoints is None:
        return handed.with_columns(pl.lit(None, pl.Int64).alias("n_touches"))
    start, at = pl.col("start_at"), pl.col("occurred_at")
    since = start - pl.duration(days=lookback_days)
    counted = (
        touches(touchpoints)
        .select("lead_id", "occurred_at")
        .join(handed.lazy().select("lead_id", "start_at"), on="lead_id")
        .filter(at.is_between(since, start, closed="both"))
        .group_by("lead_id")
        .agg(pl.len().cast(pl.Int64).alias("n_touches"))
        .collect()
    )
    return handed.join(counted, on="lead_id", how="left", maintain_order="left").with_columns(
        pl.col("n_touches").fill_null(0)
    )
