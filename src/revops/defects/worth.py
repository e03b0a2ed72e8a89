"""Which deals rest on which records, and what is each deal worth on the day?"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from revops import known
from revops.tables.table import MONEY

_READ = (
    "opportunity_id",
    "account_id",
    "lead_id",
    "primary_campaign_id",
    "amount_base",
    "status",
    "created_at",
    "closed_at",
    "deleted_at",
)
#: By which column of a deal each kind of record is found.
_KINDS = {
    "opportunity": "opportunity_id",
    "account": "account_id",
    "lead": "lead_id",
    "campaign": "primary_campaign_id",
}
#: A record is named by its kind and id; a row of opportunities, which may lack an id, by its place.
ROW = "row"
HOLDERS = pl.Schema({"kind": pl.String(), "id": pl.String(), "deal": pl.UInt32()})


@dataclass(frozen=True)
class Deals:
    """The deals known on the day.

    `worth`: one row a deal, with its open and its won value; null where an open or a won deal has
    no value in the workspace's currency. `holders`: one row a record and a deal that rests on it.
    A deal goes by the place of its first row.
    """

    worth: pl.DataFrame
    holders: pl.DataFrame


def _value(status: pl.Expr) -> pl.Expr:
    """Give the amount of deals of a status, 0 for the others; a credit is no pipeline."""
    amount = pl.col("amount_base").cast(MONEY)
    return pl.when(status).then(amount.clip(0, None)).otherwise(pl.lit(0, MONEY))


def _worth(seen: pl.DataFrame) -> pl.DataFrame:
    """Give one row a deal; what is neither won nor lost is open, its status missing or not."""
    won = pl.col("status").eq_missing(pl.lit("won"))
    lost = pl.col("status").eq_missing(pl.lit("lost"))
    return seen.unique("deal", keep="first", maintain_order=True).select(
        "deal", _value(~won & ~lost).alias("open_value"), _value(won).alias("won_value")
    )


def _by_people(people: pl.LazyFrame, deals: pl.DataFrame) -> pl.DataFrame:
    """List the people with a role on a deal as holders of it."""
    roles = people.select("opportunity_id", "lead_id").drop_nulls().unique().collect()
    by_id = deals.select("opportunity_id", "deal").drop_nulls()
    return roles.join(by_id, on="opportunity_id").select(
        pl.lit("lead").alias("kind"), pl.col("lead_id").alias("id"), "deal"
    )


def deals(
    opportunities: pl.LazyFrame, people: pl.LazyFrame | None = None, *, as_of: date, zone: str
) -> Deals:
    """Say what each deal known on the day is worth, and which records it rests on.

    >>> from revops.tables import TABLES
    >>> frame = TABLES["opportunities"].empty().clear(2).with_columns(
    ...     opportunity_id=pl.Series(["d1", "d2"]), account_id=pl.lit("Aurora"),
    ...     status=pl.Series(["won", "open"]), amount_base=pl.Series([900, 500]))
    >>> found = deals(frame.lazy(), as_of=date(2026, 6, 30), zone="UTC")
    >>> found.worth.select(pl.all().cast(pl.Int64)).rows()
    [(0, 0, 900), (1, 500, 0)]
    >>> found.holders.filter(id="Aurora")["deal"].to_list()
    [0, 1]
    """
    there = opportunities.collect_schema().names()
    rows = opportunities.select(n for n in _READ if n in there).with_row_index("place").collect()
    first = pl.col("place").first().over("opportunity_id")
    named = pl.when(pl.col("opportunity_id").is_null()).then("place").otherwise(first)
    local = known.localised({"opportunities": rows.with_columns(named.alias("deal"))}, zone=zone)
    seen = known.deals(local["opportunities"], as_of)
    held = [
        seen.select(pl.lit(ROW).alias("kind"), pl.col("place").cast(pl.String).alias("id"), "deal")
    ]
    held += [
        seen.select(pl.lit(kind).alias("kind"), pl.col(column).alias("id"), "deal")
        for kind, column in _KINDS.items()
        if column in there
    ]
    if people is not None:
        held.append(_by_people(people, seen))
    holders = pl.concat([HOLDERS.to_frame(), *held]).drop_nulls().unique(maintain_order=True)
    return Deals(_worth(seen), holders)
