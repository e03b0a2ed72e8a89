"""Which of the topics found are meant: not those denied, settled or praised.

Denied: a denial comes first, at most `REACH` bytes before, in the same part; or in the part
before, where the topic's part is short: a list. Settled: the word for it comes after the topic in
the same part, or before it where nothing else is there to settle, or makes up the next part alone.
"""

import polars as pl

from revops.alignment.topics.patterns import DENY, DENY_IN_SPANISH, SETTLE, TOPIC

#: How far a denial reaches: about six words.
REACH = 38
#: A part of a list has at most so many words.
LISTED = 3


def meant(found: pl.DataFrame) -> pl.DataFrame:
    """Give the topics that a note is about, one row each: note_id, topic.

    >>> found = pl.DataFrame(
    ...     {"note_id": [0, 0, 0], "clause": [0, 0, 1], "part": [0, 0, 1], "n_words": [4, 4, 1],
    ...      "kind": ["deny", "topic", "topic"], "topic": [None, "price", "timing"],
    ...      "start": [0, 10, 0], "end": [3, 17, 8]}
    ... )
    >>> meant(found).rows()
    [(0, 'timing')]
    """
    topics = found.filter(pl.col("kind") == TOPIC).with_row_index("hit")
    denials = found.filter(pl.col("kind").is_in([DENY, DENY_IN_SPANISH]))
    settled = found.filter(pl.col("kind") == SETTLE)
    gone = pl.concat([_denied(topics, denials), _settled(topics, settled)])
    left = topics.join(gone.unique(), on="hit", how="anti", maintain_order="left")
    return left.select("note_id", "topic").unique().sort("note_id", "topic")


def _pairs(topics: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """Pair each topic with each cue of its clause."""
    cue = cues.select(
        "clause", cue_part="part", cue_words="n_words", cue_start="start", cue_end="end"
    )
    return topics.join(cue, on="clause").with_columns(
        same=pl.col("cue_part") == pl.col("part"),
        apart=pl.col("part").cast(pl.Int64) - pl.col("cue_part").cast(pl.Int64),
    )


def _denied(topics: pl.DataFrame, denials: pl.DataFrame) -> pl.DataFrame:
    """Find the topics that a denial reaches."""
    before = pl.col("cue_end") <= pl.col("start") + 1
    near = pl.col("start") - pl.col("cue_end") <= REACH
    listed = (pl.col("apart") == 1) & (pl.col("n_words") <= LISTED)
    pairs = _pairs(topics, denials)
    own = pairs.filter(pl.col("same") & before & near)
    lists = pairs.filter(listed).join(own.select("cue_part").unique(), on="cue_part", how="semi")
    return pl.concat([own.select("hit"), lists.select("hit")])


def _settled(topics: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """Find the topics that are settled or praised."""
    pairs = _pairs(topics, settled)
    after = pairs.filter(pl.col("same") & (pl.col("cue_start") + 1 >= pl.col("end")))
    taken = after.select("cue_part", "cue_start").unique()
    free = pairs.join(taken, on=["cue_part", "cue_start"], how="anti", maintain_order="left")
    own = free.filter(pl.col("same"))
    alone = free.join(own.select("cue_part", "cue_start"), on=["cue_part", "cue_start"], how="anti")
    next_part = alone.filter((pl.col("apart") == -1) & (pl.col("n_words") <= LISTED + 1))
    return pl.concat([part.select("hit") for part in (after, own, next_part)])
