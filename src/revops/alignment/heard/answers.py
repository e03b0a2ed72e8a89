"""The pieces and campaigns that can answer an objection: what they are called, and since when."""

import polars as pl

from revops.alignment.topics import as_topics

_SCHEMA = pl.Schema(
    {
        "answer": pl.String(),
        "title": pl.String(),
        "kind": pl.String(),
        "made_with_sales": pl.Boolean(),
        "published_on": pl.Date(),
        "about": pl.List(pl.String()),
    }
)


def answers(
    topics: pl.DataFrame, content: pl.DataFrame | None, campaigns: pl.DataFrame | None
) -> pl.DataFrame:
    """One row a piece or campaign: answer (its id), title, kind, made_with_sales, published_on.

    `about` are its topics: a piece's theme, a campaign's promise. A campaign came out on its first
    day.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["en"], "word": ["cost"]})
    >>> campaigns = pl.DataFrame({"campaign_id": ["c1"], "name": ["Save"], "promise": [["Cost"]],
    ...     "starts_on": [None]}, schema_overrides={"starts_on": pl.Date})
    >>> answers(topics, None, campaigns).select("title", "kind", "about").row(0)
    ('Save', 'campaign', ['price'])
    """
    found = [pl.DataFrame(schema=_SCHEMA)]
    if content is not None:
        found.append(
            content.select(
                "title",
                "kind",
                "made_with_sales",
                "published_on",
                answer="content_id",
                about=as_topics(content["theme"], topics),
            ).select(*_SCHEMA)
        )
    if campaigns is not None:
        found.append(
            campaigns.select(
                answer="campaign_id",
                title="name",
                kind=pl.lit("campaign"),
                made_with_sales=pl.lit(None, pl.Boolean),
                published_on="starts_on",
                about=as_topics(campaigns["promise"], topics),
            ).select(*_SCHEMA)
        )
    every = pl.concat(found).drop_nulls("answer")
    return every.unique("answer", keep="first", maintain_order=True)
