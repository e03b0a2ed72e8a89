"""Numbers, shares and money as a locale writes them; what is not known is a dash."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from babel import Locale
from babel import numbers as babel_numbers

UNKNOWN = "–"

Number = int | float | Decimal


def is_known(value: Number | None) -> bool:
    """Say whether a number can be written.

    >>> [is_known(value) for value in (0, None, float("nan"), float("inf"))]
    [True, False, False, False]
    """
    return value is not None and math.isfinite(value)


def number(value: Number | None, digits: int, locale: Locale) -> str:
    """Write a number with its thousands and a fixed number of decimals.

    >>> number(81674862.5, 1, Locale("es"))
    '81.674.862,5'
    >>> number(None, 0, Locale("es"))
    '–'
    """
    if value is None or not is_known(value):
        return UNKNOWN
    pattern = _with_digits(locale.decimal_formats[None].pattern, digits)
    return babel_numbers.format_decimal(_plain(value, digits), pattern, locale)


def percent(value: Number | None, digits: int, locale: Locale) -> str:
    """Write a share of 0 to 1 as a percentage.

    >>> percent(0.1052, 1, Locale("en"))
    '10.5%'
    """
    if value is None or not is_known(value):
        return UNKNOWN
    pattern = _with_digits(locale.percent_formats[None].pattern, digits)
    return babel_numbers.format_percent(_plain(value, digits + 2), pattern, locale)


def money(value: Number | None, currency: str, digits: int | None, locale: Locale) -> str:
    """Write an amount with its currency; a code that no table knows is written as it is.

    >>> money(1234.5, "USD", None, Locale("en"))
    '$1,234.50'
    >>> money(38.2, "CLF", 2, Locale("es")).replace(chr(160), " ")
    '38,20 CLF'
    >>> money(7, "QQQ", 0, Locale("en")).replace(chr(160), " ")
    'QQQ 7'
    """
    if value is None or not is_known(value):
        return UNKNOWN
    places = babel_numbers.get_currency_precision(currency) if digits is None else digits
    if not currency:
        return number(value, places, locale)
    pattern = _with_digits(locale.currency_formats["standard"].pattern, places)
    if babel_numbers.get_currency_symbol(currency, locale)[-1].isalpha():
        pattern = pattern.replace("¤#", "¤\u00a0#")
    amount = _plain(value, places)
    return babel_numbers.format_currency(amount, currency, pattern, locale, currency_digits=False)


def _with_digits(pattern: str, digits: int) -> str:
    """Ask a pattern of CLDR for a fixed number of decimals."""
    decimals = f".{'0' * digits}" if digits else ""
    return re.sub(r"#,##0(\.[0#]+)?", f"#,##0{decimals}", pattern)


def _plain(value: Number, digits: int) -> Decimal:
    """Round as people do, half away from zero; a tiny negative number is no "-0"."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    with localcontext(prec=60):
        return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0
