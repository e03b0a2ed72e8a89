"""E-mails and web addresses in one spelling, and the hash that stands for an e-mail."""

import hashlib

import polars as pl


def tidy_email(email: pl.Expr) -> pl.Expr:
    """Trim an e-mail address and write it in lower case."""
    return email.str.strip_chars().str.to_lowercase()


def tidy_domain(address: pl.Expr) -> pl.Expr:
    """Leave the host of a web address.

    >>> sites = pl.DataFrame({"site": ["https://www.Faro.cl/about", "faro.cl"]})
    >>> sites.select(tidy_domain(pl.col("site")))["site"].to_list()
    ['faro.cl', 'faro.cl']
    """
    bare = address.str.to_lowercase().str.replace(r"^[a-z]+://", "").str.replace(r"^www\.", "")
    return bare.str.replace(r"[/?#:].*$", "").str.strip_chars()


def email_hash(emails: pl.Series) -> pl.Series:
    """Give the SHA-256 of each e-mail as hexadecimal text, hashing each address once.

    >>> email_hash(pl.Series(["ana@faro.cl", None]))[0][:12]
    'da64da0ddc0b'
    """
    unique = emails.drop_nulls().unique()
    hashes = [hashlib.sha256(email.encode()).hexdigest() for email in unique.to_list()]
    return emails.replace_strict(
        unique, pl.Series(hashes, dtype=pl.String), default=None, return_dtype=pl.String
    )
