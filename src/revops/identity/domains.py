"""Registrable domains, by the public suffix list that comes with tldextract; nothing is fetched.

A name under a host of many sites (`faro.github.io`) is a domain of its own. What the list does
not know ends in one label, as in `faro.example`.
"""

from functools import cache

import polars as pl
from tldextract import TLDExtract

from revops.identity.shared import HOSTS, PLATFORMS
from revops.text.mailboxes import FREE_MAIL, FREE_MAIL_ANYWHERE

_NAME = r"^([\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]*$"


@cache
def _suffixes() -> TLDExtract:
    """Give the bundled list, with the hosts of ours."""
    return TLDExtract(
        cache_dir=None,
        suffix_list_urls=(),
        include_psl_private_domains=True,
        extra_suffixes=HOSTS,
    )


def _of_three_or_more(host: str) -> str:
    """Give the registrable domain of one host; of two labels there is only the whole."""
    parts = _suffixes().extract_str(host)
    if parts.suffix:
        return parts.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


def registrable(hosts: pl.Series) -> pl.Series:
    """Give the registrable domain of each host; null where the text is no host.

    >>> registrable(pl.Series(["www.shop.faro.com.br", "faro.github.io", "n/a"])).to_list()
    ['faro.com.br', 'faro.github.io', None]
    """
    text = pl.col("text")
    trimmed = text.str.strip_chars(" .").str.to_lowercase().str.replace(r"^[a-z]+://", "")
    whole = trimmed.str.replace(r"[/?#:].*$", "").str.replace(r"^www\.([^.]+\.)", "$1")
    frame = hosts.alias("text").to_frame().select(pl.when(whole.str.contains(_NAME)).then(whole))
    longer = frame.filter(text.str.contains(r"\..*\.")).to_series().unique()
    found = pl.Series([_of_three_or_more(each) for each in longer.to_list()], dtype=pl.String)
    return frame.select(domain=text.replace(longer, found)).to_series()


def is_free_mail(domain: pl.Expr) -> pl.Expr:
    """Say whether anyone can open a mailbox there, in whatever country.

    >>> mail = pl.DataFrame({"at": ["gmail.com", "hotmail.com.pe", "faro.cl", None]})
    >>> mail.select(is_free_mail(pl.col("at")))["at"].to_list()
    [True, True, False, None]
    """
    return domain.is_in(FREE_MAIL) | domain.str.contains(FREE_MAIL_ANYWHERE)


def is_shared(domain: pl.Expr) -> pl.Expr:
    """Say whether a domain is of many: free mail, a platform, or a public suffix itself."""
    return is_free_mail(domain) | domain.is_in(PLATFORMS) | domain.is_in(_suffixes().tlds)
