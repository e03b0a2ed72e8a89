"""Which person an address names, and which company a domain names, merged records included."""

from collections.abc import Mapping

import polars as pl

from revops.identity import emails
from revops.identity.domains import registrable


def of_addresses(leads: pl.DataFrame, merges: pl.DataFrame) -> pl.DataFrame:
    """Say who is meant by each address, as the exports have it; an id may be an address.

    >>> people = pl.DataFrame({"lead_id": ["L1", "L2"], "email": ["a@x.cl", "b@x.cl"]})
    >>> merges = pl.DataFrame({"from_id": ["L2"], "to_id": ["L1"]})
    >>> of_addresses(people, merges).rows()
    [('a@x.cl', 'L1'), ('b@x.cl', 'L1')]
    """
    who = pl.col("lead_id").replace(merges["from_id"], merges["to_id"])
    by_email = leads.select(address=emails.address(leads["email"]), who=who)
    by_id = leads.select(address=emails.address(leads["lead_id"]), who=who)
    return pl.concat([by_email, by_id]).drop_nulls().unique(maintain_order=True)


def of_domains(accounts: pl.DataFrame, merges: pl.DataFrame) -> pl.DataFrame:
    """Say which company is meant by each registrable domain, as the exports have it."""
    whose = pl.col("account_id").replace(merges["from_id"], merges["to_id"])
    read = accounts.select(domain=registrable(accounts["domain"]), account_id=whose)
    return read.drop_nulls().unique(maintain_order=True)


def of(
    tables: Mapping[str, pl.DataFrame], merges: Mapping[str, pl.DataFrame]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give both books for tables as they were before anything was merged."""
    nobody = {"address": pl.String, "who": pl.String}
    nothing = {"domain": pl.String, "account_id": pl.String}
    people = of_addresses(tables["leads"], merges["leads"]) if "leads" in tables else None
    firms = of_domains(tables["accounts"], merges["accounts"]) if "accounts" in tables else None
    return (
        pl.DataFrame(schema=nobody) if people is None else people,
        pl.DataFrame(schema=nothing) if firms is None else firms,
    )
