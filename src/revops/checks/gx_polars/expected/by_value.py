"""Ask a question once a distinct value, not once a row."""

from collections.abc import Callable

import polars as pl

#: So few values are compared one by one, which is quicker than a look into a set.
_COMPARED = 3


def by_value(values: pl.Expr, question: Callable[[str], bool]) -> pl.Expr:
    """Say for each value what a question in Python answers; a missing value is a no.

    >>> texts = pl.lit(pl.Series(["ab", None, "7"]))
    >>> pl.select(by_value(texts, str.isalpha)).to_series().to_list()
    [True, False, False]
    """

    def ask(series: pl.Series) -> pl.Series:
        distinct = series.unique()
        answers = [value is not None and question(value) for value in distinct]
        if not answers:
            return pl.Series(dtype=pl.Boolean)
        told = pl.Series(answers, dtype=pl.Boolean)
        return series.replace_strict(distinct, told, return_dtype=pl.Boolean)

    return values.map_batches(ask, return_dtype=pl.Boolean, is_elementwise=True)


def _one_of(text: pl.Expr, few: pl.Series) -> pl.Expr:
    """Say which texts are among a few; null where there is no text."""
    if few.len() > _COMPARED:
        return text.is_in(few.implode())
    return pl.any_horizontal(text == value for value in few)


def by_distinct(
    text: pl.Expr, distinct: pl.Series, question: Callable[[pl.Expr], pl.Expr]
) -> pl.Expr:
    """Say for each text what a question answers, which is asked of the distinct texts only.

    `distinct` holds at least every text that comes. The question sees a missing one too.

    >>> texts, is_word = pl.Series(["ab", None, "7"]), lambda text: text.str.contains("[a-z]")
    >>> pl.select(by_distinct(pl.lit(texts), texts, is_word)).to_series().to_list()
    [True, None, False]
    """
    known = distinct.drop_nulls().unique(maintain_order=True)
    asked = known.extend_constant(None, 1).alias("text").to_frame()
    answers = asked.with_columns(said=question(pl.col("text")))["said"]
    told, of_none = answers.head(known.len()), answers[-1]
    yes, no = known.filter(told.fill_null(False)), known.filter(~told.fill_null(True))
    said: pl.Expr = pl.when(text.is_not_null()).then(pl.lit(no.is_empty()))
    if not yes.is_empty() and not no.is_empty():
        said = _one_of(text, yes) if yes.len() <= no.len() else ~_one_of(text, no)
    if told.null_count():
        said = pl.when(~_one_of(text, known.filter(told.is_null()))).then(said)
    if of_none is not None:
        said = pl.when(text.is_null()).then(pl.lit(of_none)).otherwise(said)
    return said


def parses_with(parse: Callable[[str], object]) -> Callable[[str], bool]:
    """Turn a parser into a question: does it take the text?"""

    def question(value: str) -> bool:
        try:
            parse(value)
        except (ValueError, OverflowError):
            return False
        return True

    return question
