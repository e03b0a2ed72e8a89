"""What is counted about leads, each with the day on which it happened and the one it was known.

A visit before the person gave a name is known to be that person's only from the form on that
named the visitor; nothing is known of a lead before the CRM knew it.
"""

from collections.abc import Mapping

import polars as pl

from revops.alignment.qualified.facts import Facts
from revops.metrics.metric import NotComputable
from revops.text import N_

#: Words in the address of a page about prices, in the languages of our readers.
PRICING = r"(?i)pric|preci|preco|preço|tarif|planes|planos|plans"
_OUR_TOUCHES: Mapping[str, pl.Expr] = {
    "touches": pl.lit(True),
    "visits": pl.col("kind") == "visit",
    "clicks": pl.col("kind") == "click",
    "forms": pl.col("kind") == "form",
    "opens": pl.col("kind") == "open",
    "attended": pl.col("kind") == "attend",
    "pricing_visits": pl.col("url").str.contains(PRICING),
    "attended_webinar": (pl.col("kind") == "attend") & (pl.col("channel") == "webinar"),
}
_CONTACT = ("call", "email", "message")
_ACTIVITIES: Mapping[str, pl.Expr] = {
    "meetings": pl.col("kind") == "meeting",
    "answers": pl.col("kind").is_in(_CONTACT) & (pl.col("direction") == "inbound"),
}
#: What has happened at least once is a count, too.
COUNTED_AS = {
    "visited_pricing": "pricing_visits",
    "has_bounced": "bounced_at",
    "has_opted_out": "opted_out_at",
}


def events(facts: Facts, counts: str, leads: pl.LazyFrame) -> pl.LazyFrame:
    """Give what is counted: n (the lead), on (the day it happened), known_on, many.

    `leads` has n, lead_id, created_on.
    """
    if counts in ("bounced_at", "opted_out_at"):
        return _of_leads(counts, leads)
    if counts in _ACTIVITIES:
        rows = facts.rows("activities").filter(_ACTIVITIES[counts].fill_null(False))
        named_on = pl.lit(None, pl.Date)
    else:
        rows, named_on = _with_name_day(_recorded(facts)), pl.col("named_on")
        if counts == "channels":
            return _first_of_channel(_known(rows, leads, named_on, "channel"))
        rows = rows.filter(_OUR_TOUCHES[counts].fill_null(False))
    return _known(rows, leads, named_on).group_by("n", "on", "known_on").agg(pl.len().alias("many"))


def _recorded(facts: Facts) -> pl.LazyFrame:
    """Give the touches that an export recorded.

    Those made from a contact's fields are no past: a later one has taken the place of others.
    """
    rows = facts.rows("touchpoints")
    if "is_inferred" not in rows.collect_schema():
        return rows
    seen = rows.filter(~pl.col("is_inferred").fill_null(False))
    if seen.select(pl.len()).collect().item() == 0:
        raise NotComputable(N_("no export records touches with their dates"))
    return seen


def _known(rows: pl.LazyFrame, leads: pl.LazyFrame, named_on: pl.Expr, *also: str) -> pl.LazyFrame:
    """Say when each row happened, and when it was known to be about its lead."""
    on = pl.col("occurred_at").dt.date()
    dated = rows.filter(pl.col("lead_id").is_not_null(), on.is_not_null())
    told = dated.select("lead_id", on.alias("on"), named_on.alias("named_on"), *also)
    known_on = pl.max_horizontal("on", "named_on", "created_on").alias("known_on")
    return told.join(leads.select("lead_id", "n", "created_on"), on="lead_id").select(
        "n", "on", known_on, *also
    )


def _with_name_day(touches: pl.LazyFrame) -> pl.LazyFrame:
    """Say since when the visitor of a touch has a name: since the first form, if any."""
    pair = ("anonymous_id", "lead_id")
    forms = touches.filter(pl.col("kind") == "form", pl.col("anonymous_id").is_not_null())
    named = forms.group_by(*pair).agg(pl.col("occurred_at").dt.date().min().alias("named_on"))
    return touches.join(named, on=pair, how="left")


def _first_of_channel(known: pl.LazyFrame) -> pl.LazyFrame:
    """Keep the first day on which a lead is known to have been touched by each channel."""
    first = known.filter(pl.col("channel").is_not_null()).group_by("n", "channel")
    days = first.agg(pl.col("known_on").min())
    return days.select("n", pl.col("known_on").alias("on"), "known_on", pl.lit(1).alias("many"))


def _of_leads(column: str, leads: pl.LazyFrame) -> pl.LazyFrame:
    """Give the day of something that happens to a lead once."""
    on = pl.col(column).dt.date()
    return leads.filter(on.is_not_null()).select(
        "n",
        on.alias("on"),
        pl.max_horizontal(on, "created_on").alias("known_on"),
        pl.lit(1).alias("many"),
    )
