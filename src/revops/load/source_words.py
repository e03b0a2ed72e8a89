"""The words by which a CRM in Spanish or Portuguese names a source, as it names it in English.

A channel is compared with the costs of that channel: `Búsqueda de pago` beside `paid_search`
would be two channels, one with costs alone and one with wins alone.
"""

import polars as pl

_ORGANIC, _PAID = "organic_search", "paid_search"
_SOCIAL, _PAID_SOCIAL = "organic_social", "paid_social"
_DIRECT, _OFFLINE = "direct_traffic", "offline"
_EMAIL, _OTHER, _AI = "email_marketing", "other_campaigns", "ai_referral"
# accents and capitals do not count, so one spelling stands for both languages where they agree
_WORDS = {
    "búsqueda orgánica": _ORGANIC,
    "busca orgânica": _ORGANIC,
    "pesquisa orgânica": _ORGANIC,
    "búsqueda de pago": _PAID,
    "búsqueda pagada": _PAID,
    "búsquedas de pago": _PAID,
    "busca paga": _PAID,
    "pesquisa paga": _PAID,
    "social media": _SOCIAL,
    "redes sociales": _SOCIAL,
    "redes sociales orgánicas": _SOCIAL,
    "social orgánico": _SOCIAL,
    "redes sociais": _SOCIAL,
    "redes sociais orgânicas": _SOCIAL,
    "redes sociales de pago": _PAID_SOCIAL,
    "redes sociales pagadas": _PAID_SOCIAL,
    "social de pago": _PAID_SOCIAL,
    "redes sociais pagas": _PAID_SOCIAL,
    "social pago": _PAID_SOCIAL,
    "tráfico directo": _DIRECT,
    "tráfego direto": _DIRECT,
    "offline sources": _OFFLINE,
    "fuentes sin conexión": _OFFLINE,
    "fuentes offline": _OFFLINE,
    "fuera de línea": _OFFLINE,
    "fontes offline": _OFFLINE,
    "marketing por correo electrónico": _EMAIL,
    "marketing por correo": _EMAIL,
    "correo electrónico": _EMAIL,
    "marketing por e-mail": _EMAIL,
    "e-mail marketing": _EMAIL,
    "referrals": "referral",
    "referencias": "referral",
    "referidos": "referral",
    "tráfico de referencia": "referral",
    "tráfego de referência": "referral",
    "otras campañas": _OTHER,
    "outras campanhas": _OTHER,
    "ai referrals": _AI,
    "referencias de ia": _AI,
}


def _bare(text: pl.Expr) -> pl.Expr:
    """Write a source in one way: lower case, no accents, `_` between words."""
    plain = text.str.normalize("NFKD").str.replace_all(r"\p{M}+", "").str.to_lowercase()
    return plain.str.replace_all(r"[^\p{L}\p{N}]+", "_").str.strip_chars("_")


def in_english(source: pl.Expr) -> pl.Expr:
    """Give the channel that a translated source names; null where the words are no known ones.

    >>> sources = pl.DataFrame({"source": ["Búsqueda de pago", "REDES SOCIAIS", "Feria"]})
    >>> sources.select(in_english(pl.col("source"))).to_series().to_list()
    ['paid_search', 'organic_social', None]
    """
    words = pl.DataFrame({"word": list(_WORDS)}).select(_bare(pl.col("word"))).to_series()
    return _bare(source).replace_strict(
        words, list(_WORDS.values()), default=None, return_dtype=pl.String
    )
