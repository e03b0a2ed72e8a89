"""What do the advertising platforms claim, and what do we count?"""

from datetime import date

import polars as pl

from revops.metrics.grouping import exact_sum
from revops.metrics.metric import NotComputable
from revops.text import N_


def platform_and_ours(credits: pl.DataFrame, spend: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What does each platform claim of a campaign, and what do we credit it with?

    One row is one campaign at one vendor: from_vendor, campaign_id, spend, platform_conversions
    (what the vendor counts as one, each by its own rules and for each of its own ads), and
    credited_conversions (the sum of credit of our journeys between the first and the last day of
    the export). The two stand side by side and are never added: platforms claim the same person.

    >>> credits = pl.DataFrame({"campaign_id": ["c1"], "converted_at": [date(2026, 3, 1)],
    ...     "credit": [0.5]})
    >>> spend = pl.DataFrame({"from_vendor": ["meta_ads"], "campaign_id": ["c1"],
    ...     "spent_on": [date(2026, 3, 1)], "cost_base": [50.0], "platform_conversions": [4.0]})
    >>> platform_and_ours(credits, spend, as_of=date(2026, 3, 31)).row(0)
    ('meta_ads', 'c1', 50.0, 4.0, 0.5)
    """
    day = pl.col("spent_on")
    known = spend.filter((day <= as_of).fill_null(True))
    if "platform_conversions" not in known.columns or not known["platform_conversions"].count():
        raise NotComputable(N_("no export of spend says what the platform claims"))
    claimed = known.group_by("from_vendor", "campaign_id").agg(
        exact_sum(pl.col("cost_base")).alias("spend"),
        exact_sum(pl.col("platform_conversions")).alias("platform_conversions"),
    )
    first, last = known.select(day.min().alias("first"), day.max().alias("last")).row(0)
    within = pl.col("converted_at").dt.date().is_between(pl.lit(first), pl.lit(last))
    undated = first is None
    counted = credits.filter(pl.lit(undated) | within.fill_null(undated))
    ours = counted.group_by("campaign_id").agg(
        exact_sum(pl.col("credit")).alias("credited_conversions")
    )
    both = claimed.join(ours, on="campaign_id", how="left")
    return both.with_columns(pl.col("credited_conversions").fill_null(0.0)).sort(
        "spend", "from_vendor", "campaign_id", descending=[True, False, False]
    )
