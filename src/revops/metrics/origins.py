"""Where a customer came from: the first channel, campaign and promise of its journey."""

import polars as pl

from revops.metrics.grouping import BLANK
from revops.metrics.metric import NotComputable
from revops.text import N_

ORIGINS = ("first_channel", "first_campaign_id", "promise")


def with_origins(
    customers: pl.DataFrame, journeys: pl.DataFrame | None, campaigns: pl.DataFrame | None
) -> pl.DataFrame:
    """Add first_channel, first_campaign_id and promise to each customer; rows stay as many.

    first_channel: of the first touch in the journey of its first win. first_campaign_id: the
    first campaign that a touch of that journey names, else the deal's own primary campaign.
    promise: the topics of that campaign, in alphabetical order.
    """
    if journeys is None:
        raise NotComputable(N_("no export gives touchpoints or activities"))
    inside = ["conversion_id", "position", "channel", "campaign_id"]
    first = (
        journeys.select(inside)
        .sort("conversion_id", "position")
        .group_by("conversion_id")
        .agg(
            pl.col("channel").first().alias("first_channel"),
            pl.col("campaign_id").drop_nulls().first().alias("touched"),
        )
    )
    joined = customers.join(
        first, on="conversion_id", how="left", maintain_order="left", validate="m:1"
    )
    own = pl.col("primary_campaign_id") if "primary_campaign_id" in joined.columns else None
    named = joined.with_columns(pl.coalesce("touched", own).alias("first_campaign_id"))
    return with_promise(named.drop("touched"), campaigns, on="first_campaign_id")


def with_promise(
    frame: pl.DataFrame, campaigns: pl.DataFrame | None, *, on: str = "campaign_id"
) -> pl.DataFrame:
    """Add what each row's campaign promises, "(blank)" where nothing is known; rows stay as many.

    A campaign is found by its id, else by its name: a link's tag may be either.

    >>> campaigns = pl.DataFrame({"campaign_id": ["c1"], "promise": [["support", "price"]]})
    >>> touches = pl.DataFrame({"campaign_id": ["c1", None]})
    >>> with_promise(touches, campaigns)["promise"].to_list()
    ['price, support', '(blank)']
    """
    if campaigns is None:
        return frame.with_columns(pl.lit(BLANK).alias("promise"))
    topics = pl.col("promise").list.sort().list.join(", ").replace("", None)
    names = [name for name in ("campaign_id", "name") if name in campaigns.columns]
    told = pl.concat(campaigns.select(pl.col(name).alias(on), topics) for name in names)
    told = told.drop_nulls().unique(on, keep="first", maintain_order=True)
    joined = frame.join(told, on=on, how="left", maintain_order="left", validate="m:1")
    return joined.with_columns(pl.col("promise").fill_null(BLANK))
