"""Tax ids with a valid check digit, in one spelling; never a placeholder.

The country says which number it is: RUT, CNPJ, CUIT, RUC, NIT, RFC, NIF or VAT. Where the CRM
has no country, the first country of `_TRIED` whose check digit holds is taken. Where a country's
check digit is not known here, the number counts as it is written.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import polars as pl
from stdnum import get_cc_module

#: What text can be a tax id at all.
_SHORTEST = 5
_DIGITS_IN_ORDER = "0123456789" * 2
#: Numbers that stand for "the public", "a foreigner" or "a final consumer".
_GENERIC = ("XAXX010101000", "XEXX010101000", "222222222222", "444444017")
_EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
)  # fmt: skip
#: Where the country is not known; numbers of these differ in length or form.
_TRIED = ("CL", "BR", "AR", "PE", "MX", "EC", "UY", "CO", "ES")


@cache
def _modules(country: str) -> tuple[Any, ...]:
    """Give the rules for the numbers of a country: its companies', then its persons'."""
    found = [get_cc_module(country.lower(), kind) for kind in ("vat", "cpf")]
    return tuple(module for module in found if module is not None)


def _spellings(text: str, country: str) -> Iterator[str]:
    """Give a number as written, and with the leading zeros that spreadsheets take or add."""
    yield text.lstrip("0") if country == "CL" else text
    if country == "BR" and text.isdigit() and len(text) in {12, 13}:
        yield text.zfill(14)


def _valid_in(country: str, text: str) -> str | None:
    """Give a number in its one spelling where the check digit holds in this country."""
    for module in _modules(country):
        for spelling in _spellings(text, country):
            if module.is_valid(spelling):
                return f"{country}:{module.compact(spelling)}"
    return None


def _european(text: str) -> str | None:
    """Give a VAT number that names its own country."""
    member = text[:2]
    return _valid_in("GR" if member == "EL" else member, text) if member in _EU else None


def _is_placeholder(text: str) -> bool:
    """Say whether a text stands for no number: one digit repeated, digits in a row."""
    body = text[:-1]
    return (
        text in _GENERIC
        or not any(character.isdigit() for character in text)
        or len(set(body)) == 1
        or text in _DIGITS_IN_ORDER
        or text in _DIGITS_IN_ORDER[::-1]
    )


def _key(text: str, country: str | None) -> str | None:
    """Give a number that names one company, or nothing."""
    countries = _TRIED if country is None else (country,)
    if country is not None and not _modules(country):
        return _european(text) or f"{country}:{text}"
    found = (_valid_in(each, text) for each in countries)
    return next((key for key in found if key), None) or _european(text)


def written(tax_id: pl.Expr) -> pl.Expr:
    """Give a tax id without points, dashes and blanks, in capitals."""
    bare = tax_id.str.replace_all(r"[\W_]", "").str.to_uppercase()
    return pl.when(bare.str.len_chars() > 0).then(bare)


def tax_ids(tax_id: pl.Series, iso: pl.Series) -> pl.DataFrame:
    """Read each tax id with its country: `key` where it is valid, and what it is otherwise.

    >>> numbers = pl.Series(["76.123.456-0", "761234560", "76123456K", "11111111-1"])
    >>> tax_ids(numbers, pl.Series(["CL", None, "CL", "CL"])).rows()
    [('CL:761234560', '761234560', False), ('CL:761234560', '761234560', False),
     (None, '76123456K', False), (None, '111111111', True)]
    """
    frame = pl.DataFrame({"text": tax_id.cast(pl.String), "iso": iso.cast(pl.String)})
    frame = frame.with_columns(written(pl.col("text")))
    distinct = frame.unique().drop_nulls("text")
    texts, countries = distinct["text"].to_list(), distinct["iso"].to_list()
    empty = [len(text) < _SHORTEST or _is_placeholder(text) for text in texts]
    pairs = zip(texts, countries, empty, strict=True)
    keys = [None if nothing else _key(text, country) for text, country, nothing in pairs]
    read = distinct.with_columns(
        pl.Series("key", keys, dtype=pl.String), pl.Series("is_placeholder", empty, pl.Boolean)
    )
    joined = frame.join(
        read, on=["text", "iso"], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.select("key", "text", pl.col("is_placeholder").fill_null(False))
