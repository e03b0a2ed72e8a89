"""How a touch was tagged: whether its tags name a campaign, a cost, or our own site."""

import polars as pl

from revops import store
from revops.checks.flags.clock import wall_clock
from revops.checks.flags.over_rows import Flag, Wide, row_by_row
from revops.checks.flags.parts import UNSAID, Tables, holds, looked_up, part_of, when
from revops.checks.flags.spelling import counted, squeezed
from revops.checks.values import asked_of, values_of

#: Mediums that somebody paid for.
PAID = r"(?i)paid|^(cpc|ppc|cpm|cpv|cpa|display|banner|retargeting|affiliate)"
MACRO = r"\{\{|\}\}|\{[a-z_.]+\}|%7B"
#: The campaign of a touch: its id, else its tag.
CAMPAIGN = pl.coalesce("campaign_id", "utm_campaign")
#: The share of all pages that a site of our own has at least.
_OWN = 0.1
_ID = "campaign_id"


def said_where_any(told: pl.Expr) -> Wide:
    """Judge rows only where one is true: else the two sides name things in other ways."""

    def judge(frame: pl.LazyFrame) -> pl.Series:
        said = row_by_row(frame, {"told": told})["told"]
        return said if said.any() else pl.repeat(None, said.len(), dtype=pl.Boolean, eager=True)

    return Wide(frozenset(told.meta.root_names()), judge)


def inside_campaign(tables: Tables) -> Wide:
    """Say whether a touch lies inside its campaign's days."""
    dated = [day for day in ("starts_on", "ends_on") if holds(tables, "campaigns", _ID, day)]

    def judge(frame: pl.LazyFrame) -> pl.Series:
        if not dated:
            return pl.repeat(None, store.height_of(frame), dtype=pl.Boolean, eager=True)
        day = wall_clock(pl.col("occurred_at")).dt.date()
        starts = looked_up(CAMPAIGN, tables, "campaigns", _ID, "starts_on")
        ends = looked_up(CAMPAIGN, tables, "campaigns", _ID, "ends_on")
        inside = (day >= starts).fill_null(True) & (day <= ends).fill_null(True)
        is_dated = starts.is_not_null() | ends.is_not_null()
        return row_by_row(frame, {"inside": when(is_dated, inside)})["inside"]

    return Wide(frozenset(["occurred_at", *CAMPAIGN.meta.root_names()]), judge)


def _words(frame: pl.DataFrame) -> pl.Series:
    """List the ids and the names of campaigns, as they are compared."""
    both = [frame.select(squeezed(name).alias("word")) for name in frame.columns]
    return pl.concat(both)["word"].drop_nulls().unique()


def tag_names_campaign(tables: Tables, is_asked: pl.Expr) -> Flag:
    """Say whether the tag of a touch is the id or the name of a known campaign.

    A touch with an id of its own is judged by that.
    """
    if not holds(tables, "campaigns", "campaign_id", "name"):
        return UNSAID
    words = _words(part_of(tables, "campaigns", "campaign_id", "name"))
    is_only_tagged = pl.col("campaign_id").is_null() & pl.col("utm_campaign").is_not_null()

    def judge(frame: pl.LazyFrame) -> pl.Series:
        tags = counted(frame, "utm_campaign")
        known = tags.filter(squeezed("text").is_in(words.implode()))["text"]
        by_tag = pl.col("utm_campaign").is_in(known.implode())
        return said_where_any(when(is_asked & is_only_tagged, by_tag)).judge(frame)

    return Wide(frozenset(["campaign_id", "utm_campaign", *is_asked.meta.root_names()]), judge)


def has_spend(tables: Tables, is_asked: pl.Expr) -> Flag:
    """Say whether what a touch's campaign cost is known, within the days of the costs."""
    if not holds(tables, "spend", "campaign_id", "spent_on"):
        return UNSAID
    costs = part_of(tables, "spend", "campaign_id", "spent_on")
    first, last = costs["spent_on"].min(), costs["spent_on"].max()
    day = wall_clock(pl.col("occurred_at")).dt.date()
    inside = day.is_between(pl.lit(first), pl.lit(last))
    names = costs["campaign_id"].drop_nulls().unique()
    return said_where_any(when(is_asked & inside, CAMPAIGN.is_in(names.implode())))


def has_touches(tables: Tables) -> Flag:
    """Say of a cost whether any touch names its campaign."""
    if not holds(tables, "touchpoints", "campaign_id", "utm_campaign"):
        return UNSAID
    touches = store.unread(tables)["touchpoints"].select(name=CAMPAIGN).unique()
    names = touches.collect(engine="streaming")["name"].drop_nulls()
    return said_where_any(when(pl.col("cost") > 0, pl.col("campaign_id").is_in(names.implode())))


def _host(text: pl.Expr) -> pl.Expr:
    """Give the host of an address or of a source, without `www.`."""
    bare = text.str.to_lowercase().str.replace(r"^\s*(https?://)?(www\.)?", "")
    return bare.str.extract(r"^([a-z0-9.-]+\.[a-z]{2,})")


def _pages_by_host(frame: pl.LazyFrame) -> pl.DataFrame:
    """Count the pages seen, by host."""
    known = values_of(frame).counted("url")
    if known is None:
        pages = frame.select(host=_host(pl.col("url"))).drop_nulls().group_by("host").len()
        return pages.collect(engine="streaming")
    hosts = known.select("len", host=_host(pl.col("text"))).drop_nulls()
    return hosts.group_by("host").agg(pl.col("len").sum())


def not_self_referral() -> Wide:
    """Say whether a touch's source is none of our own sites: the hosts of the pages seen."""

    def judge(frame: pl.LazyFrame) -> pl.Series:
        hosts = _pages_by_host(frame)
        own = hosts.filter(pl.col("len") >= _OWN * int(hosts["len"].sum()))["host"].implode()
        is_own = asked_of(frame, "utm_source", lambda text: _host(text).is_in(own))
        is_other = ~is_own.fill_null(False)
        is_said = pl.col("utm_source").is_not_null() & pl.lit(len(own[0]) > 0)
        return row_by_row(frame, {"other": when(is_said, is_other)})["other"]

    return Wide(frozenset(["utm_source", "url"]), judge)
