"""When did each customer churn? The first loss, or still a customer on the as-of day."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.outcomes import OPEN, WON
from revops.metrics.post_sale import events_after_win, refuse_silent
from revops.metrics.won_accounts import won_accounts

#: The ages at which churn is read.
AGES = (90, 180, 365, 730)


def churned_accounts(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """Add to each customer cause (1 churned, 0 still a customer) and days since its first win.

    Who is still a customer is censored on the as-of day. The first `churned` event counts.
    """
    refuse_silent(customers, as_of=as_of)
    found = won_accounts(opportunities, leads, journeys, campaigns, as_of=as_of, by=by)
    told = events_after_win(customers, found, as_of=as_of).filter(pl.col("event") == "churned")
    lost = told.group_by("account_id").agg(pl.col("days").min())
    joined = found.join(lost, on="account_id", how="left", maintain_order="left", validate="m:1")
    gone = pl.col("days").is_not_null()
    return joined.with_columns(
        pl.when(gone).then(WON).otherwise(OPEN).alias("cause"),
        pl.coalesce("days", "age").alias("days"),
        pl.col("closed_at").alias("created_at"),
    )
