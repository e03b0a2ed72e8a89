"""customers.csv: what became of customers, in our own column names."""

import polars as pl

from revops.sample.exports.sheet import Sheet, as_text, money, utc
from revops.sample.records import Records

FILE = "customers.csv"


def customers(records: Records) -> Sheet:
    """Give one row per event."""
    shown = records.customers.select(
        pl.col("company_id").alias("account_id"),
        "event",
        utc("day").alias("occurred_at"),
        pl.col("deal_id").alias("opportunity_id"),
        money("amount"),
        "currency",
        pl.col("score").cast(pl.Int64),
    )
    return Sheet(FILE, as_text(shown))
