"""Ask a Python question once a distinct value: for what Polars has no expression for."""

from collections.abc import Callable

import polars as pl


def by_value(values: pl.Expr, question: Callable[[str], bool]) -> pl.Expr:
    """Say for each value what the question answers; a missing value is a no.

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


def parses_with(parse: Callable[[str], object]) -> Callable[[str], bool]:
    """Turn a parser into a question: does it take the text?"""

    def question(value: str) -> bool:
        try:
            parse(value)
        except (ValueError, OverflowError):
            return False
        return True

    return question
