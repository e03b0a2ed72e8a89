"""Which campaign a lead came by, and what it promises."""

from typing import Literal

import polars as pl

from revops.alignment.topics import as_topics
from revops.errors import BadParameter
from revops.metrics.metric import NotComputable
from revops.text import N_

#: Which of a lead's marketing touches before the conversation names its campaign.
Touch = Literal["first", "last"]


def with_promise(
    talks: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    *,
    touch: Touch = "first",
) -> pl.DataFrame:
    """Add to each conversation: campaign_id, campaign (its name) and promise (topics).

    The campaign is that of the lead's first (or last, by `touch`) marketing touch that names
    one, up to the conversation; a touch that names none by id has the one of its utm tag. A
    campaign is found by its id, else by its name. All three are null where no touch names one.

    Raises:
        NotComputable: no campaign says what it promises.
        BadParameter: `touch` is neither first nor last.
    """
    if touch not in ("first", "last"):
        raise BadParameter(f"touch is '{touch}'; use one of: first, last")
    promises = _promises(campaigns, topics)
    named = pl.coalesce("campaign_id", "utm_campaign").alias("named")
    before = (
        touchpoints.select("lead_id", "occurred_at", named)
        .drop_nulls("named")
        .join(talks.select("lead_id", "talked_at"), on="lead_id", maintain_order="left")
        .filter(pl.col("occurred_at") <= pl.col("talked_at"))
        .sort("occurred_at", maintain_order=True)
        .unique("lead_id", keep=touch, maintain_order=True)
    )
    known = before.select("lead_id", "named").join(
        promises, on="named", how="left", maintain_order="left"
    )
    return talks.join(
        known.select(
            "lead_id",
            campaign_id=pl.coalesce("campaign_id", "named"),
            campaign=pl.coalesce("campaign", "named"),
            promise="promise",
        ),
        on="lead_id",
        how="left",
        maintain_order="left",
    )


def _promises(campaigns: pl.DataFrame, topics: pl.DataFrame) -> pl.DataFrame:
    """Give each campaign's promise by its id and by its name."""
    told = campaigns.select(
        "campaign_id",
        campaign=pl.coalesce("name", "campaign_id"),
        promise=as_topics(campaigns.get_column("promise"), topics),
    )
    if not (told.get_column("promise").list.len() > 0).any():
        raise NotComputable(
            N_("no campaign says what it promises; fill the column 'promise' of the campaigns")
        )
    by_id = told.with_columns(named="campaign_id")
    by_name = told.with_columns(named="campaign")
    return pl.concat([by_id, by_name]).drop_nulls("named").unique(
        "named", keep="first", maintain_order=True
    )  # fmt: skip
