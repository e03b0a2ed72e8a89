"""Small files that people keep by hand: content, campaigns, users, targets and rates."""

import polars as pl

from revops.sample.calendar import AS_OF
from revops.sample.campaigns import CAMPAIGNS, Campaign, is_over
from revops.sample.channels import CHANNELS
from revops.sample.company import DOMAIN, USERS
from revops.sample.content import PIECES
from revops.sample.exports.sheet import Sheet, as_text, day
from revops.sample.records import Records

#: Metric, period, goal for a company of 5,000 leads, and when it was agreed.
GOALS = (
    ("won_value", "2025", 1_900_000, "2024-12-18"),
    ("won_value", "2026", 2_600_000, "2025-12-17"),
    ("won_value", "2026-Q1", 560_000, "2025-12-17"),
    ("won_value", "2026-Q2", 640_000, "2026-03-25"),
    ("n_won", "2026-Q2", 52, "2026-03-25"),
    ("n_opportunities", "2026-Q2", 190, "2026-03-25"),
    ("won_value", "2026-06", 230_000, "2026-05-28"),
)


def content() -> Sheet:
    """Give one row per piece."""
    rows = [
        {
            "content_id": piece.content_id,
            "title": piece.title,
            "kind": piece.kind,
            "theme": piece.theme,
            "author_ids": ";".join(name for name in (piece.author, piece.with_seller) if name),
            "made_with_sales": "true" if piece.with_seller else "false",
            "published_on": piece.published.isoformat(),
            "url": f"https://{DOMAIN}{piece.url}",
        }
        for piece in PIECES
    ]
    return Sheet("content.csv", pl.DataFrame(rows))


def _campaign(campaign: Campaign) -> dict[str, str | None]:
    """Give a campaign's row; its channel is left to agreement/channels.csv."""
    channel = CHANNELS[campaign.channel]
    monthly = round(campaign.daily_usd * 30.4, -1)
    return {
        "campaign_id": campaign.campaign_id,
        "name": campaign.name,
        "utm_source": campaign.source or channel.sources[0],
        "utm_medium": channel.medium,
        "owner_id": campaign.owner,
        "status": "ended" if is_over(campaign) else "active",
        "starts_on": campaign.starts.isoformat(),
        "ends_on": campaign.ends.isoformat() if campaign.ends else None,
        "budget": f"{monthly:.0f}" if monthly else None,
        "currency": "USD" if monthly else None,
        "promise": campaign.promise,
        "content_id": campaign.content_id or None,
    }


def campaigns() -> Sheet:
    """Give one row per campaign that had begun by the as-of day."""
    rows = [_campaign(one) for one in CAMPAIGNS if one.starts <= AS_OF]
    return Sheet("campaigns.csv", pl.DataFrame(rows, infer_schema_length=None))


def users() -> Sheet:
    """Give one row per user."""
    rows = [
        {
            "user_id": user.name,
            "name": user.name,
            "team": user.team,
            "is_active": "true" if user.is_active else "false",
        }
        for user in USERS
    ]
    return Sheet("users.csv", pl.DataFrame(rows))


def targets(n_leads: int) -> Sheet:
    """Give one row per goal, in proportion to the company's size."""
    rows = [
        {
            "metric_id": metric,
            "params": "{}",
            "period": period,
            "value": f"{max(round(goal * n_leads / 5000), 1)}",
            "agreed_on": agreed,
        }
        for metric, period, goal, agreed in GOALS
    ]
    return Sheet("targets.csv", pl.DataFrame(rows))


def rates(records: Records) -> Sheet:
    """Give one row per currency and weekday."""
    rate = pl.col("rate").round_sig_figs(7)
    shown = records.rates.select("currency", day("day").alias("day"), rate)
    return Sheet("rates.csv", as_text(shown))
