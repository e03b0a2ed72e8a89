"""Values that are probably others, misspelt: what differs in signs, glued words, or one letter."""

from collections.abc import Sequence

import polars as pl

from revops.checks.flags.over_rows import Wide, row_by_row
from revops.checks.flags.spelling import counted, squeezed

#: More values than this are free text, where spellings are nobody's business.
_MOST_VALUES = 2_000
#: Shorter words differ by one letter and mean something else.
_SHORTEST = 6
#: How many times as common the right spelling of a word must be.
_RARER = 5
_ODD = pl.Series("text", [], pl.String)


def _written_otherwise(ways: pl.DataFrame) -> pl.Series:
    """List the rarer ones of the values that differ in case, blanks and signs only."""
    ordered = ways.sort("len", "text", descending=[True, False])
    return ordered.filter(~pl.col("plain").is_first_distinct())["text"]


def _glued(ways: pl.DataFrame) -> pl.Series:
    """List the values with a word that is two words of other values, written as one."""
    lower = pl.col("text").str.to_lowercase()
    words = ways.select("text", word=lower.str.extract_all(r"[\p{L}\p{N}]{2,}")).explode("word")
    known = words.drop_nulls().unique(["text", "word"])
    longer = known.filter(pl.col("word").str.len_chars() > _SHORTEST - 2)
    at = pl.int_ranges(2, pl.col("word").str.len_chars() - 1)
    cut = longer.with_columns(at=at).explode("at")
    parts = (pl.col("word").str.head(pl.col("at")), pl.col("word").str.slice(pl.col("at")))
    every = known["word"].unique().implode()
    return cut.filter(part.is_in(every) for part in parts)["text"].unique()


def _one_letter_off(ways: pl.DataFrame, right: Sequence[str]) -> pl.Series:
    """List the values that are one letter away from a far more common one, or from a right one."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    only_letters = pl.col("plain").str.contains(rf"^\p{{L}}{{{_SHORTEST},}}$")
    told = ways.filter(only_letters, ~pl.col("plain").is_in(right))
    if told.is_empty():
        return _ODD
    most = told.select(pl.col("len").max() * _RARER)
    given = pl.DataFrame({"plain": pl.Series(right, dtype=pl.String)}).join(most, how="cross")
    usual = pl.concat([told.select("plain", "len"), given], how="vertical_relaxed")
    steps = process.cdist(told["plain"], usual["plain"], scorer=OSA.distance, score_cutoff=1)
    rarer = told["len"].to_numpy()[:, None] * _RARER <= usual["len"].to_numpy()[None, :]
    return told["text"].filter(pl.Series(((steps == 1) & rarer).any(axis=1)))


def rightly_spelt(column: str, right: Sequence[str] = ()) -> Wide:
    """Say whether a value is written as it mostly is; `right` words are right however rare."""

    def odd(frame: pl.LazyFrame) -> pl.Series:
        ways = counted(frame, column).with_columns(squeezed("text").alias("plain"))
        ways = ways.drop_nulls().sort("text")
        if ways.height > _MOST_VALUES:
            return _ODD
        found = (_written_otherwise(ways), _glued(ways), _one_letter_off(ways, right))
        return pl.concat([_ODD, *found]).unique()

    def judge(frame: pl.LazyFrame) -> pl.Series:
        spelt = ~pl.col(column).is_in(odd(frame).implode())
        return row_by_row(frame.select(column), {"flag": spelt})["flag"]

    return Wide(frozenset([column]), judge)
