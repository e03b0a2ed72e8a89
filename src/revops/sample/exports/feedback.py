"""sales_feedback.csv: what sales heard, in our own column names."""

import polars as pl

from revops.sample.exports.sheet import Sheet, utc
from revops.sample.records import Records

FILE = "sales_feedback.csv"


def feedback(records: Records) -> Sheet:
    """Give one row per remark."""
    shown = records.feedback.select(
        "feedback_id",
        "kind",
        pl.col("contact_id").alias("lead_id"),
        pl.col("deal_id").alias("opportunity_id"),
        "reason",
        pl.col("topic").alias("topics"),
        "text",
        pl.col("user").alias("user_id"),
        utc("day").alias("given_at"),
        "status",
        "answered_by",
    )
    return Sheet(FILE, shown)
