"""Do deals whose buyers saw content made together with sales end otherwise than other deals?"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.heard.two_shares import difference_ends, z_of
from revops.alignment.heard.won_in_time import deals_in_time, won_in_time
from revops.metrics.metric import NotComputable
from revops.text import N_

GROUPS = ("made_with_sales", "other_content", "no_content")


def made_together(
    journeys: pl.DataFrame,
    content: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    within_days: int = 180,
) -> pl.DataFrame:
    """One row a group of deals, by what their people saw before the deal was opened.

    Groups (content_seen): made_with_sales (at least one such piece), other_content (only pieces
    that marketing made alone), no_content. Touches after the opening are left out, since a deal
    that goes on longer, or well, is shown more. Columns: content_seen, then of the deals opened at
    least `within_days` ago: value (share won within so many days) with its 95 % Wilson interval,
    numerator, denominator; n_deals of any age, unit; and each group's difference to other_content:
    change_share, change_low_share, change_high_share (95 % Newcombe). Buyers choose what they
    read, so it is no effect. Takes `journeys` to an opened deal (target="opportunity").

    >>> content = pl.DataFrame({"content_id": ["guide"], "made_with_sales": [True]})
    >>> journeys = pl.DataFrame({"conversion_id": ["d1"], "content_id": ["guide"]})
    >>> deals = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won", "lost"],
    ...     "created_at": [date(2025, 11, 3)] * 2, "closed_at": [date(2026, 1, 9)] * 2})
    >>> made_together(journeys, content, deals, as_of=date(2026, 6, 30)).select(
    ...     "content_seen", "n_deals", "value").rows()
    [('made_with_sales', 1, 1.0), ('no_content', 1, 0.0)]
    """
    if not content.get_column("made_with_sales").any():
        raise NotComputable(N_("no piece of content is marked as made with sales"))
    deals = deals_in_time(known.deals(opportunities, as_of), as_of, within_days)
    pieces = content.select("content_id", "made_with_sales").unique("content_id", keep="first")
    seen = (
        journeys.select(opportunity_id="conversion_id", content_id="content_id")
        .join(pieces, on="content_id")
        .group_by("opportunity_id")
        .agg(pl.col("made_with_sales").fill_null(False).any())
    )
    group = pl.when("made_with_sales").then(pl.lit(GROUPS[0])).otherwise(pl.lit(GROUPS[1]))
    joined = deals.join(seen, on="opportunity_id", how="left")
    named = pl.when(pl.col("made_with_sales").is_null()).then(pl.lit(GROUPS[2])).otherwise(group)
    found = won_in_time(
        joined.with_columns(content_seen=named.cast(pl.Enum(GROUPS))), ["content_seen"]
    )
    return _against_other(
        found.sort("content_seen").with_columns(pl.col("content_seen").cast(pl.String))
    )


def _against_other(found: pl.DataFrame) -> pl.DataFrame:
    """Add each group's difference to deals that saw only other content."""
    other = found.filter(pl.col("content_seen") == GROUPS[1]).select(k="numerator", n="denominator")
    if other.is_empty():
        return found
    both = found.join(other, how="cross")
    won, all_of, k, n = map(pl.col, ("numerator", "denominator", "k", "n"))
    low, high = difference_ends(won, all_of, k, n, z=z_of(1))
    is_other = pl.col("content_seen") == GROUPS[1]
    change = pl.when(~is_other & (n > 0)).then(pl.col("value") - k / n)
    ends = {"change_low_share": low, "change_high_share": high}
    told = [pl.when(~is_other).then(end).alias(name) for name, end in ends.items()]
    return both.with_columns(change.alias("change_share"), *told).drop("k", "n")
