"""How people write a country: its ISO 3166 code, or its name in English, Spanish or Portuguese."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

_LANGUAGES = ("en", "es", "pt")
#: Spellings that no list of names has.
_ALSO = {
    "eeuu": "US", "ee uu": "US", "usa": "US", "u s a": "US", "estados unidos de america": "US",
    "united states of america": "US", "uk": "GB", "england": "GB", "inglaterra": "GB",
    "holanda": "NL", "chl": "CL", "per": "PE", "col": "CO", "mex": "MX", "bra": "BR", "arg": "AR",
    "esp": "ES", "republica dominicana": "DO",
}  # fmt: skip
_NOWHERE = "ZZ"


@cache
def spellings() -> Mapping[str, str]:
    """Give the code behind each name and each code, as they are written.

    >>> [spellings()[text] for text in ("Chile", "Brasil", "pe", "uk")]
    ['CL', 'BR', 'PE', 'GB']
    """
    names: list[Mapping[str, str]] = [dict(Locale(each).territories) for each in _LANGUAGES]
    codes = {c for each in names for c in each if len(c) == 2 and c.isalpha()} - {_NOWHERE}
    spelt = {each[c]: c for each in names for c in sorted(codes & each.keys())}
    return {**spelt, **{code.lower(): code for code in sorted(codes)}, **_ALSO}
