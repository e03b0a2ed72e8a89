"""How the checks went over the loads, and what changed since the last one.

The pass rate of a table is the share of its critical and warning checks that passed, each
counting once: a check is a promise, kept or not, and one that no cell could answer is left out.
Info checks promise nothing. How many rows fail is told by `changes`, not by the rate.
"""

from datetime import date
from pathlib import Path

import polars as pl

from revops.report.changes import CHANGES, compared
from revops.report.kept_checks import KEPT, loads

_SOUND = ("passed", "no data")
_COUNTED = ("critical", "warning")
TREND = pl.Schema(
    {
        "load": pl.Int64(),
        "as_of": pl.Date(),
        "snapshot": pl.String(),
        "table": pl.String(),
        "n_checks": pl.Int64(),
        "n_passed": pl.Int64(),
        "pass_rate": pl.Float64(),
    }
)


def _kept(found: pl.DataFrame) -> pl.LazyFrame:
    """Read what the listed loads found, each with its number."""
    if found.is_empty():
        return KEPT.to_frame().lazy().with_columns(load=pl.lit(None, dtype=pl.Int64))
    files = found["file"].to_list()
    read = pl.scan_parquet(files, schema=KEPT, missing_columns="insert", extra_columns="ignore")
    return read.join(found.lazy().select("snapshot", "load"), on="snapshot")


def trend(state: Path, as_of: date, snapshot: str = "") -> pl.DataFrame:
    """Give one row a load and table, oldest load first: how many checks passed.

    Columns: load (1, 2, ...), as_of, snapshot, table, n_checks, n_passed, pass_rate (0 to 1).
    The last load is `snapshot`, or the last of all; a workspace's first one stands alone.
    """
    judged = _kept(loads(state, as_of, snapshot)).filter(
        pl.col("severity").is_in(_COUNTED), pl.col("status") != "no data"
    )
    by_table = judged.group_by("load", "as_of", "snapshot", "table").agg(
        pl.len().alias("n_checks"), (pl.col("status") == "passed").sum().alias("n_passed")
    )
    rates = by_table.with_columns(pass_rate=pl.col("n_passed") / pl.col("n_checks"))
    return rates.sort("load", "table").select(TREND.names()).cast(TREND).collect()


def _failing_since(every: pl.LazyFrame) -> pl.LazyFrame:
    """Give, for each check, the day of the first load since which it failed in every load."""
    sound = pl.col("status").is_in(_SOUND)
    run = sound.cum_sum().over("check_id", order_by="load")
    told = every.with_columns(sound=sound, run=run).sort("load")
    unbroken = (pl.col("run") == pl.col("run").max()) & ~pl.col("sound")
    return told.group_by("check_id").agg(
        pl.col("as_of").filter(unbroken).min().alias("first_load_seen")
    )


def changes(state: Path, as_of: date, snapshot: str = "") -> pl.DataFrame:
    """Give one row a check that fails, or failed at the load before: what is new, what is mended.

    Columns: check_id, table, severity, status, was (its status at the load before), n_failed,
    n_new, n_persisting, n_mended, compared, first_load_seen (the day of the first load since which
    it failed without a break). `compared` says how far the counts go:

    - `by record`: failing records were followed by their keys; n_new + n_persisting = n_failed
    - `by count`: too many to follow, so only the two counts are compared
    - `by status`: a check of a whole table has no rows
    - `not the same check`: the suite asked something else at the load before; not compared
    - `first load`: there is no load before, or it had no such check; not compared
    """
    found = loads(state, as_of, snapshot)
    if found.is_empty():
        return CHANGES.to_frame()
    every = _kept(found)
    now, before = (
        every.filter(pl.col("load") == pl.lit(found.height - back)).collect() for back in (0, 1)
    )
    since = _failing_since(every.drop("records")).collect()
    told = compared(now, before).join(since, on="check_id", how="left", maintain_order="left")
    return told.select(CHANGES.names()).cast(CHANGES)
