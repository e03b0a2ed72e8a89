"""Price the failures: which deals and metrics rest on the records that fail, and how much."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from revops.checks import Checked
from revops.defects.freed import at_stake, pipeline
from revops.defects.listed import DEFECTS, PROBLEMS, failures, listed
from revops.defects.moves import Company, Move, Mover, places
from revops.defects.spent import spent
from revops.defects.touched import TOUCHED, touched
from revops.defects.worth import deals

#: Names the metrics that a check guards: `*` is every metric of the table.
Guarded = Callable[[Sequence[str], str], Sequence[str]]


def _as_given(guards: Sequence[str], _: str) -> Sequence[str]:
    """Name the metrics as the suite does."""
    return guards


@dataclass(frozen=True)
class Priced:
    """The failures with their prices, and the deals behind them.

    `defects`: one row a failed check, of the schema DEFECTS, the most money first. `touched`: one
    row a check and a deal that rests on its rows. `worth`: one row a deal with its open and won
    value; null where no export gives deals.
    """

    defects: pl.DataFrame
    touched: pl.DataFrame
    worth: pl.DataFrame | None

    @property
    def problems(self) -> pl.DataFrame:
        """The critical failures and the warnings, by money."""
        return self.defects.filter(pl.col("severity").is_in(PROBLEMS))

    @property
    def pipeline(self) -> float | None:
        """The open value of all deals; null where no export gives deals."""
        return None if self.worth is None else pipeline(self.worth)

    @property
    def at_stake(self) -> float | None:
        """The open value that rests on records with problems, each deal once."""
        if self.worth is None:
            return None
        return at_stake(self.touched.join(self.problems, on="check_id", how="semi"), self.worth)

    def freed(self, first: int) -> float | None:
        """Give the open value that mending the first problems of the list frees."""
        values = self.problems.head(first).get_column("freed_value").drop_nulls()
        return None if self.worth is None else float(values[-1]) if values.len() else 0.0

    def by_table(self) -> pl.DataFrame:
        """One row a table with problems: how many checks fail, and the open value they touch."""
        problems = self.problems
        counts = problems.group_by("table").agg(
            *((pl.col("severity") == name).sum().alias(f"n_{name}") for name in PROBLEMS)
        )
        if self.worth is None:
            return counts.with_columns(open_value=pl.lit(None, pl.Float64)).sort("table")
        pairs = self.touched.join(problems.select("check_id", "table"), on="check_id")
        value = (
            pairs.select("table", "deal").unique().join(self.worth, on="deal")
            .group_by("table").agg(pl.col("open_value").sum().cast(pl.Float64))
        )  # fmt: skip
        found = counts.join(value, on="table", how="left")
        ordered = found.with_columns(pl.col("open_value").fill_null(0.0))
        return ordered.sort("open_value", "table", descending=[True, False])


def set_aside(quarantined: pl.DataFrame) -> dict[str, pl.Series]:
    """Give the places of the rows that critical checks set aside, by table."""
    parts = quarantined.drop_nulls("place").partition_by("table", as_dict=True)
    return {str(table): places(part.get_column("place")) for (table,), part in parts.items()}


def _moves(checked: Checked, listed: pl.DataFrame, company: Company) -> list[list[Move] | None]:
    """Give the moves of each problem; null where its rows are not known, and for info."""
    rows = dict(zip(*checked.failing.select("check_id", "rows"), strict=True))
    mover = Mover(company, set_aside(checked.quarantined))
    return [
        mover.moves(table, rows[check], metrics, critical=severity == "critical")
        if check in rows and severity in PROBLEMS
        else None
        for check, table, severity, metrics in listed.select(
            "check_id", "table", "severity", "metrics"
        ).rows()
    ]


def price(
    checked: Checked,
    tables: Mapping[str, pl.LazyFrame],
    *,
    as_of: date,
    zone: str,
    guarded: Guarded = _as_given,
    company: Company | None = None,
) -> Priced:
    """Price every failed check of a snapshot.

    `tables` are the snapshot's, unread: places in `checked.failing` are places in them. Without
    `company`, which computes metrics without some rows, the moves stay unknown.
    """
    known = None
    if "opportunities" in tables:
        roles = tables.get("opportunity_people")
        known = deals(tables["opportunities"], roles, as_of=as_of, zone=zone)
    found = touched(checked.failing, tables, known.holders) if known else TOUCHED.to_frame()
    worth = known.worth if known else None
    costs = spent(checked.failing, tables, as_of=as_of)
    ordered = listed(failures(checked), found, worth, costs)
    pairs = ordered.select("guards", "table").rows()
    metrics = pl.Series("metrics", [list(guarded(*pair)) for pair in pairs], DEFECTS["metrics"])
    ordered = ordered.with_columns(metrics)
    moves = [None] * ordered.height if company is None else _moves(checked, ordered, company)
    told = ordered.with_columns(pl.Series("moves", moves, DEFECTS["moves"]))
    return Priced(told.select(DEFECTS.names()).cast(DEFECTS), found, worth)
