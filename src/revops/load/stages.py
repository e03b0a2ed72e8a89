"""Whether a deal is open, won or lost, and when it closed, by the agreed stages.

What an export says itself stands; agreement/stages.csv fills in the rest. A close date is the
day of closing only for a deal that is closed: before, it is a hope. A deal of which only the
day is known closed at that day's end, after all that happened on it.
"""

import polars as pl


def _status_of(deals: pl.DataFrame, stages: pl.DataFrame) -> pl.Series:
    """Look each deal's stage up, in its pipeline first, then in any."""
    known = stages.filter(pl.col("object") == "opportunity").select(
        "pipeline", label=pl.col("label").str.to_lowercase(), agreed="status"
    )
    label = pl.col("stage").str.strip_chars().str.to_lowercase()
    keyed = deals.select("pipeline", label=label)
    own = known.drop_nulls("pipeline").unique(["pipeline", "label"], keep="first")
    any_pipeline = known.filter(pl.col("pipeline").is_null()).unique("label", keep="first")
    return (
        keyed.join(own, on=["pipeline", "label"], how="left", maintain_order="left")
        .join(
            any_pipeline.select("label", other="agreed"),
            on="label",
            how="left",
            maintain_order="left",
        )
        .select(pl.coalesce("agreed", "other"))
        .to_series()
    )


def with_status(deals: pl.DataFrame, stages: pl.DataFrame, *, zone: str) -> pl.DataFrame:
    """Fill `status` and `closed_at`; rows and their order stay.

    >>> from revops.tables import TABLES
    >>> from datetime import date
    >>> deals = TABLES["opportunities"].empty().clear(2).with_columns(
    ...     opportunity_id=pl.Series(["O1", "O2"]),
    ...     stage=pl.Series(["Closed Won", "Demo"]),
    ...     close_date=pl.lit(date(2026, 6, 1)),
    ... )
    >>> stages = pl.DataFrame(
    ...     {
    ...         "object": "opportunity",
    ...         "pipeline": [None, None],
    ...         "label": ["Closed won", "Demo"],
    ...         "status": ["won", "open"],
    ...     },
    ...     schema_overrides={"pipeline": pl.String},
    ... )
    >>> filled = with_status(deals, stages, zone="UTC")
    >>> filled.select("status", pl.col("closed_at").dt.date()).rows()
    [('won', datetime.date(2026, 6, 1)), ('open', None)]
    """
    status = pl.coalesce("status", _status_of(deals, stages))
    days_end = (
        (pl.col("close_date").cast(pl.Datetime("us")) + pl.duration(days=1, microseconds=-1))
        .dt.replace_time_zone(zone, ambiguous="latest", non_existent="null")
        .dt.convert_time_zone("UTC")
    )
    closed = status.is_in(["won", "lost"])
    return deals.with_columns(
        status.alias("status"),
        pl.when(closed).then(pl.coalesce("closed_at", days_end)).alias("closed_at"),
    )
