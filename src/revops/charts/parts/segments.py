"""Segments as a reader sees them: named, distinct, and not too many."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from revops.text import Text

RESULTS = ("cohort", "horizon_days", "within", "outcome", "days", "hours", "value")
SEGMENT = "segment"


def dimensions(frame: pl.DataFrame) -> list[str]:
    """Name the columns that a metric was cut by: those before its first result.

    >>> dimensions(pl.DataFrame(schema=["original_source", "horizon_days", "value", "low"]))
    ['original_source']
    """
    first = min(frame.columns.index(name) for name in RESULTS if name in frame.columns)
    return frame.columns[:first]


def with_segment(frame: pl.DataFrame, text: Text, columns: Sequence[str]) -> pl.DataFrame:
    """Add the column `segment`: what the row is cut by, in words; "All" where it is not cut.

    >>> from revops import text
    >>> frame = pl.DataFrame({"channel": ["paid_search", "Feria"], "model": ["linear", "linear"]})
    >>> with_segment(frame, text.load("en"), ["channel", "model"])["segment"].to_list()
    ['Paid search | Linear', 'Feria | Linear']
    """
    if not columns:
        return frame.with_columns(pl.lit(text.label("all")).alias(SEGMENT))
    words = frame.select(columns)
    for column in columns:
        words = named(words, column, text)
    joined = words.select(pl.concat_str(columns, separator=" | ").alias(SEGMENT))
    return frame.with_columns(joined.to_series())


def named(frame: pl.DataFrame, column: str, text: Text) -> pl.DataFrame:
    """Replace codes by their human names, unless two codes would become one.

    >>> from revops import text
    >>> frame = pl.DataFrame({"channel": ["direct", "direct_traffic"]})
    >>> named(frame, "channel", text.load("en"))["channel"].to_list()
    ['direct', 'direct_traffic']
    """
    codes = frame[column].cast(pl.String).unique().drop_nulls().sort().to_list()
    names = {code: text.label(code) for code in codes}
    known = names if len(set(names.values())) == len(names) else {}
    return frame.with_columns(
        pl.col(column).cast(pl.String).replace(known).fill_null(text.label("(blank)"))
    )


def joined_names(columns: Sequence[str], text: Text) -> str:
    """Name what a chart is cut by.

    >>> from revops import text
    >>> joined_names(["original_source"], text.load("en"))
    'Original source'
    """
    return ", ".join(text.label(column) for column in columns)


def largest(frame: pl.DataFrame, column: str, by: str, limit: int) -> pl.DataFrame:
    """Keep the rows of the `limit` segments that are largest by a column; nulls come last.

    >>> frame = pl.DataFrame({"segment": ["a", "b", "c"], "denominator": [5, None, 9]})
    >>> largest(frame, "segment", "denominator", 2)["segment"].to_list()
    ['a', 'c']
    """
    sizes = frame.group_by(column).agg(pl.col(by).max())
    order = sizes.sort(by, column, descending=[True, False], nulls_last=True)
    return frame.filter(pl.col(column).is_in(order[column].head(limit).to_list()))


def longest_horizon(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the rows of the longest horizon; a metric without horizons stays whole.

    >>> longest_horizon(pl.DataFrame({"horizon_days": [30, 365], "value": [0.1, 0.4]})).rows()
    [(365, 0.4)]
    """
    if "horizon_days" not in frame.columns:
        return frame
    return frame.filter(pl.col("horizon_days") == pl.col("horizon_days").max())


def in_order(segments: pl.Series) -> alt.Scale:
    """Give the scale that keeps the segments in this order.

    The names are the scale's domain, so they stay data; a sort list would put them into an
    expression of Vega's.
    """
    return alt.Scale(domain=segments.unique(maintain_order=True).to_list())
