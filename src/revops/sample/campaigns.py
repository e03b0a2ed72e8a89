"""Faro's campaigns: what they promise, where they run, and how they are tagged.

A campaign's id is its utm_campaign and its name in the ad platforms, so that spend, touches
and promises meet. The first day is 2025-01-01 unless said.
"""

from dataclasses import dataclass
from datetime import date

from revops.sample.calendar import AS_OF, START
from revops.sample.facts import listed, rows


@dataclass(frozen=True)
class Campaign:
    """One campaign of one channel; `daily_usd` is what it spends on an average day."""

    campaign_id: str
    name: str
    channel: str
    promise: str
    content_id: str
    countries: tuple[str, ...]
    starts: date
    ends: date | None
    vendor: str
    daily_usd: float
    owner: str
    source: str


def _campaign(row: dict[str, str]) -> Campaign:
    """Read one campaign."""
    return Campaign(
        campaign_id=row["campaign_id"],
        name=row["name"],
        channel=row["channel"],
        promise=row["promise"],
        content_id=row["content_id"],
        countries=listed(row["countries"]),
        starts=date.fromisoformat(row["starts"]) if row["starts"] else START,
        ends=date.fromisoformat(row["ends"]) if row["ends"] else None,
        vendor=row["vendor"],
        daily_usd=float(row["daily_usd"]),
        owner=row["owner"],
        source=row["source"],
    )


CAMPAIGNS = tuple(_campaign(row) for row in rows("campaigns"))


def last_day(campaign: Campaign) -> date:
    """Give the day on which a campaign ends; far away for one that still runs."""
    return campaign.ends or date(2099, 12, 31)


def is_over(campaign: Campaign) -> bool:
    """Say whether a campaign had ended by the as-of day.

    >>> [campaign.campaign_id for campaign in CAMPAIGNS if is_over(campaign)][:2]
    ['correo_compras', 'feria_santiago_2025']
    """
    return last_day(campaign) < AS_OF
