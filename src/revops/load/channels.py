"""The channel of touches, campaigns and spend, by agreement/channels.csv.

The first row that matches wins. In a rule `*` stands for anything and a blank for nothing at
all; capitals and blanks around a value don't count. What no rule knows is `unmapped`, so that it
can be seen and counted.
"""

import re
from collections.abc import Mapping
from functools import partial

import polars as pl

UNMAPPED = "unmapped"
_RULE, _THROUGH = "__rule", "__through"
_TAGS = ("utm_source", "utm_medium")


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


def _through_campaign(campaigns: pl.DataFrame | None) -> pl.LazyFrame:
    """The channel of each campaign, where it is known."""
    if campaigns is None:
        return pl.LazyFrame(schema={"campaign_id": pl.String, _THROUGH: pl.String})
    known = campaigns.lazy().select("campaign_id", pl.col("channel").alias(_THROUGH)).drop_nulls()
    return known.unique("campaign_id", keep="first", maintain_order=True)


def _ruled(tags: pl.Series, rules: pl.DataFrame) -> pl.Series:
    """Give the channel of each pair of tags by the rules, which see each pair once.

    Pairs are told apart by their hashes; where two of them share one, the rules see every row.
    """
    pairs = tags.struct.unnest()
    rule = channel_of(rules, "touchpoint", *map(pl.col, _TAGS)).alias(_RULE)
    hashes = pairs.select(pl.sum_horizontal(pl.col(n).hash(s) for s, n in enumerate(_TAGS)))
    told = hashes.to_series()
    first = told.arg_unique()
    few = pairs[first]
    places = pl.int_range(few.height, dtype=pl.UInt32, eager=True)
    place = told.replace_strict(told.gather(first), places)
    if not all(pairs[name].equals(few[name].gather(place)) for name in _TAGS):
        return pairs.with_columns(rule).get_column(_RULE)
    return few.with_columns(rule).get_column(_RULE).gather(place)


def _by_rules(rules: pl.DataFrame) -> pl.Expr:
    """Give the channel by a touch's tags; none where no rule is of touches."""
    if rules.filter(pl.col("kind") == "touchpoint").is_empty():
        return pl.lit(None, pl.String)
    by_rule = partial(_ruled, rules=rules)
    return pl.struct(_TAGS).map_batches(by_rule, return_dtype=pl.String(), is_elementwise=True)


def _of_campaign(campaigns: pl.DataFrame | None) -> list[pl.Expr]:
    """Give the channel by a touch's tags, then that of its campaign; none where none is known."""
    through = _through_campaign(campaigns).collect()
    if through.is_empty():
        return []
    is_tagged = pl.any_horizontal(pl.col(_TAGS).is_not_null())
    known = pl.col("campaign_id").replace_strict(
        through["campaign_id"], through[_THROUGH], default=None, return_dtype=pl.String
    )
    return [pl.when(is_tagged).then(_RULE), known]


def touches(
    rows: pl.LazyFrame, rules: pl.DataFrame, campaigns: pl.DataFrame | None
) -> pl.LazyFrame:
    """A touch's channel: by its tags, else by its campaign, else by the rule for no tags.

    Each row is read by itself, so that a big table can be read a stretch at a time.
    """
    ruled = rows.with_columns(_by_rules(rules).alias(_RULE))
    found = pl.coalesce("channel", *_of_campaign(campaigns), _RULE).fill_null(UNMAPPED)
    return ruled.with_columns(channel=found).drop(_RULE)


def _touches(
    frame: pl.DataFrame, rules: pl.DataFrame, campaigns: pl.DataFrame | None
) -> pl.DataFrame:
    """Fill the channel of touches in memory."""
    return touches(frame.lazy(), rules, campaigns).collect()


def _spend(
    frame: pl.DataFrame, rules: pl.DataFrame, campaigns: pl.DataFrame | None
) -> pl.DataFrame:
    """The channel of a cost: by vendor and campaign, else its campaign's.

    The rule comes first, because two vendors may call a campaign by one name.
    """
    through = _through_campaign(campaigns).collect()
    rule = channel_of(rules, "spend", pl.col("from_vendor"), pl.col("campaign_id"))
    known = frame.join(through, on="campaign_id", how="left", maintain_order="left")
    found = pl.coalesce("channel", rule, _THROUGH).fill_null(UNMAPPED)
    return known.with_columns(channel=found).drop(_THROUGH)


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
