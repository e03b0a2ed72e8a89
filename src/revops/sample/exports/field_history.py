"""field_history.csv: amounts and close dates that sellers changed, in our own column names.

The last change of a field leads to what hubspot_deals.csv shows today.
"""

import polars as pl

from revops.sample.calendar import END
from revops.sample.exports.deals import expected_close
from revops.sample.exports.sheet import Sheet, day, money, utc
from revops.sample.records import Records
from revops.sample.streams import stream

FILE = "field_history.csv"
REPRICED_SHARE = 0.25


def field_history(seed: int, records: Records) -> Sheet:
    """Give one row per change, in order of time."""
    changes = pl.concat([_repriced(seed, records.deals), _put_off(records.deals)])
    shown = changes.sort("day", "object_id", "field").select(
        pl.lit("opportunity").alias("object"),
        "object_id",
        "field",
        utc("day").alias("changed_at"),
        "old_value",
        "new_value",
        "changed_by",
    )
    return Sheet(FILE, shown)


def _repriced(seed: int, deals: pl.DataFrame) -> pl.DataFrame:
    """Amounts that changed with the proposal: mostly down."""
    rng = stream(seed, "repriced")
    chosen = pl.Series(rng.random(deals.height) < REPRICED_SHARE)
    factor = pl.Series(rng.choice([0.8, 1.1, 1.2, 1.25], deals.height))
    before = deals.with_columns(before=pl.col("amount") * factor, chosen=chosen)
    return before.filter("chosen", pl.col("Proposal").is_not_null()).select(
        pl.col("deal_id").alias("object_id"),
        pl.lit("amount").alias("field"),
        pl.col("Proposal").alias("day"),
        money("before").alias("old_value"),
        money("amount").alias("new_value"),
        pl.col("owner").alias("changed_by"),
    )


def _put_off(deals: pl.DataFrame) -> pl.DataFrame:
    """Open deals whose expected close was moved to a later day."""
    moved = deals.with_columns(
        first=pl.col("opened") + 60, now=expected_close(), changed=pl.col("opened") + 50
    )
    late = moved.filter(
        ~pl.col("is_closed"), pl.col("now") > pl.col("first") + 1, pl.col("changed") < END
    )
    return late.select(
        pl.col("deal_id").alias("object_id"),
        pl.lit("close_date").alias("field"),
        pl.col("changed").alias("day"),
        day("first").alias("old_value"),
        day("now").alias("new_value"),
        pl.col("owner").alias("changed_by"),
    )
