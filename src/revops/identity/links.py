"""Fill in who is meant, where an export says it in another way than by id.

A touch names its person by e-mail or by a visitor's id that later filled a form; a deal names
its people on another export; a person's company shows in the e-mail's domain. Only what points
to exactly one record is filled in.
"""

from collections.abc import Mapping

import polars as pl

from revops.identity.shared import SHARED


def _one_each(pairs: pl.DataFrame, name: str, target: str) -> pl.DataFrame:
    """Keep the names that point to exactly one target."""
    known = pairs.drop_nulls().unique(maintain_order=True)
    return known.filter(pl.col(target).n_unique().over(name) == 1)


def _fill(frame: pl.DataFrame, column: str, pairs: pl.DataFrame, on: str) -> pl.DataFrame:
    """Fill a column's gaps by looking its row up in pairs; rows and order stay."""
    found = pairs.select(pl.col(on), pl.col(column).alias("found"))
    return (
        frame.join(found, on=on, how="left", maintain_order="left", validate="m:1")
        .with_columns(pl.coalesce(column, "found").alias(column))
        .drop("found")
    )


def touches(touchpoints: pl.DataFrame, leads: pl.DataFrame) -> pl.DataFrame:
    """Say who was touched: by e-mail, then by the visitor who later became known."""
    emails = _one_each(leads.select("email", who="lead_id"), "email", "who")
    address = pl.col("lead_id").str.strip_chars().str.to_lowercase()
    known = touchpoints.with_columns(
        pl.when(pl.col("lead_id").str.contains("@", literal=True))
        .then(address.replace_strict(emails["email"], emails["who"], default=None))
        .otherwise("lead_id")
        .alias("lead_id")
    )
    visitors = _one_each(known.select("anonymous_id", "lead_id"), "anonymous_id", "lead_id")
    return _fill(known, "lead_id", visitors, "anonymous_id")


def deals(
    opportunities: pl.DataFrame, people: pl.DataFrame | None, leads: pl.DataFrame | None
) -> pl.DataFrame:
    """Say whose deal it is: the primary person, the only person, or the lead it was made from."""
    linked = opportunities
    if people is not None:
        primary = people.filter(pl.col("is_primary").fill_null(False))
        for pairs in (primary, people):
            ids = _one_each(pairs.select("opportunity_id", "lead_id"), "opportunity_id", "lead_id")
            linked = _fill(linked, "lead_id", ids, "opportunity_id")
    if leads is not None:
        made = leads.select(opportunity_id="converted_opportunity_id", lead_id="lead_id")
        linked = _fill(
            linked, "lead_id", _one_each(made, "opportunity_id", "lead_id"), "opportunity_id"
        )
        companies = _one_each(leads.select("lead_id", "account_id"), "lead_id", "account_id")
        linked = _fill(linked, "account_id", companies, "lead_id")
    return linked


def companies(leads: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Say for whom a person works, by the e-mail's domain where the CRM does not say.

    >>> people = pl.DataFrame({"email": ["ana@aurora.example"], "account_id": [None]},
    ...     schema={"email": pl.String, "account_id": pl.String})
    >>> firms = pl.DataFrame({"account_id": ["A1"], "domain": ["aurora.example"]})
    >>> companies(people, firms).get_column("account_id").to_list()
    ['A1']
    """
    domains = _one_each(accounts.select("domain", "account_id"), "domain", "account_id")
    domains = domains.filter(~pl.col("domain").is_in(SHARED))
    domain = pl.col("email").str.split("@").list.last()
    return _fill(leads.with_columns(domain=domain), "account_id", domains, "domain").drop("domain")


def link(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Fill in people and companies wherever one record is meant."""
    linked = dict(tables)
    leads, accounts = linked.get("leads"), linked.get("accounts")
    if leads is not None and accounts is not None:
        linked["leads"] = leads = companies(leads, accounts)
    if leads is not None and "touchpoints" in linked:
        linked["touchpoints"] = touches(linked["touchpoints"], leads)
    if "opportunities" in linked:
        people = linked.get("opportunity_people")
        linked["opportunities"] = deals(linked["opportunities"], people, leads)
    return linked
