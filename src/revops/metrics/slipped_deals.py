"""Which open deals have had their close date put off, or let it pass?"""

from datetime import date

import polars as pl

from revops import known

SHOWN = ("opportunity_id", "account_id", "owner_id", "product", "pipeline", "stage", "created_at")
_CHANGED = {"opportunity_id": pl.String, "n_pushes": pl.Int64, "first_close_date": pl.Date}


def slipped_deals(
    opportunities: pl.DataFrame,
    field_history: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Which open deals have had their close date put off, or let it pass?

    The rows to act on, the most put off first. A push is a change of the expected close date to a
    later one; a pull forward is none. Without a field history only dates that have passed are
    seen. `days_slipped` counts from the first date that was promised to the day of today's
    promise, or to the as-of day where that has passed.

    Columns: opportunity_id, account_id, owner_id, product, pipeline, stage, created_at, value
    (workspace currency), first_close_date, close_date, n_pushes, days_slipped, is_overdue.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["open", "open"],
    ...     "amount_base": [900, 500], "created_at": [date(2026, 1, 5)] * 2,
    ...     "closed_at": [None, None], "close_date": [date(2026, 7, 31), date(2026, 6, 1)]},
    ...     schema_overrides={"closed_at": pl.Date})
    >>> changes = pl.DataFrame({"object": ["opportunity"], "object_id": ["d1"],
    ...     "field": ["close_date"], "changed_at": [date(2026, 3, 1)],
    ...     "old_value": ["2026-04-30"], "new_value": ["2026-07-31"]})
    >>> slipped_deals(deals, changes, as_of=date(2026, 6, 30)).select(
    ...     "opportunity_id", "n_pushes", "days_slipped", "is_overdue").rows()
    [('d1', 1, 92, False), ('d2', 0, 29, True)]
    """
    found = slipped_or_not(opportunities, field_history, as_of=as_of).filter("is_slipped")
    shown = [name for name in SHOWN if name in found.columns]
    money = pl.lit(None, pl.Float64)
    if "amount_base" in found.columns:
        money = pl.col("amount_base").cast(pl.Float64)
    dates = ("first_close_date", "close_date", "n_pushes", "days_slipped", "is_overdue")
    return found.select(*shown, money.alias("value"), *dates).sort(
        ["days_slipped", "opportunity_id"], descending=[True, False]
    )


def slipped_or_not(
    opportunities: pl.DataFrame, field_history: pl.DataFrame | None, *, as_of: date
) -> pl.DataFrame:
    """Add to each open deal: n_pushes, first_close_date, days_slipped, is_overdue, is_slipped."""
    is_open = known.deals(opportunities, as_of).filter(pl.col("status") == "open")
    changed = close_date_pushes(field_history, as_of)
    deals = is_open.join(changed, on="opportunity_id", how="left", maintain_order="left")
    promised = pl.col("close_date")
    reached = pl.max_horizontal(promised, pl.lit(as_of))
    until = pl.when(promised < as_of).then(reached).otherwise(promised)
    return deals.with_columns(
        pl.col("n_pushes").fill_null(0),
        pl.coalesce("first_close_date", promised).alias("first_close_date"),
        (promised < as_of).fill_null(False).alias("is_overdue"),
    ).with_columns(
        (until - pl.col("first_close_date")).dt.total_days().alias("days_slipped"),
        ((pl.col("n_pushes") > 0) | pl.col("is_overdue")).alias("is_slipped"),
    )


def close_date_pushes(field_history: pl.DataFrame | None, as_of: date) -> pl.DataFrame:
    """Count each deal's pushes known by the day, and give the first date that was promised.

    >>> changes = pl.DataFrame({"object": ["opportunity"] * 2, "object_id": ["d1"] * 2,
    ...     "field": ["close_date"] * 2, "changed_at": [date(2026, 3, 1), date(2026, 4, 1)],
    ...     "old_value": ["2026-04-30", "2026-07-31"], "new_value": ["2026-07-31", "2026-05-01"]})
    >>> close_date_pushes(changes, date(2026, 6, 30)).row(0)
    ('d1', 1, datetime.date(2026, 4, 30))
    """
    if field_history is None:
        return pl.DataFrame(schema=_CHANGED)
    of_deals = (pl.col("object") == "opportunity") & (pl.col("field") == "close_date")
    changes = known.events(field_history.filter(of_deals), "changed_at", as_of).with_columns(
        pl.col(name).str.head(10).str.to_date("%Y-%m-%d", strict=False)
        for name in ("old_value", "new_value")
    )
    ordered = changes.sort("object_id", "changed_at", "old_value", nulls_last=True)
    return ordered.group_by(pl.col("object_id").alias("opportunity_id"), maintain_order=True).agg(
        (pl.col("new_value") > pl.col("old_value")).sum().cast(pl.Int64).alias("n_pushes"),
        pl.col("old_value").drop_nulls().first().alias("first_close_date"),
    )
