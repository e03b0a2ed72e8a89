"""meta_ads_campaigns.csv: a byte-order mark, CRLF, the currency in the header, a totals row."""

import polars as pl

from revops.sample.exports.sheet import Sheet, as_text, day
from revops.sample.records import Records
from revops.sample.records.deals import UNITS

FILE = "meta_ads_campaigns.csv"
COST = "Amount spent (CLP)"
FIRST, LAST = "2025-01-01", "2026-06-30"


def meta_ads(records: Records) -> Sheet:
    """Give one row per campaign and day, in whole pesos."""
    rows = records.spend.filter(pl.col("vendor") == "meta_ads").sort("day", "campaign_id")
    shown = rows.select(
        pl.lit(FIRST).alias("Reporting starts"),
        pl.lit(LAST).alias("Reporting ends"),
        pl.col("campaign_id").alias("Campaign name"),
        day("day").alias("Day"),
        (pl.col("cost_usd") * UNITS["CLP"]).round(0).cast(pl.Int64).alias(COST),
        pl.col("impressions").alias("Impressions"),
        pl.col("clicks").alias("Link clicks"),
        (pl.col("clicks") * 1.18).round(0).cast(pl.Int64).alias("Clicks (all)"),
        pl.col("conversions").alias("Results"),
    )
    return Sheet(FILE, as_text(shown), line_end="\r\n", has_mark=True)


def with_total(sheet: Sheet) -> Sheet:
    """Add the totals row: blank campaign and day."""
    names = sheet.frame.columns[4:]
    sums = sheet.frame.select(pl.col(names).cast(pl.Int64).sum().cast(pl.String))
    blank: dict[str, str | None] = dict.fromkeys(sheet.frame.columns)
    period = {"Reporting starts": FIRST, "Reporting ends": LAST}
    return sheet.plus([blank | period | sums.row(0, named=True)])
