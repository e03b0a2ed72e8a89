"""hubspot_deals.csv: deals with one column per stage, and an expected close date while open."""

import polars as pl

from revops.sample.calendar import END
from revops.sample.exports.sheet import Sheet, local, money
from revops.sample.records import Records
from revops.sample.records.stages import STAGES

FILE = "hubspot_deals.csv"
PIPELINE = "Sales Pipeline"


def deals(records: Records) -> Sheet:
    """Give one row per deal."""
    latest = records.activities.group_by("deal_id").agg(last_activity=pl.col("day").max())
    frame = records.deals.join(latest, on="deal_id", how="left", maintain_order="left")
    unpriced = (pl.col("stage") == "Qualified") & (pl.col("u_amount") < 0.4)
    frame = frame.with_columns(
        close=pl.when("is_closed").then("closed").otherwise(expected_close()),
        amount=pl.when(~unpriced).then("amount"),
        lost_for=pl.when(pl.col("stage") == "Closed Lost").then("reason"),
    )
    shown = frame.select(
        pl.col("deal_id").alias("Record ID"),
        pl.col("deal_name").alias("Deal Name"),
        pl.col("stage").alias("Deal Stage"),
        pl.lit(PIPELINE).alias("Pipeline"),
        money("amount").alias("Amount"),
        pl.col("currency").alias("Currency"),
        pl.col("owner").alias("Deal owner"),
        local("opened").alias("Create Date"),
        local("close").alias("Close Date"),
        pl.col("deal_type").alias("Deal Type"),
        pl.col("lost_for").alias("Closed Lost Reason"),
        pl.col("source").alias("Original Traffic Source"),
        local("last_activity").alias("Last Activity Date"),
        pl.col("contact_ids").list.join(";").alias("Associated Contact IDs"),
        pl.col("company_id").alias("Associated Company IDs"),
        *(local(stage).alias(f'Date entered "{stage} ({PIPELINE})"') for stage in STAGES),
    )
    return Sheet(FILE, shown)


def expected_close() -> pl.Expr:
    """Give the day on which an open deal is expected to close: noon, after the as-of day."""
    expected = pl.max_horizontal(pl.col("opened") + 60, END + 1 + 75 * pl.col("u_pull"))
    return expected.floor() + 0.5
