"""Texts that are written in several ways: one of them is the usual one."""

import polars as pl

from revops.checks.flags.over_rows import Wide, row_by_row
from revops.checks.values import asked_of, values_of


def squeezed(column: str) -> pl.Expr:
    """Give a text without case, blanks and punctuation, to compare spellings."""
    text = pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(text != "").then(text)


def counted(frame: pl.LazyFrame, column: str) -> pl.DataFrame:
    """Give each text of a column, and how many rows have it."""
    known = values_of(frame).counted(column)
    if known is not None:
        return known
    texts = frame.select(text=pl.col(column)).drop_nulls()
    return texts.group_by("text").len().collect(engine="streaming")


def usual_spelling(column: str) -> Wide:
    """Say whether a text is written as it mostly is in the table; ties go by the alphabet."""

    def judge(frame: pl.LazyFrame) -> pl.Series:
        ways = counted(frame, column).with_columns(squeezed("text").alias("squeezed"))
        blank = ways.filter(pl.col("squeezed").is_null())["text"]
        ways = ways.drop_nulls().sort("len", "text", descending=[True, False])
        odd = ways.filter(~pl.col("squeezed").is_first_distinct())["text"]

        def is_usual(text: pl.Expr) -> pl.Expr:
            is_word = text.is_not_null() & ~text.is_in(blank.implode())
            return pl.when(is_word).then(~text.is_in(odd.implode()))

        usual = asked_of(frame, column, is_usual)
        return row_by_row(frame.select(column), {"usual": usual})["usual"]

    return Wide(frozenset([column]), judge)
