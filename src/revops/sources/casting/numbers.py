"""Text to numbers: `1,356,884`, `12,50`, `R$ 100.000`, `(40.00)`, `90%`.

The decimal mark is declared, never guessed from a cell: `1,356` is a thousand to some and one
and a bit to others. Thousands must come in threes, so that a cell written with the other
mark is refused and not read a thousand times too large.
"""

import polars as pl

from revops.tables.table import MONEY

NOT_A_NUMBER = "not a number"
NOT_WHOLE = "not a whole number"
OTHER_MARK = "the decimal mark is another one"

_SPACES = "\u0020\u00a0\u2009\u202f"
_SIGNED = rf"^([-+]?)[{_SPACES}]*(?:[A-Za-z]{{0,3}}\p{{Sc}}|[A-Z]{{3}}|S/\.?)[{_SPACES}]*"
_AFTER = rf"[{_SPACES}]*(?:\p{{Sc}}|[A-Z]{{3}})$"
_THOUSANDS = {".": f",'’{_SPACES}", ",": f".'’{_SPACES}"}


def _pattern(decimal: str) -> str:
    """Say how a number may look under a decimal mark."""
    point = rf"\{decimal}"
    whole = rf"(?:\d+|\d{{1,3}}(?:[{_THOUSANDS[decimal]}]\d{{3}})+)"
    return rf"^[-+]?(?:{whole}(?:{point}\d*)?|{point}\d+)(?:[eE][-+]?\d+)?(?:\s*%)?$"


def _bare(text: pl.Expr) -> pl.Expr:
    """Take currency marks off, and write a minus as a hyphen before the number."""
    return (
        text.str.replace("−", "-", literal=True)
        .str.replace(r"^\((.*)\)$", "-$1")
        .str.replace(_SIGNED, "$1")
        .str.replace(_AFTER, "")
    )


def _digits(text: pl.Expr, decimal: str) -> pl.Expr:
    """Give the number as a machine writes it, or null."""
    bare = _bare(text)
    plain = bare.str.replace_all(f"[{_THOUSANDS[decimal]}%]", "").str.replace(
        decimal, ".", literal=True
    )
    return pl.when(bare.str.contains(_pattern(decimal))).then(plain)


def money(text: pl.Expr, decimal: str = ".", shift: int = 0) -> pl.Expr:
    """Cast to an exact decimal amount with six places (a seventh is rounded).

    >>> cells = pl.DataFrame({"cell": ["1,356,884.10", "$12", "R$ 100.000", "12,50", "n/a"]})
    >>> cells.select(money(pl.col("cell")))["cell"].cast(pl.String).to_list()
    ['1356884.100000', '12.000000', '100.000000', None, None]
    >>> cells.select(money(pl.col("cell"), ","))["cell"].cast(pl.String).to_list()
    [None, '12.000000', '100000.000000', '12.500000', None]
    """
    amount = _digits(text, decimal).cast(MONEY, strict=False)
    hundredths = 2 * text.str.ends_with("%").cast(pl.Int8)
    shifted = amount if not shift else _moved(amount, shift)
    return pl.when(hundredths == 0).then(shifted).otherwise(_moved(shifted, -2))


def _moved(amount: pl.Expr, shift: int) -> pl.Expr:
    """Move the decimal point of an amount."""
    factor = pl.lit(10 ** abs(shift)).cast(MONEY)
    return (amount / factor if shift < 0 else amount * factor).cast(MONEY)


def number(text: pl.Expr, decimal: str = ".", shift: int = 0) -> pl.Expr:
    """Cast to a float; a percentage becomes a share.

    >>> cells = pl.DataFrame({"cell": ["90%", "4.5", "> 90%"]})
    >>> cells.select(number(pl.col("cell")))["cell"].to_list()
    [0.9, 4.5, None]
    """
    value = _digits(text, decimal).cast(pl.Float64, strict=False)
    value = value * 10**shift if shift > 0 else value / 10**-shift
    share = pl.when(text.str.ends_with("%")).then(value / 100).otherwise(value)
    return pl.when(share.is_finite()).then(share)


def whole(text: pl.Expr, decimal: str = ".", shift: int = 0) -> pl.Expr:
    """Cast to a whole number; `12.0` is one, `12.5` is none.

    >>> cells = pl.DataFrame({"cell": ["1,200", "12.0", "12.5", "007"]})
    >>> cells.select(whole(pl.col("cell")))["cell"].to_list()
    [1200, 12, None, 7]
    """
    value = money(text, decimal, shift)
    return pl.when(value == value.floor()).then(value.cast(pl.Int64, strict=False))


def why_no_number(text: pl.Expr, decimal: str = ".") -> pl.Expr:
    """Say what is wrong with a cell that is no number."""
    other = "," if decimal == "." else "."
    is_other = _bare(text).str.contains(_pattern(other))
    return pl.when(is_other).then(pl.lit(OTHER_MARK)).otherwise(pl.lit(NOT_A_NUMBER))


def why_not_whole(text: pl.Expr, decimal: str = ".") -> pl.Expr:
    """Say what is wrong with a cell that is no whole number."""
    is_number = _digits(text, decimal).is_not_null()
    return pl.when(is_number).then(pl.lit(NOT_WHOLE)).otherwise(why_no_number(text, decimal))
