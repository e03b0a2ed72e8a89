"""Text to numbers: `1,356,884`, `12,50`, `R$ 100.000`, `(40.00)`, `90%`, `$1,117.10K`.

A cast takes the column's `Mark` (`marks.decide_marks`), or the decimal mark that is declared.
What a machine wrote is cast straight away; the rest is read shape by shape.
"""

from functools import partial

import polars as pl

from revops.sources.casting import spelling
from revops.sources.casting.marks import Mark, declared_mark
from revops.tables.table import MONEY

NOT_A_NUMBER = "not a number"
NOT_WHOLE = "not a whole number"
OTHER_MARK = "the decimal mark is another one"
UNKNOWN_MARK = "a point or a comma that could be decimal or thousands"
BOUND = "a bound, not a number"
ROUNDED = "scientific notation: a spreadsheet rounded the number"

REASONS = (NOT_A_NUMBER, NOT_WHOLE, OTHER_MARK, UNKNOWN_MARK, BOUND, ROUNDED)


def _as_mark(mark: Mark | str) -> Mark:
    """Take a declared decimal mark as it is."""
    return declared_mark(mark) if isinstance(mark, str) else mark


def _machine(mark: Mark) -> pl.Expr:
    """Choose among the readings of a spelt cell; null where the mark does not read it."""
    is_three, has_point = pl.col("is_three"), pl.col("has_point")
    thousands = pl.when(has_point).then("comma").otherwise("point")
    three = thousands if mark.threes == "thousands" else pl.lit(None, pl.String)
    match mark.decimal, mark.threes:
        case ".", "by mark":
            return pl.col("point")
        case ",", "by mark":
            return pl.col("comma")
        case ".", _:
            return pl.when(is_three & has_point).then(three).otherwise("point")
        case ",", _:
            return pl.when(is_three & ~has_point).then(three).otherwise("comma")
    return pl.when(is_three).then(three).otherwise(pl.coalesce("point", "comma"))


def _quick(cells: pl.Series, mark: Mark) -> pl.Series:
    """Write what needs no thought as a machine does; the rest is null."""
    slow = r"[A-Za-z]|[.,]$" if mark.threes == "by mark" else r"[A-Za-z]|[.,]$|[.,]\d{3}$"
    cell = pl.col("cell")
    is_quick = ~cell.str.contains(slow)
    if mark.decimal == ",":
        is_quick &= ~cell.str.contains(".", literal=True)
        cell = cell.str.replace(",", ".", literal=True)
    return cells.alias("cell").to_frame().select(pl.when(is_quick).then(cell)).to_series()


def _cast(cells: pl.Series, mark: Mark, dtype: pl.DataType, is_money: bool) -> pl.Series:
    """Cast a stretch of cells, the quick ones first."""
    read = _quick(cells, mark).cast(dtype, strict=False)
    left = (read.is_null() & cells.is_not_null()).arg_true()
    if left.is_empty():
        return read.alias(cells.name)
    rest = spelling.spelt(pl.LazyFrame({"cell": cells.gather(left)}), is_money=is_money)
    slow = rest.select(_machine(mark).cast(dtype, strict=False)).collect().to_series()
    return read.scatter(left, slow).alias(cells.name)


def _read(text: pl.Expr, mark: Mark | str, dtype: pl.DataType, *, is_money: bool) -> pl.Expr:
    """Cast cell by cell."""
    by = partial(_cast, mark=_as_mark(mark), dtype=dtype, is_money=is_money)
    return text.map_batches(by, return_dtype=dtype, is_elementwise=True)


def _moved(amount: pl.Expr, shift: int) -> pl.Expr:
    """Move the decimal point of an amount."""
    if not shift:
        return amount
    factor = pl.lit(10 ** abs(shift)).cast(MONEY)
    return (amount / factor if shift < 0 else amount * factor).cast(MONEY)


def money(text: pl.Expr, mark: Mark | str = ".", shift: int = 0) -> pl.Expr:
    """Cast to an exact decimal amount with six places (a seventh is rounded).

    >>> cells = pl.DataFrame({"cell": ["1,356,884.10", "$1.2K", "R$ 100.000", "12,50", "n/a"]})
    >>> cells.select(money(pl.col("cell")))["cell"].cast(pl.String).to_list()
    ['1356884.100000', '1200.000000', '100.000000', None, None]
    >>> cells.select(money(pl.col("cell"), ","))["cell"].cast(pl.String).to_list()
    [None, None, '100000.000000', '12.500000', None]
    """
    return _moved(_read(text, mark, MONEY, is_money=True), shift)


def number(text: pl.Expr, mark: Mark | str = ".", shift: int = 0) -> pl.Expr:
    """Cast to a float; a percentage becomes a share, wherever the others' point is moved to.

    >>> cells = pl.DataFrame({"cell": ["90%", "4.5", "> 90%"]})
    >>> cells.select(number(pl.col("cell")))["cell"].to_list()
    [0.9, 4.5, None]
    """
    value = _read(text, mark, pl.Float64(), is_money=False)
    moved = value * 10**shift if shift > 0 else value / 10**-shift
    value = pl.when(text.str.contains("%", literal=True)).then(value).otherwise(moved)
    return pl.when(value.is_finite()).then(value)


def whole(text: pl.Expr, mark: Mark | str = ".", shift: int = 0) -> pl.Expr:
    """Cast to a whole number; `12.0` is one, `12.5` is none.

    >>> cells = pl.DataFrame({"cell": ["1,200", "12.0", "12.5", "007"]})
    >>> cells.select(whole(pl.col("cell")))["cell"].to_list()
    [1200, 12, None, 7]
    """
    value = _moved(_read(text, mark, MONEY, is_money=False), shift)
    return pl.when(value == value.floor()).then(value.cast(pl.Int64, strict=False))


def _why(cells: pl.Series, mark: Mark, is_money: bool, is_whole: bool) -> pl.Series:
    """Give each cell the first reason that fits."""
    cell = pl.col("cell")
    unsure = OTHER_MARK if mark.threes == "by mark" else UNKNOWN_MARK
    read = pl.col("point").is_not_null() | pl.col("comma").is_not_null()
    why = (
        pl.when(_machine(mark).is_not_null() & is_whole)
        .then(pl.lit(NOT_WHOLE))
        .when(spelling.is_bound(cell))
        .then(pl.lit(BOUND))
        .when(spelling.is_rounded(cell))
        .then(pl.lit(ROUNDED))
        .when(read & pl.col("has_mark"))
        .then(pl.lit(unsure))
        .otherwise(pl.lit(NOT_A_NUMBER))
    )
    spelt = spelling.spelt(pl.LazyFrame({"cell": cells}), is_money=is_money)
    return spelt.select(why).collect().to_series().alias(cells.name)


def why_no_number(text: pl.Expr, mark: Mark | str = ".", *, is_money: bool = True) -> pl.Expr:
    """Say what is wrong with a cell that is no number."""
    by = partial(_why, mark=_as_mark(mark), is_money=is_money, is_whole=False)
    return text.map_batches(by, return_dtype=pl.String(), is_elementwise=True)


def why_not_whole(text: pl.Expr, mark: Mark | str = ".") -> pl.Expr:
    """Say what is wrong with a cell that is no whole number."""
    by = partial(_why, mark=_as_mark(mark), is_money=False, is_whole=True)
    return text.map_batches(by, return_dtype=pl.String(), is_elementwise=True)
