"""What was talked about: the tags where there are any, else read from the note.

METHODS: a topic counts where it is a reason, a worry, a requirement or an open question;
dismissed, resolved or merely praised it does not. The words of each topic are the agreement's.
"""

import polars as pl

from revops.alignment.topics.clauses import parts
from revops.alignment.topics.folded import folded
from revops.alignment.topics.hits import hits
from revops.alignment.topics.languages import is_foreign, is_ours, is_spanish
from revops.alignment.topics.meant import meant
from revops.alignment.topics.patterns import DENY_IN_SPANISH, NONE, patterns
from revops.alignment.topics.typos import put_right

_TAGS = pl.List(pl.String)


def read_notes(notes: pl.Series, topics: pl.DataFrame) -> pl.DataFrame:
    """Read each distinct note once: columns text, read (its topics), is_understood.

    A note is understood where it is in Spanish or English, or a topic was found in it; one that
    speaks more for a third language is not, and has no topic.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> read_notes(pl.Series(["Lo ven caro", "no es caro"]), topics).get_column("read").to_list()
    [['price'], []]
    """
    text = notes.cast(pl.String).drop_nulls().unique().sort()
    every = pl.DataFrame({"text": text}).with_row_index("note_id")
    looked_for = patterns(topics)
    cut = put_right(parts(every), looked_for.get_column("pattern"))
    spanish = every.filter(is_spanish(pl.col("text"))).get_column("note_id")
    places = hits(cut, looked_for).filter(
        (pl.col("kind") != DENY_IN_SPANISH) | pl.col("note_id").is_in(spanish.implode())
    )
    found = meant(places).group_by("note_id").agg(read=pl.col("topic").sort())
    read = every.join(found, on="note_id", how="left", maintain_order="left")
    foreign = is_foreign(pl.col("text"))
    kept = pl.when(~foreign).then("read").fill_null([]).alias("read")
    told = read.with_columns(kept)
    return told.select(
        "text",
        "read",
        is_understood=is_ours(pl.col("text")) | (pl.col("read").list.len() > 0),
    )


def with_topics(frame: pl.DataFrame, topics: pl.DataFrame, *, text: str, tags: str) -> pl.DataFrame:
    """Add what each row is about; rows and their order stay.

    Columns added: `said` (topics, sorted: the row's tags where there are any, else those read
    from its text) and `is_read` (tagged, or understood: a note in a third language, an empty one
    and one of no known word are not). A tag that is a topic's name or one of its words becomes the
    topic; any other tag stays as it is.

    `topics`: `Agreement.topics`, one row a word: topic, language, word.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["presupuesto"]})
    >>> calls = pl.DataFrame(
    ...     {"note": ["No tienen presupuesto", None, "O preço é muito alto", "Llamar el lunes"],
    ...      "topics": [None, ["Timing"], None, None]}
    ... )
    >>> with_topics(calls, topics, text="note", tags="topics").select("said", "is_read").rows()
    [(['price'], True), (['timing'], True), ([], False), ([], True)]
    """
    told = read_notes(frame.get_column(text), topics).rename({"text": "_note"})
    joined = (
        frame.with_columns(_note=pl.col(text).cast(pl.String))
        .join(told, on="_note", how="left", maintain_order="left")
        .with_columns(_tagged=as_topics(frame.get_column(tags), topics))
    )
    has_tags = pl.col("_tagged").list.len() > 0
    return joined.with_columns(
        said=pl.when(has_tags).then("_tagged").otherwise(pl.col("read").fill_null([])),
        is_read=has_tags | pl.col("is_understood").fill_null(False),
    ).drop("_note", "_tagged", "read", "is_understood")


def as_topics(tags: pl.Series, topics: pl.DataFrame) -> pl.Series:
    """Write tags as topics: a topic's name or one of its words becomes the topic; sorted.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["Caro"]})
    >>> as_topics(pl.Series([["CARO", "other"], None]), topics).to_list()
    [['other', 'price'], []]
    """
    names = topics.filter(pl.col("topic") != NONE)
    known = names.select(pl.col("word").str.strip_chars_end("*").alias("tag"), "topic")
    both = pl.concat([known, names.select(tag="topic", topic="topic")])
    by_tag = both.with_columns(tag=folded(pl.col("tag"))).unique("tag", keep="last")
    each = folded(pl.element()).str.strip_chars().replace(by_tag["tag"], by_tag["topic"])
    plain = tags.cast(_TAGS).list.eval(each).fill_null([])
    return plain.list.eval(pl.element().filter(pl.element() != "")).list.unique().list.sort()
