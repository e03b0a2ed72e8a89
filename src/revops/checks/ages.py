"""How old is each export?

Its newest record on or before the as-of day counts, or the day that its file's name tells, where
that is newer. An export without any dated record has no age.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl
import polars.selectors as cs

from revops.checks.flags.clock import wall_clock
from revops.tables import TABLES

#: Tables that come in day by day; a list of campaigns or of rates may be old and right.
FLOWING = ("leads", "opportunities", "activities", "touchpoints", "spend")
AGES = pl.Schema(
    {
        "export": pl.Int64(),
        "source": pl.String(),
        "tables": pl.List(pl.String()),
        "newest": pl.Date(),
        "age_days": pl.Int64(),
    }
)


def _newest(table: str, rows: pl.DataFrame | pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """Give the newest day of each file's rows; what is later than the as-of day does not count."""
    instants = cs.datetime() - cs.by_name("deleted_at", require_all=False)
    clock = TABLES[table].known_by
    frame = rows.lazy()
    named = frame.select(instants).collect_schema().names()
    days = {name: wall_clock(pl.col(name)).dt.date() for name in named}
    if clock and frame.collect_schema()[clock] == pl.Date:
        days[clock] = pl.col(clock)
    known = [pl.when(pl.col(name) <= as_of).then(pl.col(name)).max() for name in days]
    newest = pl.max_horizontal(pl.lit(None, pl.Date), *known).alias("newest")
    dated = frame.select("from_file", **days)
    by_file = dated.group_by("from_file").agg(newest).with_columns(table=pl.lit(table))
    return by_file.collect(engine="streaming" if isinstance(rows, pl.LazyFrame) else "auto")


def source_ages(
    tables: Mapping[str, pl.DataFrame] | Mapping[str, pl.LazyFrame],
    files: pl.DataFrame,
    *,
    as_of: date,
    zone: str = "UTC",
) -> pl.DataFrame:
    """One row an export: its tables, its newest record, and how many days ago that was.

    >>> from datetime import datetime
    >>> leads = TABLES["leads"].empty().clear(1).with_columns(
    ...     from_file=pl.lit("a.csv"), created_at=pl.lit(datetime(2026, 6, 20))
    ... )
    >>> files = pl.DataFrame(
    ...     {"path": ["a.csv"], "source": ["toy"], "tables": [["leads"]], "export": [1],
    ...      "state_at": [None]}, schema_overrides={"state_at": pl.Datetime("us", "UTC")},
    ... )
    >>> source_ages({"leads": leads}, files, as_of=date(2026, 6, 30))["age_days"].to_list()
    [10]
    """
    none = pl.DataFrame(schema={"from_file": pl.String, "newest": pl.Date, "table": pl.String})
    records = pl.concat([none, *(_newest(name, frame, as_of) for name, frame in tables.items())])
    state = pl.col("state_at").dt.convert_time_zone(zone).dt.date()
    told = files.select(
        "export", "source", "tables", from_file="path", state=pl.when(state <= as_of).then(state)
    )
    by_table = told.explode("tables", empty_as_null=True).rename({"tables": "table"})
    return (
        by_table.join(records, on=["from_file", "table"], how="left", maintain_order="left")
        .group_by("export", "source", maintain_order=True)
        .agg(
            pl.col("table").drop_nulls().unique(maintain_order=True).alias("tables"),
            pl.max_horizontal("newest", "state").max().alias("newest"),
        )
        .with_columns((pl.lit(as_of) - pl.col("newest")).dt.total_days().alias("age_days"))
        .cast(AGES)
    )


def oldest(ages: pl.DataFrame) -> tuple[str, int] | None:
    """Give the source whose newest record is the oldest, and its age in days.

    Sources of what comes in day by day go first; the others count where there are none.

    >>> rows = [(1, "crm", ["leads"], None, 3), (2, "rates", ["rates"], None, 40)]
    >>> oldest(pl.DataFrame(rows, schema=AGES, orient="row"))
    ('crm', 3)
    """
    flows = pl.col("tables").list.set_intersection(list(FLOWING)).list.len() > 0
    dated = ages.drop_nulls("age_days").sort("age_days", "source", descending=True)
    first = pl.concat([dated.filter(flows), dated.filter(~flows)]).head(1)
    return next(iter(first.select("source", "age_days").rows()), None)
