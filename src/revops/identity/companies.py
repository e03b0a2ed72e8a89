"""By what companies match: the CRM's id, a valid tax id, the registrable domain.

A domain names one company only: not where two tax ids are known on it, nor where the CRM keeps a
parent and its child there, nor where anyone can have a mailbox or a page.
"""

import polars as pl

from revops.identity.countries import iso
from revops.identity.domains import is_free_mail, is_shared, registrable
from revops.identity.keys import SAME_ID, Keys, has_several, strangers
from revops.identity.names import company_name
from revops.identity.reasons import (
    FAMILY,
    FREE_MAIL,
    INVALID,
    PLACEHOLDER,
    PLATFORM,
    TWO_CRMS,
    TWO_TAX_IDS,
)
from revops.identity.tax_ids import tax_ids

TAX_ID = "tax id"
DOMAIN = "domain"


def with_domain(accounts: pl.DataFrame) -> pl.DataFrame:
    """Write the registrable domain where the text is a host; other texts stay for the checks."""
    own = registrable(accounts["domain"])
    return accounts.with_columns(domain=pl.coalesce(own, "domain"))


def evidence(accounts: pl.DataFrame) -> pl.DataFrame:
    """Read what tells a company: its country, tax id, domain and name, one spelling each.

    `number` is the tax id as written where it is no placeholder, `key` only where it is valid.
    """
    country = iso(accounts["country"])
    numbers = tax_ids(accounts["tax_id"], country)
    read = accounts.select(
        "account_id",
        "parent_id",
        "from_vendor",
        country=country,
        domain=registrable(accounts["domain"]),
        name=company_name(pl.col("name")),
    ).hstack(numbers)
    number = pl.when(~pl.col("is_placeholder")).then(pl.coalesce("key", "text"))
    return read.with_columns(number=number)


def _has_family(read: pl.DataFrame) -> pl.Expr:
    """Say whether a parent and its child are on one domain."""
    homes = read.select(parent_id="account_id", home="domain").drop_nulls()
    homes = homes.filter(pl.col("parent_id").is_in(read["parent_id"].drop_nulls().implode()))
    children = read.filter(pl.col("parent_id") != pl.col("account_id")).join(homes, on="parent_id")
    found = children.filter(pl.col("domain") == pl.col("home")).get_column("domain")
    return pl.col("domain").is_in(found.unique().implode()).fill_null(False)


def _alone(read: pl.DataFrame) -> pl.DataFrame:
    """Say of each company what keeps it from matching: one column a reason."""
    domain = pl.col("domain")
    free = is_free_mail(domain).fill_null(False)
    shared = is_shared(domain).fill_null(False)
    return read.select(
        strangers(read, "account_id", "name", "domain").alias(TWO_CRMS),
        (pl.col("number").is_not_null() & pl.col("key").is_null()).alias(INVALID),
        pl.col("is_placeholder").alias(PLACEHOLDER),
        free.alias(FREE_MAIL),
        (shared & ~free).alias(PLATFORM),
        (has_several(read, "domain", "number") & ~shared).alias(TWO_TAX_IDS),
        (_has_family(read) & ~shared).alias(FAMILY),
    )


def keys(accounts: pl.DataFrame) -> Keys:
    """Say by what each company matches.

    >>> firms = pl.DataFrame(
    ...     {
    ...         "account_id": ["A1", "A2"],
    ...         "name": ["Faro", "Bosque"],
    ...         "domain": ["www.faro.com.br", "gmail.com"],
    ...         "tax_id": ["11.222.333/0001-81", "76.123.456-K"],
    ...         "country": ["Brasil", "Chile"],
    ...         "parent_id": None,
    ...         "from_vendor": "hubspot",
    ...     },
    ...     schema_overrides={"parent_id": pl.String},
    ... )
    >>> keys(firms).values.rows()
    [('A1', 'BR:11222333000181', 'faro.com.br'), ('A2', None, None)]
    """
    read = evidence(accounts)
    alone = _alone(read)
    apart = pl.lit(alone[TWO_CRMS])
    own = ~alone.select(pl.any_horizontal(FREE_MAIL, PLATFORM, TWO_TAX_IDS, FAMILY)).to_series()
    values = read.select(
        pl.when(~apart).then("account_id").alias(SAME_ID),
        pl.when(~apart).then("key").alias(TAX_ID),
        pl.when(~apart & own).then("domain").alias(DOMAIN),
    )
    return Keys(values, alone)
