"""What web tracking saw: touches of known people, and a few visitors who never said a name.

Before a form the row has only a visitor's id; the form's own row has both ids, and joins them.
"""

import polars as pl

from revops.sample.calendar import END
from revops.sample.campaigns import CAMPAIGNS
from revops.sample.channels import CHANNELS
from revops.sample.content import PIECES
from revops.sample.outcome import Outcome
from revops.sample.streams import stream

STRANGERS = 0.03
_PAID = {"paid_search": "g", "brand_search": "g", "paid_social": "f", "retargeting": "f"}
_PAGES = ("inicio", "precios", "articulo-rotacion", "demo-inventario")


def visits(seed: int, outcome: Outcome, contacts: pl.DataFrame) -> pl.DataFrame:
    """Give one row per tracked touch, in the order of time."""
    known = contacts.select("person", "contact_id")
    touches = outcome.touches.filter(pl.col("day") < END).join(
        known, on="person", how="left", maintain_order="left"
    )
    rng = stream(seed, "visits")
    size = touches.height
    draws = {"u": rng.random(size), "n": rng.integers(0, 1 << 40, size)}
    touches = touches.hstack(pl.DataFrame(draws)).filter(
        pl.col("contact_id").is_not_null() | (pl.col("u_sub") < STRANGERS)
    )
    return (
        _tagged(_identified(touches))
        .sort("day", "person", "channel")
        .with_columns(touch_id=pl.format("T{}", 10_001 + pl.int_range(pl.len())))
    )


def _identified(touches: pl.DataFrame) -> pl.DataFrame:
    """Hide who it was before the form; a visitor's id is the same in all of a person's rows."""
    is_known = pl.col("contact_id").is_not_null() & (pl.col("day") >= pl.col("created"))
    offline = pl.col("channel").is_in(["event"])
    visitor = pl.format("v{}", (pl.col("person") * 7919 + 104_729) % 999_983)
    is_first_form = (pl.col("day") - pl.col("created")).abs() < 1e-9
    shows_visitor = (~is_known | is_first_form) & ~offline
    return touches.with_columns(
        contact_id=pl.when(is_known).then("contact_id"),
        anonymous_id=pl.when(shows_visitor).then(visitor),
        is_form=pl.col("is_form") & ~pl.col("channel").is_in(["webinar", "event", "email"]),
    )


def _tagged(touches: pl.DataFrame) -> pl.DataFrame:
    """Add kind, page, piece and utm tags, as the channel writes them."""
    pieces = {one.campaign_id: one.content_id for one in CAMPAIGNS if one.content_id}
    kinds = {one.name: one.kind for one in CHANNELS.values()}
    urls = {piece.content_id: piece.url for piece in PIECES}
    page = pl.coalesce(
        pl.col("campaign_id").replace_strict(pieces, default=None, return_dtype=pl.String),
        (pl.col("n") % len(_PAGES)).replace_strict(dict(enumerate(_PAGES)), return_dtype=pl.String),
    )
    media = {one.name: one.medium or None for one in CHANNELS.values()}
    paid = pl.col("channel").replace_strict(_PAID, default=None, return_dtype=pl.String)
    return touches.with_columns(
        kind=pl.when("is_form")
        .then(pl.lit("form"))
        .otherwise(pl.col("channel").replace_strict(kinds)),
        url=pl.when(pl.col("channel") != "event").then(page.replace_strict(urls)),
        content_id=pl.when(pl.col("channel").is_in(["content", "webinar"])).then(page),
        utm_source=_source(),
        utm_medium=pl.col("channel").replace_strict(media, return_dtype=pl.String),
        click_id=pl.when(paid.is_not_null() & (pl.col("u") < 0.75)).then(
            pl.concat_str(paid, (pl.col("n") % (1 << 28)).cast(pl.String))
        ),
    )


def _source() -> pl.Expr:
    """Give the utm_source: the campaign's own, else one of the channel's."""
    own = {one.campaign_id: one.source for one in CAMPAIGNS if one.source}
    of_campaign = pl.col("campaign_id").replace_strict(own, default=None, return_dtype=pl.String)
    sources = {name: channel.sources for name, channel in CHANNELS.items()}
    choices = [
        pl.when(pl.col("channel") == name).then(
            pl.when(pl.col("u_tag") < 0.6).then(pl.lit(some[0])).otherwise(pl.lit(some[-1]))
        )
        for name, some in sources.items()
        if some
    ]
    return pl.coalesce(of_campaign, *choices)
