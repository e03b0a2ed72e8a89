"""utm_touchpoints.csv: what the web site, the mailer and the webinar tool logged, in UTC."""

import polars as pl

from revops.sample.exports.sheet import Sheet, utc
from revops.sample.records import Records

FILE = "utm_touchpoints.csv"


def touchpoints(records: Records) -> Sheet:
    """Give one row per touch."""
    shown = records.touches.select(
        pl.col("touch_id").alias("touchpoint_id"),
        pl.col("contact_id").alias("lead_id"),
        "anonymous_id",
        utc("day").alias("occurred_at"),
        "kind",
        "url",
        "utm_source",
        "utm_medium",
        pl.col("campaign_id").alias("utm_campaign"),
        "content_id",
        "click_id",
    )
    return Sheet(FILE, shown)
