"""What each of the last weeks brought: leads, deals opened, won and lost, and the value won."""

from datetime import date

import polars as pl

from revops import known

#: How many weeks are looked back over: a year has seen every season once.
WEEKS = 52
_DAYS = 7


def weekly(
    leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, weeks: int = WEEKS
) -> pl.DataFrame:
    """Give one row a week, the newest first, and a column a measure (a metric's id).

    A week is seven days up to and with the as-of day, or whole weeks before it. Weeks before the
    first record that is known are left out: nothing is known of them.

    >>> people = pl.DataFrame({"lead_id": ["ana", "bruno"],
    ...     "created_at": [date(2026, 6, 30), date(2026, 6, 15)]})
    >>> deals = pl.DataFrame(schema={"created_at": pl.Date, "closed_at": pl.Date,
    ...     "status": pl.String, "amount_base": pl.Float64})
    >>> weekly(people, deals, as_of=date(2026, 6, 30))["n_leads"].to_list()
    [1.0, 0.0]
    """
    people, deals = known.leads(leads, as_of), known.deals(opportunities, as_of)
    events = pl.concat([_events(people, "n_leads", "created_at"), *_of_deals(deals)])
    aged = events.with_columns(((pl.lit(as_of) - pl.col("on")).dt.total_days() // _DAYS).alias("n"))
    reach = _whole_weeks(aged["on"].min(), as_of, weeks)
    counted = aged.filter(pl.col("n") < reach).group_by("n", "measure").agg(pl.col("worth").sum())
    wide = counted.pivot("measure", index="n", values="worth")
    names = [name for name in MEASURES if name in wide.columns]
    every = pl.DataFrame({"n": range(reach)}, schema={"n": pl.Int64})
    found = every.join(wide, on="n", how="left").sort("n").drop("n")
    return found.select(
        (pl.col(name).fill_null(0.0) if name in names else pl.lit(0.0)).alias(name)
        for name in MEASURES
    )


MEASURES = ("n_leads", "n_opportunities", "n_won", "n_lost", "won_value")


def _whole_weeks(first: object, as_of: date, weeks: int) -> int:
    """Count the weeks that lie wholly within what is known."""
    return min(weeks, ((as_of - first).days + 1) // _DAYS) if isinstance(first, date) else 0


def _of_deals(deals: pl.DataFrame) -> list[pl.DataFrame]:
    """Give the events of deals: opened, won, lost, and what the won ones were worth."""
    won, lost = (deals.filter(pl.col("status") == status) for status in ("won", "lost"))
    return [
        _events(deals, "n_opportunities", "created_at"),
        _events(won, "n_won", "closed_at"),
        _events(lost, "n_lost", "closed_at"),
        _events(won, "won_value", "closed_at", pl.col("amount_base").fill_null(0.0)),
    ]


def _events(
    frame: pl.DataFrame, measure: str, column: str, worth: pl.Expr | None = None
) -> pl.DataFrame:
    """Give the dated events of one measure, and what each adds to it."""
    return frame.select(
        pl.lit(measure).alias("measure"),
        pl.col(column).dt.date().alias("on"),
        (pl.lit(1.0) if worth is None else worth).cast(pl.Float64).alias("worth"),
    ).filter(pl.col("on").is_not_null())
