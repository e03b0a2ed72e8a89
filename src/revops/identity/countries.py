"""Countries as a CRM writes them, in English, Spanish or Portuguese, as ISO 3166 codes."""

from collections.abc import Mapping
from functools import cache

import polars as pl
from babel import Locale

from revops.identity.names import bare

_LANGUAGES = ("en", "es", "pt")
#: Spellings that no list of names has.
_ALSO = {
    "eeuu": "US", "ee uu": "US", "usa": "US", "u s a": "US", "estados unidos de america": "US",
    "united states of america": "US", "uk": "GB", "england": "GB", "inglaterra": "GB",
    "holanda": "NL", "chl": "CL", "per": "PE", "col": "CO", "mex": "MX", "bra": "BR", "arg": "AR",
    "esp": "ES", "republica dominicana": "DO",
}  # fmt: skip


@cache
def _codes() -> Mapping[str, str]:
    """Give the code of each spelling: the code itself, and the name in three languages."""
    names = [Locale(language).territories for language in _LANGUAGES]
    pairs = [(n, c) for each in names for c, n in each.items() if len(c) == 2 and c.isalpha()]
    spelt = pl.DataFrame(pairs, schema=["name", "code"], orient="row")
    plain = dict(spelt.select(bare(pl.col("name")), "code").iter_rows())
    return {**plain, **{code.lower(): code for _, code in pairs}, **_ALSO}


def iso(country: pl.Series) -> pl.Series:
    """Give each country's two-letter code; null where the text names none.

    >>> iso(pl.Series(["Chile", "BRASIL", "Perú", "mx", "Narnia", None])).to_list()
    ['CL', 'BR', 'PE', 'MX', None, None]
    """
    codes = _codes()
    text = country.cast(pl.String).to_frame("country").select(bare(pl.col("country"))).to_series()
    return text.replace_strict(
        pl.Series(list(codes), dtype=pl.String),
        pl.Series(list(codes.values()), dtype=pl.String),
        default=None,
        return_dtype=pl.String,
    ).alias("country")
