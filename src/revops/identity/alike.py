"""Names that are nearly the same, found without comparing each with all.

Names are sorted as written and as read backwards, and each is compared with the next few in either
order: two spellings that differ in one place stand near each other in one of the two.
"""

import numpy as np
import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

#: How many neighbours in either order a name is compared with.
_NEIGHBOURS = 6
#: How many letters neighbours begin with in common.
_BEGINNING = 3
#: How alike two names must be, and the words in which they differ.
LEAST = 0.88
_LEAST_OF_WORDS = 0.84


def _likeness(left: pl.Series, right: pl.Series) -> pl.Series:
    """Give the share of two texts that is the same, from 0 to 1, pair by pair."""
    found = cpdist(left.to_list(), right.to_list(), scorer=fuzz.ratio, dtype=np.float32)
    return pl.Series("score", found, dtype=pl.Float64) / 100


def _neighbours(names: pl.DataFrame, order: pl.Expr) -> pl.DataFrame:
    """Pair the numbers of each name and the next few of its block that begin alike."""
    start = pl.concat_str("block", order.str.head(_BEGINNING), separator="\n")
    begun = names.select("name", "number", start=start, order=order)
    ranked = begun.filter(pl.col("start").is_duplicated()).sort("start", "order")
    marked = ranked.select("number", block=pl.col("start").rle_id())
    following = [
        marked.select(
            "number",
            "block",
            other=pl.col("number").shift(-step),
            beside=pl.col("block").shift(-step),
        ).filter(pl.col("block") == pl.col("beside"))
        for step in range(1, _NEIGHBOURS + 1)
    ]
    return pl.concat(following).select(
        one=pl.min_horizontal("number", "other"), other=pl.max_horizontal("number", "other")
    )


def _may_be_alike(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """Say whether two texts are near enough in length to be alike."""
    lengths = left.str.len_chars(), right.str.len_chars()
    return 2 * pl.min_horizontal(lengths) >= LEAST * pl.sum_horizontal(lengths) - 1e-6


def _differing(name: str, other: str) -> pl.Expr:
    """Give the words of a name that the other does not have."""
    words, others = pl.col(name).str.split(" "), pl.col(other).str.split(" ")
    return words.list.set_difference(others).list.sort().list.join(" ")


def alike(names: pl.DataFrame) -> pl.DataFrame:
    """Pair the names of a block that are alike but not the same: `block, name, other, score`.

    >>> names = pl.DataFrame(
    ...     {
    ...         "block": ["CL"] * 4,
    ...         "name": ["faro importaciones", "faro importacion", "lino logistica",
    ...                  "logistica pino"],
    ...     }
    ... )
    >>> alike(names).rows()
    [('CL', 'faro importacion', 'faro importaciones', 0.94)]
    """
    distinct = names.select("block", "name").drop_nulls().unique().sort("block", "name")
    numbered = distinct.with_row_index("number")
    near = pl.concat(
        _neighbours(numbered, order) for order in (pl.col("name"), pl.col("name").str.reverse())
    ).unique()
    name = distinct.get_column("name")
    pairs = pl.DataFrame(
        {
            "block": distinct.get_column("block").gather(near["one"]),
            "name": name.gather(near["one"]),
            "other": name.gather(near["other"]).alias("other"),
        }
    ).filter(_may_be_alike(pl.col("name"), pl.col("other")))
    likely = pairs.with_columns(_likeness(pairs["name"], pairs["other"]))
    likely = likely.filter(pl.col("score") >= LEAST).with_columns(
        mine=_differing("name", "other"), theirs=_differing("other", "name")
    )
    words = _likeness(likely["mine"], likely["theirs"])
    kept = likely.filter(words >= _LEAST_OF_WORDS).with_columns(pl.col("score").round(2))
    return kept.select("block", "name", "other", "score").sort("block", "name", "other")
