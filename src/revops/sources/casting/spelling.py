"""How a number may be written: its sign, its currency, its thousands, its `K`, its `%`.

Nothing here decides which mark is the decimal one: it says what a cell is under each of the
two, and a cell that only one of them can read is proof of it (`marks`). Thousands come in
threes behind a digit that is no zero, with one mark all along, so a cell that is written with
the other mark is not read a thousand times too large.

A prefix that multiplies is none of the currency's: `M$ 500` is half a million to a Chilean
accountant and is refused, like every letter that is not known here.
"""

import polars as pl
from babel.numbers import list_currencies

#: ISO 4217's currencies without cents: `12.500 CLP` can only be twelve thousand five hundred.
WITHOUT_CENTS = "BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF"

OTHER = {".": ",", ",": "."}

_SPACES = " \u00a0\u2007\u2009\u202f"
_QUOTES = "'\u2019\u00b4"
_CODE = f"(?:{'|'.join(sorted(list_currencies()))})"
_PLACES = "US|U|MX|AR|CL|CO|CA|AU|NZ|HK|SG|NT|RD|UY|BZ|TT|JM|R|A|C|S|N|Z|B|T|G"
_WORDS = r"S/\.?|B/\.|Bs\.?|Gs\.?|kr\.?|Kč|zł|Fr\.|RM|Rp\.?|Q|L"
_SIGN = rf"(?:{_PLACES}|{_CODE})?\p{{Sc}}(?:[{_SPACES}]*{_CODE})?"
_CURRENCY = rf"(?:{_SIGN}|{_WORDS}|{_CODE})"
_BEFORE = rf"^([-+]?)[{_SPACES}]*{_CURRENCY}[{_SPACES}]*"
_AFTER = rf"[{_SPACES}]*{_CURRENCY}$"
_TIMES = "K|k|MM|M"
_TAIL = rf"(?:[{_SPACES}]*(?:{_TIMES}|%))?$"
_BOUND = rf"^(?:[<>≤≥~≈]=?)[{_SPACES}]*[-+]?\d[\d.,]*[{_SPACES}]*%?$"
_ROUNDED = r"\d[eE]\+\d{2,}$"


def _groups(decimal: str) -> str:
    """Say how thousands may be written: one mark, and not the decimal one."""
    marks = (rf"\{OTHER[decimal]}", f"[{_QUOTES}]", f"[{_SPACES}]")
    return "|".join(rf"(?:{mark}\d{{3}})+" for mark in marks)


def _pattern(decimal: str) -> str:
    """Say how a number may look under a decimal mark, its currency taken off."""
    point = rf"\{decimal}"
    whole = rf"(?:\d+|[1-9]\d{{0,2}}(?:{_groups(decimal)}))"
    plain = rf"(?:{whole}(?:{point}\d+)?|{point}\d+)"
    machine = rf"\d(?:{point}\d+)?[eE][-+]?\d+"
    return rf"^[-+]?[{_SPACES}]*(?:{plain}{_TAIL}|{machine}$)"


def bare(text: pl.Expr) -> pl.Expr:
    """Take currency marks off, and write a minus as a hyphen before the number.

    >>> cells = pl.DataFrame({"cell": ["R$ 100.000", "(12,50 €)", "US$ -7", "40.00-", "M$ 5"]})
    >>> cells.select(bare(pl.col("cell")))["cell"].to_list()
    ['100.000', '-12,50', '-7', '-40.00', 'M$ 5']
    """
    return (
        text.str.strip_chars()
        .str.replace("[−–﹣－]", "-")
        .str.replace(r"^\((.*)\)$", "-$1")
        .str.replace(rf"^([^-(]*\d[^-]*?)[{_SPACES}]*-$", "-$1")
        .str.replace(_BEFORE, "${1}")
        .str.replace(r"^\((.*)\)$", "-$1")
        .str.replace(_AFTER, "")
    )


def _machine(decimal: str, is_money: bool) -> pl.Expr:
    """Write the number as a machine does, under one decimal mark; null where it has none."""
    cell, plain = pl.col("cell"), pl.col("bare")
    reads = plain.str.contains(_pattern(decimal)) & ~is_rounded(cell)
    if not is_money:
        reads &= ~plain.str.contains(rf"(?:{_TIMES})$") | cell.str.contains(r"\p{Sc}|[A-Z]{3}")
    cents = cell.str.contains(rf"\b(?:{WITHOUT_CENTS})\b")
    reads &= ~(cents & plain.str.contains(rf"\{decimal}\d{{3}}$"))
    written = (
        plain.str.replace_all(rf"[{_SPACES}{_QUOTES}\{OTHER[decimal]}]", "")
        .str.replace(decimal, ".", literal=True)
        .str.replace("[Kk]$", "e3")
        .str.replace("MM?$", "e6")
        .str.replace("%", "e-2", literal=True)
    )
    return pl.when(reads).then(written)


def spelt(cells: pl.LazyFrame, *, is_money: bool) -> pl.LazyFrame:
    """Read the column `cell` under each of the two marks, as a machine writes numbers.

    `point` and `comma` are null where that mark does not read the cell. `is_three` is true where
    both do and differ, `has_point` where the cell's own mark is a point. A currency without cents
    has no decimals in threes; `K` and `M` count where money is meant.

    >>> cells = pl.LazyFrame({"cell": ["$1,117.10K", "90%", "1.234", "12.500 CLP", "0,125"]})
    >>> spelt(cells, is_money=True).select("point", "comma", "is_three").collect().rows()[:3]
    [('1117.10e3', None, False), ('90e-2', '90e-2', False), ('1.234', '1234', True)]
    >>> spelt(cells, is_money=True).select("point", "comma", "is_three").collect().rows()[3:]
    [(None, '12500', False), (None, '0.125', False)]
    """
    return (
        cells.with_columns(bare=bare(pl.col("cell")))
        .with_columns(
            point=_machine(".", is_money),
            comma=_machine(",", is_money),
            has_point=pl.col("bare").str.contains(".", literal=True),
            has_mark=pl.col("bare").str.contains("[.,]"),
        )
        .with_columns(
            is_three=pl.col("point").is_not_null()
            & pl.col("comma").is_not_null()
            & pl.col("has_mark")
        )
    )


def is_bound(text: pl.Expr) -> pl.Expr:
    """Tell the cells that only say where a number lies: `> 90%`."""
    return text.str.strip_chars().str.contains(_BOUND)


def is_rounded(text: pl.Expr) -> pl.Expr:
    """Tell what a spreadsheet has cut to a few digits: `1.23457E+11`."""
    return text.str.contains(_ROUNDED)
