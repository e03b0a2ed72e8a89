"""Text to the types of a table, one expression a column, and the reason where it fails.

Blank and missing cells are null before they come here. A cell that is not null and casts to
null is a cell to report: nothing is dropped in silence.
"""

from dataclasses import dataclass

import polars as pl

from revops.sources.casting import dates, numbers, words

REASONS = (
    numbers.NOT_A_NUMBER,
    numbers.NOT_WHOLE,
    numbers.OTHER_MARK,
    dates.NOT_A_DATE,
    dates.UNKNOWN_ORDER,
    words.NOT_YES_OR_NO,
)


@dataclass(frozen=True)
class Style:
    """How one export writes dates and numbers."""

    zone: str = "UTC"
    date_formats: tuple[str, ...] = ()
    decimal: str = "."


def cast(text: pl.Expr, dtype: pl.DataType, style: Style, shift: int = 0) -> pl.Expr:
    """Cast a column of text; what does not cast is null.

    >>> cells = pl.DataFrame({"amount": ["12,50", "twelve"]})
    >>> cells.select(cast(pl.col("amount"), pl.Float64(), Style(decimal=",")))["amount"].to_list()
    [12.5, None]
    """
    return _typed(text, dtype, style, shift).alias(text.meta.output_name())


def _typed(text: pl.Expr, dtype: pl.DataType, style: Style, shift: int) -> pl.Expr:
    """Choose the cast of a type."""
    match dtype:
        case pl.Decimal():
            return numbers.money(text, style.decimal, shift)
        case pl.Int64():
            return numbers.whole(text, style.decimal, shift)
        case pl.Float64():
            return numbers.number(text, style.decimal, shift)
        case pl.Date():
            return dates.day(text, style.zone, style.date_formats)
        case pl.Datetime():
            return dates.instant(text, style.zone, style.date_formats)
        case pl.Boolean():
            return words.yes_no(text)
        case pl.List():
            return words.tags(text)
    return text


def reason(text: pl.Expr, dtype: pl.DataType, style: Style) -> pl.Expr:
    """Say why a cell of text did not cast.

    >>> cells = pl.DataFrame({"amount": ["twelve", "12.50"]})
    >>> cells.select(reason(pl.col("amount"), pl.Float64(), Style(decimal=",")))["amount"].to_list()
    ['not a number', 'the decimal mark is another one']
    """
    match dtype:
        case pl.Decimal() | pl.Float64():
            why = numbers.why_no_number(text, style.decimal)
        case pl.Int64():
            why = numbers.why_not_whole(text, style.decimal)
        case pl.Date() | pl.Datetime():
            why = dates.why_no_date(text, style.date_formats)
        case _:
            why = pl.lit(words.NOT_YES_OR_NO)
    return why.alias(text.meta.output_name())
