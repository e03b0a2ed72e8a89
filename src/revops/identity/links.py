"""Fill in who is meant, where an export says it in another way than by id.

A deal names its people on another export; a person's company shows in the e-mail's domain. Only
what points to exactly one record is filled in. Addresses and domains of merged records count too.
"""

import polars as pl

from revops.identity import emails
from revops.identity.domains import is_shared, registrable
from revops.identity.visitors import only_one


def _fill(frame: pl.DataFrame, column: str, pairs: pl.DataFrame, on: str) -> pl.DataFrame:
    """Fill a column's gaps by looking its row up in pairs; rows and order stay."""
    found = pairs.select(pl.col(on), pl.col(column).alias("found"))
    return (
        frame.join(found, on=on, how="left", maintain_order="left", validate="m:1")
        .with_columns(pl.coalesce(column, "found").alias(column))
        .drop("found")
    )


def deals(
    opportunities: pl.DataFrame, people: pl.DataFrame | None, leads: pl.DataFrame | None
) -> pl.DataFrame:
    """Say whose deal it is: the primary person, the only person, or the lead it was made from."""
    linked = opportunities
    if people is not None:
        primary = people.filter(pl.col("is_primary").fill_null(False))
        for pairs in (primary, people):
            ids = only_one(pairs, "opportunity_id", "lead_id")
            linked = _fill(linked, "lead_id", ids, "opportunity_id")
    if leads is not None:
        made = leads.select(opportunity_id="converted_opportunity_id", lead_id="lead_id")
        linked = _fill(
            linked, "lead_id", only_one(made, "opportunity_id", "lead_id"), "opportunity_id"
        )
        companies = only_one(leads, "lead_id", "account_id")
        linked = _fill(linked, "account_id", companies, "lead_id")
    return linked


def companies(leads: pl.DataFrame, book: pl.DataFrame) -> pl.DataFrame:
    """Say for whom a person works, by the e-mail's domain where the CRM does not say.

    `book` says which company (`account_id`) is meant by a registrable domain (`domain`).

    >>> people = pl.DataFrame({"email": ["ana@mail.aurora.example"], "account_id": [None]},
    ...     schema={"email": pl.String, "account_id": pl.String})
    >>> book = pl.DataFrame({"account_id": ["A1"], "domain": ["aurora.example"]})
    >>> companies(people, book).get_column("account_id").to_list()
    ['A1']
    """
    domains = only_one(book, "domain", "account_id")
    domains = domains.filter(~is_shared(pl.col("domain")))
    hosts = leads.select(emails.host(pl.col("email"))).to_series()
    return _fill(leads.with_columns(registrable(hosts)), "account_id", domains, "domain").drop(
        "domain"
    )
