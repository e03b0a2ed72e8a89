"""What the ad platforms charged: one row per campaign and day, and what they claim for it."""

import numpy as np
import polars as pl

from revops.sample.calendar import AS_OF, END, day_number, season, weekday
from revops.sample.campaigns import CAMPAIGNS, Campaign, last_day
from revops.sample.stories import Stories
from revops.sample.streams import stream

#: US dollars a click, and clicks an impression.
CLICK_USD = {"google_ads": 0.95, "meta_ads": 0.42}
CLICK_SHARE = {"google_ads": 0.052, "meta_ads": 0.011}
OVERCLAIM = 1.7


def spend(seed: int, contacts: pl.DataFrame, n_leads: int, stories: Stories) -> pl.DataFrame:
    """Give one row per paid campaign and day, in the order of campaign, then day."""
    forms = contacts.group_by("first_campaign", day=pl.col("created").floor()).agg(n=pl.len())
    paid = [campaign for campaign in CAMPAIGNS if campaign.vendor]
    scale = n_leads / 5000
    return pl.concat([_of_campaign(seed, one, forms, scale, stories) for one in paid])


def _of_campaign(
    seed: int, campaign: Campaign, forms: pl.DataFrame, scale: float, stories: Stories
) -> pl.DataFrame:
    """Draw a campaign's days: weekends are slow, seasons differ, a few days pause."""
    rng = stream(seed, f"spend {campaign.campaign_id}")
    last = min(float(day_number(last_day(campaign))), float(day_number(AS_OF)))
    day = np.arange(float(day_number(campaign.starts)), min(last + 1, END))
    busy = season(day, grows="growth" in stories, varies="seasons" in stories)
    level = busy * np.where(weekday(day) >= 5, 0.55, 1.12)
    cost = campaign.daily_usd * scale * level * np.exp(rng.normal(0, 0.22, day.size))
    clicks = rng.poisson(cost / CLICK_USD[campaign.vendor])
    shown = clicks / CLICK_SHARE[campaign.vendor] * np.exp(rng.normal(0, 0.15, day.size))
    mine = forms.filter(pl.col("first_campaign") == campaign.campaign_id)
    claimed = pl.DataFrame({"day": day}).join(mine, on="day", how="left", maintain_order="left")
    leads = claimed.get_column("n").fill_null(0).to_numpy()
    return pl.DataFrame(
        {
            "campaign_id": campaign.campaign_id,
            "vendor": campaign.vendor,
            "day": day,
            "cost_usd": cost,
            "clicks": clicks,
            "impressions": np.maximum(shown.round(), clicks).astype(np.int64),
            "conversions": rng.poisson(leads * OVERCLAIM),
            "runs": rng.random(day.size) > 0.015,
        }
    ).filter("runs", pl.col("clicks") > 0)
