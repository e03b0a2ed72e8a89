"""Countries as a CRM writes them, in English, Spanish or Portuguese, as ISO 3166 codes."""

from collections.abc import Mapping
from functools import cache

import polars as pl

from revops.identity.names import bare
from revops.text.countries import spellings


@cache
def _codes() -> Mapping[str, str]:
    """Give the code of each spelling, written as names are compared."""
    known = spellings()
    spelt = pl.DataFrame({"name": list(known), "code": list(known.values())})
    return dict(spelt.select(bare(pl.col("name")), "code").iter_rows())


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
