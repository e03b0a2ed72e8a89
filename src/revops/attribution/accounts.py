"""Whose journey is it? Accounts by number, those with a conversion first."""

import polars as pl

from revops.attribution.runs import begins


def accounts_of(journeys: pl.DataFrame) -> pl.DataFrame:
    """Give each account a number: those with a conversion first, then by name.

    A journey without an account is an account of its own. Columns: account, row, won.

    >>> walk = pl.DataFrame({"account_id": ["Bosque", None, "Aurora"],
    ...     "conversion_id": ["b", "c", "a"], "n_converted": [1.0, 1.0, 0.0]})
    >>> accounts_of(walk)["account"].to_list()
    ['Bosque', 'c', 'Aurora']
    """
    won = pl.col("n_converted") > 0 if "n_converted" in journeys.columns else pl.lit(True)
    return (
        journeys.group_by(account())
        .agg(won.any().alias("won"))
        .sort("won", "account", descending=[True, False])
        .with_row_index("row")
        .select("account", "row", "won")
    )


def numbered_accounts(journeys: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Give the accounts, and the number of each touch's as `row`; journeys are few, touches many.

    >>> walk = pl.DataFrame({"account_id": ["Bosque", "Bosque", "Aurora"],
    ...     "conversion_id": ["b", "b", "a"]})
    >>> numbered_accounts(walk)[1].to_list()
    [1, 1, 0]
    """
    run = journeys.select((begins().cum_sum() - 1).alias("run")).to_series()
    one_each = journeys.filter(begins())
    accounts = accounts_of(one_each)
    found = one_each.select(account()).join(
        accounts, on="account", how="left", nulls_equal=True, maintain_order="left"
    )
    return accounts, found.get_column("row").cast(pl.Int64).gather(run)


def account() -> pl.Expr:
    """Name the account of a journey; one without is its own."""
    return pl.coalesce("account_id", "conversion_id").alias("account")
