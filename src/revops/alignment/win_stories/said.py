"""What did the campaigns of each journey promise, which pieces were met, and what was talked of?"""

import polars as pl

from revops.alignment.topics import with_topics

_NOTHING = {"opportunity_id": pl.String()}


def pieces(journeys: pl.DataFrame | None, content: pl.DataFrame | None) -> pl.DataFrame:
    """One row a deal: the titles of the pieces its buyers met, and of those made with sales.

    Columns: opportunity_id, content, made_together; titles in the order of the first touch.
    """
    lists = {"content": pl.List(pl.String), "made_together": pl.List(pl.String)}
    if journeys is None or content is None:
        return pl.DataFrame(schema={**_NOTHING, **lists})
    known = content.select("content_id", "title", "made_with_sales").unique(
        "content_id", keep="first"
    )
    met = (
        journeys.sort("conversion_id", "position")
        .join(known, on="content_id", maintain_order="left")
        .with_columns(title=pl.coalesce("title", "content_id"))
    )
    together = pl.col("title").filter(pl.col("made_with_sales").fill_null(False))
    return met.group_by(opportunity_id="conversion_id", maintain_order=True).agg(
        content=pl.col("title").unique(maintain_order=True),
        made_together=together.unique(maintain_order=True),
    )


def promised(journeys: pl.DataFrame | None, campaigns: pl.DataFrame | None) -> pl.DataFrame:
    """One row a deal: opportunity_id, promised (the tags of the campaigns met, sorted)."""
    if journeys is None or campaigns is None or "promise" not in campaigns.columns:
        return pl.DataFrame(schema={**_NOTHING, "promised": pl.List(pl.String)})
    tags = campaigns.select("campaign_id", "promise").unique("campaign_id", keep="first")
    met = journeys.select(opportunity_id="conversion_id", campaign_id="campaign_id").join(
        tags, on="campaign_id"
    )
    return _listed(met, "promise", "promised")


def talked_about(
    won: pl.DataFrame,
    journeys: pl.DataFrame | None,
    activities: pl.DataFrame | None,
    feedback: pl.DataFrame | None,
    topics: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row a deal: opportunity_id, talked_about (topics, sorted), up to the day of the win.

    The topics of the touches of sales in the journey, and of what the sellers noted on the deal:
    their tags, and where there are none, what the word lists of `topics` read from the notes.
    """
    found = [pl.DataFrame(schema={**_NOTHING, "topics": pl.List(pl.String)})]
    if journeys is not None and activities is not None:
        walk = journeys.select("touchpoint_id", opportunity_id="conversion_id").join(
            won.select("opportunity_id"), on="opportunity_id", how="semi"
        )
        known = [name for name in ("activity_id", "topics", "note") if name in activities.columns]
        told = activities.select(known).unique("activity_id", keep="first")
        heard = walk.join(told, left_on="touchpoint_id", right_on="activity_id")
        found.append(_topics(heard, topics, "note"))
    if feedback is not None:
        noted = feedback.join(won.select("opportunity_id", "won_on"), on="opportunity_id")
        before = noted.filter(pl.col("given_at").dt.date() <= pl.col("won_on"))
        found.append(_topics(before, topics, "text"))
    return _listed(pl.concat(found), "topics", "talked_about")


def _topics(heard: pl.DataFrame, topics: pl.DataFrame | None, text: str) -> pl.DataFrame:
    """Give what was said: the tags, or where there are none, what is read from the text."""
    blank: dict[str, pl.DataType] = {"topics": pl.List(pl.String()), text: pl.String()}
    lacking = [name for name in blank if name not in heard.columns]
    whole = heard.with_columns(pl.lit(None, blank[name]).alias(name) for name in lacking)
    if topics is None:
        return whole.select("opportunity_id", "topics")
    told = with_topics(whole, topics, text=text, tags="topics")
    return told.select("opportunity_id", topics="said")


def _listed(frame: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """Gather the entries of a column of lists into one sorted list a deal."""
    each = frame.select("opportunity_id", column).explode(column).drop_nulls(column)
    return (
        each.group_by("opportunity_id")
        .agg(pl.col(column).unique().sort().alias(name))
        .sort("opportunity_id")
    )
