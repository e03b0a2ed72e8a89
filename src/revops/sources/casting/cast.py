"""Text to the types of a table, one expression a column, and the reason where it fails.

Blank and missing cells are null before they come here. A cell that is not null and casts to
null is a cell to report: nothing is dropped in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from revops.sources.casting import dates, ids, numbers, words
from revops.sources.casting.marks import Mark, decide_marks

REASONS = (
    *numbers.REASONS,
    dates.NOT_A_DATE,
    dates.UNKNOWN_ORDER,
    dates.UNKNOWN_ZONE,
    words.NOT_YES_OR_NO,
    *ids.REASONS,
)


@dataclass(frozen=True)
class Style:
    """How one export writes dates and numbers; what is not declared is decided by evidence."""

    zone: str = "UTC"
    date_formats: tuple[str, ...] = ()
    decimal: str | None = None


How = dates.Reading | Mark | ids.Ids
"""How one column is read: the evidence of its dates, of its numbers, or of its ids."""


def decide(
    texts: pl.LazyFrame | pl.DataFrame, columns: Mapping[str, pl.DataType], style: Style
) -> dict[str, How]:
    """Decide how the dates and the numbers of a table are read; other columns are left out.

    >>> cells = pl.DataFrame({"on": ["25/03/2024", "05/03/2024"], "cost": ["12,50", "3"]})
    >>> how = decide(cells, {"on": pl.Date(), "cost": pl.Float64()}, Style())
    >>> {name: one.read_as for name, one in how.items()}
    {'on': 'day/month/year', 'cost': 'a decimal comma'}
    """
    days = {name: t for name, t in columns.items() if t.is_temporal()}
    amounts = {name: t for name, t in columns.items() if t.is_numeric()}
    return {
        **dates.decide(texts, days, style.zone, style.date_formats),
        **(decide_marks(texts, amounts, style.decimal) if amounts else {}),
    }


def cast(
    text: pl.Expr, dtype: pl.DataType, style: Style, shift: int = 0, how: How | None = None
) -> pl.Expr:
    """Cast a column of text; what does not cast is null.

    >>> cells = pl.DataFrame({"amount": ["12,50", "twelve"]})
    >>> cells.select(cast(pl.col("amount"), pl.Float64(), Style(decimal=",")))["amount"].to_list()
    [12.5, None]
    """
    return _typed(text, dtype, style, shift, how).alias(text.meta.output_name())


def _mark(style: Style, how: How | None) -> Mark | str:
    """Give the decimal mark of a column: the decided one, or the export's."""
    return how if isinstance(how, Mark) else style.decimal or "."


def _reading(how: How | None) -> dates.Reading:
    """Give the reading of a column of dates."""
    return how if isinstance(how, dates.Reading) else dates.UNDECIDED


def _typed(text: pl.Expr, dtype: pl.DataType, style: Style, shift: int, how: How | None) -> pl.Expr:
    """Choose the cast of a type."""
    match dtype:
        case pl.Decimal():
            return numbers.money(text, _mark(style, how), shift)
        case pl.Int64():
            return numbers.whole(text, _mark(style, how), shift)
        case pl.Float64():
            return numbers.number(text, _mark(style, how), shift)
        case pl.Date():
            return dates.day(text, style.zone, style.date_formats, _reading(how))
        case pl.Datetime():
            return dates.instant(text, style.zone, style.date_formats, _reading(how))
        case pl.Boolean():
            return words.yes_no(text)
        case pl.List():
            return words.tags(text)
    return ids.identifier(text, how) if isinstance(how, ids.Ids) else text


def reason(text: pl.Expr, dtype: pl.DataType, style: Style, how: How | None = None) -> pl.Expr:
    """Say why a cell of text did not cast.

    >>> cells = pl.DataFrame({"amount": ["twelve", "12.50"]})
    >>> cells.select(reason(pl.col("amount"), pl.Float64(), Style(decimal=",")))["amount"].to_list()
    ['not a number', 'the decimal mark is another one']
    """
    match dtype:
        case pl.Decimal():
            why = numbers.why_no_number(text, _mark(style, how))
        case pl.Float64():
            why = numbers.why_no_number(text, _mark(style, how), is_money=False)
        case pl.Int64():
            why = numbers.why_not_whole(text, _mark(style, how))
        case pl.Date() | pl.Datetime():
            why = dates.why_no_date(text, style.date_formats, _reading(how))
        case pl.String():
            why = ids.why_no_id(text)
        case _:
            why = pl.lit(words.NOT_YES_OR_NO)
    return why.alias(text.meta.output_name())
