"""What is looked for: the phrases of the agreed lists and the cues, as the reader sees text."""

import re

import polars as pl

from revops.alignment.topics.cues import DENIES, DENIES_IN_SPANISH, KEEPS, SETTLES, phrases
from revops.alignment.topics.folded import folded, words

#: A topic's name for phrases that look like a topic and are none: "precio de la acción".
NONE = "none"
TOPIC, NO_TOPIC, KEEP, SETTLE = "topic", "no topic", "keep", "settle"
DENY, DENY_IN_SPANISH = "deny", "deny in Spanish"
_CUES = {DENY: DENIES, DENY_IN_SPANISH: DENIES_IN_SPANISH, SETTLE: SETTLES, KEEP: KEEPS}
#: Words this short get no plural: it would be another word.
_SHORT = 3


def patterns(topics: pl.DataFrame) -> pl.DataFrame:
    """Give the phrases to look for, one row a spelling and meaning.

    Columns: pattern (between spaces; without the last one where any ending will do), kind
    (topic, no topic, keep, deny, deny in Spanish, settle), topic (null for a cue). A phrase
    without `*` is found in the plural too.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["precio"]})
    >>> found = patterns(topics).filter(kind="topic")
    >>> found.get_column("pattern").to_list()
    [' precio ', ' precios ']
    """
    named = topics.select("topic", "word", kind=pl.lit(TOPIC)).with_columns(
        kind=pl.when(pl.col("topic") == NONE).then(pl.lit(NO_TOPIC)).otherwise("kind")
    )
    cues = [
        pl.DataFrame({"word": _with_pronoun(phrases(said))}).with_columns(kind=pl.lit(kind))
        for kind, said in _CUES.items()
    ]
    every = pl.concat([named, *cues], how="diagonal")
    kept = pl.when(pl.col("kind") == TOPIC).then("topic")
    plain = words(folded(pl.col("word"))).list.join(" ")
    spelt = every.select("kind", kept.alias("topic"), "word", plain=plain).filter(
        pl.col("plain") != ""
    )
    return _spellings(spelt).unique().sort("pattern", "kind", "topic")


def _with_pronoun(said: tuple[str, ...]) -> list[str]:
    """Write "no gusta" as "no le gusta" too, and "not problem" as "not a problem"."""
    pairs = (
        (phrase, re.sub(r"\bno ", "no le ", phrase, count=1), re.sub("^not ", "not a ", phrase))
        for phrase in said
    )
    return sorted({each for pair in pairs for each in pair})


def _spellings(spelt: pl.DataFrame) -> pl.DataFrame:
    """Write each phrase as it is, with any ending, or in the plural."""
    open_end = pl.col("word").str.ends_with("*")
    long = pl.col("plain").str.extract(r"(\S+)$").str.len_chars() > _SHORT
    plural = ~open_end & long & ~pl.col("plain").str.ends_with("s")
    consonant = plural & ~pl.col("plain").str.contains("[aeiou]$")
    said = ("kind", "topic")
    return pl.concat(
        [
            spelt.filter(open_end).select(pl.format(" {}", "plain").alias("pattern"), *said),
            spelt.filter(~open_end).select(pl.format(" {} ", "plain").alias("pattern"), *said),
            spelt.filter(plural).select(pl.format(" {}s ", "plain").alias("pattern"), *said),
            spelt.filter(consonant).select(pl.format(" {}es ", "plain").alias("pattern"), *said),
        ]
    )
