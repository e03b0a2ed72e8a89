"""sales_activities.csv: calls, meetings, e-mails and messages, in our own column names."""

import polars as pl

from revops.sample.exports.sheet import Sheet, utc
from revops.sample.records import Records
from revops.sample.records.topics import NOTES

FILE = "sales_activities.csv"


def activities(records: Records) -> Sheet:
    """Give one row per activity, with a note on some of the conversations about a deal."""
    first_note = {topic: notes[0] for topic, notes in NOTES.items()}
    last_note = {topic: notes[-1] for topic, notes in NOTES.items()}
    topic = pl.col("topic")
    note = (
        pl.when(pl.col("u_topic") < 0.6)
        .then(topic.replace_strict(first_note, default=None))
        .otherwise(topic.replace_strict(last_note, default=None))
    )
    is_noted = pl.col("deal_id").is_not_null() & ((pl.col("u_topic") * 10 % 1) < 0.25)
    shown = records.activities.select(
        pl.format("A{}", 50_001 + pl.int_range(pl.len())).alias("activity_id"),
        "kind",
        "direction",
        pl.col("contact_id").alias("lead_id"),
        pl.col("deal_id").alias("opportunity_id"),
        pl.col("user").alias("user_id"),
        utc("day").alias("occurred_at"),
        "outcome",
        pl.when("is_automated")
        .then(pl.lit("true"))
        .otherwise(pl.lit("false"))
        .alias("is_automated"),
        topic.alias("topics"),
        pl.when(is_noted).then(note).alias("note"),
    )
    return Sheet(FILE, shown)
