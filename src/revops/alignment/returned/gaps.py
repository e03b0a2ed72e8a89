"""Spend without touches, and touches without spend: where credit and cost do not meet."""

from datetime import date

import polars as pl

from revops.metrics.grouping import exact_sum

_OWN = ("channel", "campaign_id")


def spend_without_touches(
    spend: pl.DataFrame, touchpoints: pl.DataFrame | pl.LazyFrame, *, as_of: date
) -> pl.DataFrame:
    """Which campaigns cost money and have no touch in the exports? They can have no credit.

    One row is one campaign: channel, campaign_id, spend, first_on, last_on, the dearest first.
    A campaign id that is written otherwise in the two exports is the usual reason.

    >>> spend = pl.DataFrame({"channel": ["paid_search"] * 2, "campaign_id": ["c1", "c2"],
    ...     "spent_on": [date(2026, 3, 1)] * 2, "cost_base": [50.0, 40.0]})
    >>> touches = pl.DataFrame({"channel": ["paid_search"], "campaign_id": ["c2"],
    ...     "occurred_at": [date(2026, 3, 2)]})
    >>> spend_without_touches(spend, touches, as_of=date(2026, 6, 30))["campaign_id"].to_list()
    ['c1']
    """
    seen = _touched(touchpoints, as_of).select("campaign_id").unique()
    day = pl.col("spent_on")
    known = spend.filter((day <= as_of).fill_null(True))
    costs = known.group_by(*_OWN).agg(
        exact_sum(pl.col("cost_base")).alias("spend"),
        day.min().alias("first_on"),
        day.max().alias("last_on"),
    )
    left = costs.filter(pl.col("spend") > 0).join(seen, on="campaign_id", how="anti")
    return left.sort("spend", *_OWN, descending=[True, False, False])


def touches_without_spend(
    spend: pl.DataFrame, touchpoints: pl.DataFrame | pl.LazyFrame, *, as_of: date
) -> pl.DataFrame:
    """Which channels and campaigns have touches and no spend? They have no return and no cost.

    One row is one channel and campaign: channel, campaign_id, n_touchpoints, first_on, last_on,
    channel_has_spend: other campaigns of the channel cost money, so here an export is likely to
    be missing; those come first. Free channels, such as search that nobody paid for, belong here.

    >>> spend = pl.DataFrame({"channel": ["paid_search"], "campaign_id": ["c1"],
    ...     "spent_on": [date(2026, 3, 1)], "cost_base": [50.0]})
    >>> touches = pl.DataFrame({"channel": ["email", "paid_search"], "campaign_id": [None, "c2"],
    ...     "occurred_at": [date(2026, 3, 2)] * 2})
    >>> touches_without_spend(spend, touches, as_of=date(2026, 6, 30)).select(
    ...     "channel", "n_touchpoints", "channel_has_spend").rows()
    [('paid_search', 1, True), ('email', 1, False)]
    """
    paid = spend.filter(pl.col("cost_base") > 0)
    campaigns = paid.select("campaign_id").drop_nulls().unique()
    channels = paid.get_column("channel").drop_nulls().unique()
    left = _touched(touchpoints, as_of).join(campaigns, on="campaign_id", how="anti")
    marked = left.with_columns(pl.col("channel").is_in(channels.implode()).alias("has"))
    shown = marked.rename({"has": "channel_has_spend"})
    order = ["channel_has_spend", "n_touchpoints", *_OWN]
    return shown.sort(order, descending=[True, True, False, False])


def _touched(touchpoints: pl.DataFrame | pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """Count the touches of each channel and campaign; a campaign may stand in the link's tag."""
    touches = touchpoints.lazy()
    tagged = "utm_campaign" in touches.collect_schema()
    campaign = pl.coalesce("campaign_id", "utm_campaign") if tagged else pl.col("campaign_id")
    day = pl.col("occurred_at").dt.date()
    named = touches.filter((day <= as_of).fill_null(True)).select(
        "channel", campaign.alias("campaign_id"), day.alias("day")
    )
    return (
        named.group_by(*_OWN)
        .agg(
            pl.len().cast(pl.Int64).alias("n_touchpoints"),
            pl.col("day").min().alias("first_on"),
            pl.col("day").max().alias("last_on"),
        )
        .collect(engine="streaming")
    )
