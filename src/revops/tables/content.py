"""A piece, guide, deck or page: one row per piece."""

from revops.tables.table import DAY, TAGS, TEXT, YES_NO, Column, Table

CONTENT = Table(
    name="content",
    grain="A piece, guide, deck or page: one row per piece.",
    key=("content_id",),
    columns={
        "content_id": Column(TEXT, "Our id of the piece."),
        "title": Column(TEXT, "Its title."),
        "kind": Column(TEXT, "`article`, `guide`, `deck`, `webinar`, `case` or `page`."),
        "theme": Column(TAGS, "What it is about, as topics."),
        "author_ids": Column(TAGS, "The users who wrote it."),
        "made_with_sales": Column(YES_NO, "True when sales helped to write it."),
        "published_on": Column(DAY, "When it came out."),
        "url": Column(TEXT, "Where it stands."),
    },
    questions=("Which piece answers which objection?",),
)
