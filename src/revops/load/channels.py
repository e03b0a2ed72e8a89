"""The channel of touches, campaigns and spend, by agreement/channels.csv.

The first row that matches wins. In a rule `*` stands for anything and a blank for nothing at
all; capitals and blanks around a value don't count. What no rule knows is `unmapped`, so that it
can be seen and counted.
"""

import re
from collections.abc import Mapping

import polars as pl

UNMAPPED = "unmapped"


def _matches(column: pl.Expr, pattern: str | None) -> pl.Expr:
    """Say whether a value fits one cell of a rule."""
    value = column.str.strip_chars().str.to_lowercase()
    if pattern is None:
        return value.is_null() | (value == "")
    if "*" not in pattern:
        return (value == pattern.lower()).fill_null(False)
    regex = ".*".join(re.escape(part) for part in pattern.lower().split("*"))
    return value.fill_null("").str.contains(f"(?s)^{regex}$")


def channel_of(rules: pl.DataFrame, kind: str, source: pl.Expr, medium: pl.Expr) -> pl.Expr:
    """Give the channel by the rules of one kind; null where none matches.

    >>> rules = pl.DataFrame(
    ...     {
    ...         "kind": "touchpoint",
    ...         "source": ["google", None],
    ...         "medium": ["cpc*", None],
    ...         "channel": ["paid_search", "direct"],
    ...     }
    ... )
    >>> touches = pl.DataFrame({"s": ["Google ", None, "x"], "m": ["CPC-brand", None, "y"]})
    >>> chosen = channel_of(rules, "touchpoint", pl.col("s"), pl.col("m"))
    >>> touches.select(chosen).to_series().to_list()
    ['paid_search', 'direct', None]
    """
    chosen = pl.lit(None, pl.String)
    wanted = rules.filter(pl.col("kind") == kind)
    for rule in reversed(wanted.to_dicts()):
        fits = _matches(source, rule["source"]) & _matches(medium, rule["medium"])
        chosen = pl.when(fits).then(pl.lit(rule["channel"])).otherwise(chosen)
    return chosen


def _campaigns(frame: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """A campaign's channel: by its links' tags, else by vendor and name."""
    tagged = pl.col("utm_source").is_not_null() | pl.col("utm_medium").is_not_null()
    by_tags = channel_of(rules, "touchpoint", pl.col("utm_source"), pl.col("utm_medium"))
    by_name = channel_of(rules, "spend", pl.col("from_vendor"), pl.col("name"))
    return frame.with_columns(
        channel=pl.coalesce("channel", pl.when(tagged).then(by_tags), by_name)
    )


def _through_campaign(frame: pl.DataFrame, campaigns: pl.DataFrame | None) -> pl.Series:
    """The channel of each row's campaign, where it is known."""
    if campaigns is None:
        return pl.Series("channel", [None], dtype=pl.String).new_from_index(0, frame.height)
    known = campaigns.select("campaign_id", "channel").drop_nulls()
    known = known.unique("campaign_id", keep="first", maintain_order=True)
    joined = frame.select("campaign_id").join(
        known, on="campaign_id", how="left", maintain_order="left"
    )
    return joined.get_column("channel")


def _touches(
    frame: pl.DataFrame, rules: pl.DataFrame, campaigns: pl.DataFrame | None
) -> pl.DataFrame:
    """A touch's channel: by its tags, else by its campaign, else by the rule for no tags."""
    tagged = pl.col("utm_source").is_not_null() | pl.col("utm_medium").is_not_null()
    rule = channel_of(rules, "touchpoint", pl.col("utm_source"), pl.col("utm_medium"))
    through = _through_campaign(frame, campaigns)
    found = pl.coalesce("channel", pl.when(tagged).then(rule), through, rule)
    return frame.with_columns(channel=found.fill_null(UNMAPPED))


def _spend(
    frame: pl.DataFrame, rules: pl.DataFrame, campaigns: pl.DataFrame | None
) -> pl.DataFrame:
    """The channel of a cost: by vendor and campaign, else its campaign's.

    The rule comes first, because two vendors may call a campaign by one name.
    """
    through = _through_campaign(frame, campaigns)
    rule = channel_of(rules, "spend", pl.col("from_vendor"), pl.col("campaign_id"))
    return frame.with_columns(channel=pl.coalesce("channel", rule, through).fill_null(UNMAPPED))


def with_channels(
    tables: Mapping[str, pl.DataFrame], rules: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Fill the channel of campaigns, touchpoints and spend."""
    filled = dict(tables)
    if "campaigns" in filled:
        filled["campaigns"] = _campaigns(filled["campaigns"], rules)
    campaigns = filled.get("campaigns")
    if "touchpoints" in filled:
        filled["touchpoints"] = _touches(filled["touchpoints"], rules, campaigns)
    if "spend" in filled:
        filled["spend"] = _spend(filled["spend"], rules, campaigns)
    return filled
