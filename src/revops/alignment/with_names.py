"""The deal's and the company's name beside a list of deals."""

import polars as pl


def with_names(
    listed: pl.DataFrame, opportunities: pl.DataFrame, accounts: pl.DataFrame | None
) -> pl.DataFrame:
    """Add `deal` and `company` to a list of deals; its rows and their order stay.

    >>> listed = pl.DataFrame({"opportunity_id": ["d1"], "account_id": ["A1"]})
    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "name": ["Uno"]})
    >>> accounts = pl.DataFrame({"account_id": ["A1"], "name": ["Aurora"]})
    >>> with_names(listed, deals, accounts).select("deal", "company").row(0)
    ('Uno', 'Aurora')
    """
    deals = opportunities.select("opportunity_id", deal="name")
    named = listed.join(
        deals.unique("opportunity_id", keep="first"),
        on="opportunity_id",
        how="left",
        maintain_order="left",
    )
    if accounts is None:
        return named.with_columns(company=pl.lit(None, pl.String))
    companies = accounts.select("account_id", company="name").unique("account_id", keep="first")
    return named.join(companies, on="account_id", how="left", maintain_order="left")
