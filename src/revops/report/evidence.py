"""What stands behind the numbers: the files read, their age, what was set aside, what failed."""

from datetime import date
from pathlib import Path

import polars as pl

from revops import store
from revops.checks import Checked, oldest, source_ages
from revops.report.age import ages
from revops.report.changes import CHANGES
from revops.report.trend import TREND, changes, trend
from revops.store import Snapshot

SOUND = ("passed", "no data")
_ORDER = {"critical": 0, "warning": 1, "info": 2}


class Evidence:
    """One load and its checks, as frames to show; ids and places only, no personal cell."""

    def __init__(
        self,
        snapshot: Snapshot,
        checked: Checked,
        as_of: date,
        zone: str = "UTC",
        state: Path | None = None,
    ) -> None:
        """Take a load and what its checks found; `state` is where earlier loads are kept."""
        self.snapshot = snapshot
        self.checked = checked
        self.as_of = as_of
        self.zone = zone
        self.state = state

    def files(self) -> pl.DataFrame:
        """One row a file: its source, its rows, and the first letters of its hash."""
        return self.snapshot.files.select(
            pl.col("path").str.extract(r"([^/\\]+)$").alias("file"),
            "source",
            "n_rows",
            pl.col("sha256").str.head(12).alias("sha256"),
        )

    def ages(self) -> pl.DataFrame:
        """One row a table: its rows, its newest record and its age in days."""
        return ages(self.checked.tables, as_of=self.as_of)

    def set_aside(self) -> pl.DataFrame:
        """One row a kind of problem: how many cells or rows were set aside, and one place."""
        every = pl.concat([self.snapshot.rejected, self.checked.quarantined], how="diagonal")
        place = pl.concat_str(
            pl.col("from_file").str.extract(r"([^/]+)$"), pl.lit(" row "), pl.col("from_row")
        )
        return (
            every.group_by("table", pl.col("check_id").alias("what"), "reason")
            .agg(pl.len().alias("n_failed"), place.first().alias("example"))
            .sort("table", "what", "reason")
        )

    def checks(self) -> pl.DataFrame:
        """One row a check."""
        return self.checked.results

    def failed_checks(self) -> pl.DataFrame:
        """One row a failed check, worst first: what, how much, whose, and where."""
        failed = self.checked.results.filter(~pl.col("status").is_in(SOUND))
        return failed.sort(pl.col("severity").replace_strict(_ORDER), "table", "check_id").select(
            "severity",
            "table",
            "description",
            "owner",
            "n_failed",
            "n_rows",
            pl.col("examples").list.head(3).list.join("; ").alias("examples"),
        )

    def trend(self) -> pl.DataFrame:
        """One row a load and table, oldest load first: how many of its checks passed."""
        if self.state is None:
            return TREND.to_frame()
        return trend(self.state, self.as_of, self.snapshot.name)

    def changes(self) -> pl.DataFrame:
        """One row a check that fails or failed at the load before: new, persisting, mended."""
        if self.state is None:
            return CHANGES.to_frame()
        return changes(self.state, self.as_of, self.snapshot.name)

    def blocked(self) -> pl.DataFrame:
        """One row a metric that a critical check stops, and the check."""
        return (
            self.checked.results.filter("blocks")
            .select("guards", "description", "owner")
            .explode("guards")
            .rename({"guards": "metric"})
            .sort("metric")
        )

    def merges(self) -> pl.DataFrame:
        """One row a rule: how many records it merged into another."""
        return (
            self.snapshot.merges.group_by("table", "rule").agg(pl.len().alias("n_merged"))
        ).sort("table", "rule")

    def matches(self) -> pl.DataFrame:
        """One row a table and rule: how many records it made one, or left alone and why."""
        return self.snapshot.matches

    def suggestions(self) -> pl.DataFrame:
        """One row a table and reason: how many pairs may be one, and the ids of the likeliest."""
        pairs = self.snapshot.suggestions.with_columns(reason=pl.col("why").str.split(", "))
        both = pl.concat_str("left_id", "right_id", separator="; ").alias("example")
        every = pairs.sort("score", descending=True, maintain_order=True).explode("reason")
        counted = every.group_by("table", "reason").agg(pl.len().alias("n_pairs"), both.first())
        return counted.sort("table", "reason")

    def source_ages(self) -> pl.DataFrame:
        """One row an export: its tables, its newest record and its age in days."""
        return source_ages(
            store.unread(self.checked.tables),
            self.snapshot.files,
            as_of=self.as_of,
            zone=self.zone,
        )

    def oldest_age(self) -> tuple[str, int] | None:
        """Give the source whose newest record is the oldest, and its age in days."""
        return oldest(self.source_ages())

    def newest(self) -> date | None:
        """Give the day of the newest record of all, on or before the as-of day."""
        day = self.ages().get_column("newest").max()
        return day if isinstance(day, date) else None
