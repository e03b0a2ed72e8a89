"""How many were won, lost or last seen on each day, and how many were watched then?

Who came under observation only some days after their beginning (late entry, left truncation) is
at risk from that day on, and on that day; before it nothing that happened to them could be seen.
"""

from collections.abc import Sequence

import polars as pl

from revops.metrics.outcomes import LOST, OPEN, WON

COUNTS = ("n_entered", "n_won", "n_lost", "n_censored")


def over(expr: pl.Expr, by: Sequence[str]) -> pl.Expr:
    """Take an expression group by group; over everything when there are no groups."""
    return expr.over(*by) if by else expr


def event_counts(times: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Count per group and day who came under observation and what happened; sorted by day.

    Takes a row per member with `days`, `cause` and, where somebody entered late, `entry`: the
    first day on which they were watched. Who ended before was never seen and does not count.
    Columns: *by, days, n_entered, n_won, n_lost, n_censored; day 0 is always there.

    >>> times = pl.DataFrame({"days": [10, 20], "cause": [1, 0], "entry": [0, 15]})
    >>> event_counts(times).rows()
    [(0, 1, 0, 0, 0), (10, 0, 1, 0, 0), (15, 1, 0, 0, 0), (20, 0, 0, 0, 1)]
    """
    members = _watched(times, by)
    starts = members.with_columns(pl.lit(0, members.schema["days"]).alias("days"))
    entered = members.group_by(*by, pl.col("entry").alias("days")).agg(
        pl.len().cast(pl.Int64).alias("n_entered")
    )
    ended = members.group_by(*by, "days").agg(
        (pl.col("cause") == cause).sum().cast(pl.Int64).alias(name)
        for name, cause in (("n_won", WON), ("n_lost", LOST), ("n_censored", OPEN))
    )
    every = pl.concat([starts.select(*by, "days").unique(), entered, ended], how="diagonal")
    return every.group_by(*by, "days").agg(pl.col(name).sum() for name in COUNTS).sort(*by, "days")


def _watched(times: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Keep who was watched at all, each with the day on which that began."""
    days = pl.col("days").clip(lower_bound=0)
    late = pl.col("entry").fill_null(0).clip(lower_bound=0) if "entry" in times.columns else None
    entry = pl.lit(0) if late is None else late
    found = times.select(*by, days, "cause", entry.cast(times.schema["days"]).alias("entry"))
    return found if late is None else found.filter(pl.col("days") >= pl.col("entry"))


def others(counts: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Give, for each group, the counts of all other groups together.

    >>> counts = pl.DataFrame({"source": ["ad", "web", "web"], "days": [0, 0, 9],
    ...     "n_entered": [2, 3, 0], "n_won": [0, 0, 1], "n_lost": 0, "n_censored": [2, 0, 2]})
    >>> others(counts, ["source"]).select("source", "days", "n_entered", "n_won").rows()
    [('ad', 0, 3, 0), ('ad', 9, 0, 1), ('web', 0, 2, 0), ('web', 9, 0, 0)]
    """
    whole = counts.group_by("days").agg(pl.col(name).sum() for name in COUNTS)
    grid = counts.select(*by).unique().join(whole, how="cross")
    own = counts.select(*by, "days", *(pl.col(name).alias(f"own_{name}") for name in COUNTS))
    return (
        grid.join(own, on=[*by, "days"], how="left")
        .select(
            *by,
            "days",
            *(pl.col(name) - pl.col(f"own_{name}").fill_null(0) for name in COUNTS),
        )
        .sort(*by, "days")
    )
