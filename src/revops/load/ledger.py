"""What became of each row of each file, step by step, from the file to the table.

    read - no key - added up - listed twice - older state - forgotten - inferred - merged
    = the table's rows

A step says how many rows it took away. Rows that the load itself makes (visits and changes that
successive states show) count as read from the file that shows them.
"""

from collections.abc import Mapping

import polars as pl

from revops.sources.building.loaded import LEDGER
from revops.tables import TABLES

STEPS = (
    "read",
    "no key",
    "added up",
    "listed twice",
    "older state",
    "forgotten",
    "inferred",
    "merged",
)
_COLUMNS = {
    "read": "n_read",
    "no key": "n_no_key",
    "added up": "n_added",
    "listed twice": "n_repeats",
}
_PLACE = ["table", "from_file"]
#: Steps that say which rows they take: none of them went for being there twice.
_BY_NAME = ("forgotten",)


def _counts(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Count the rows of each table by file; those of one file stand together."""
    none = pl.DataFrame(schema={"table": pl.String, "from_file": pl.String, "n_rows": pl.Int64})
    found = [
        frame.select(pl.col("from_file").rle().struct.unnest())
        .group_by(from_file="value", maintain_order=True)
        .agg(pl.col("len").sum().cast(pl.Int64).alias("n_rows"))
        .select(pl.lit(name).alias("table"), pl.col("from_file").cast(pl.String), "n_rows")
        for name, frame in tables.items()
    ]
    return pl.concat([none, *found])


def _repeats(tables: Mapping[str, pl.DataFrame], gone: pl.DataFrame) -> pl.DataFrame:
    """Count the rows of each file whose key stands earlier in the same file, where rows went."""
    again = {}
    for (name,), places in gone.group_by("table", maintain_order=True):
        if (frame := tables.get(str(name))) is not None:
            file = pl.col("from_file").cast(pl.String)
            rows = frame.filter(file.is_in(places["from_file"].implode(), nulls_equal=True))
            key = pl.struct("from_file", *TABLES[str(name)].key)
            again[str(name)] = rows.filter(~key.is_first_distinct())
    return _counts(again)


def _less(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Count what went missing of each table and file; below zero where rows were made."""
    both = before.join(
        after, on=_PLACE, how="full", coalesce=True, suffix="_after", nulls_equal=True
    )
    return both.select(
        *_PLACE, n_rows=pl.col("n_rows").fill_null(0) - pl.col("n_rows_after").fill_null(0)
    )


class Ledger:
    """The steps of one load, written down as they are taken."""

    def __init__(self, parts: pl.DataFrame) -> None:
        """Begin with what the files hold and what was refused of it."""
        counts = pl.col("n_read", "n_no_key", "n_added", "n_repeats", "n_rows").sum()
        by_place = parts.group_by(_PLACE, maintain_order=True).agg(
            pl.col("from_vendor").first(), counts
        )
        self._vendors = by_place.select(*_PLACE, "from_vendor")
        self._held = by_place.select(*_PLACE, "n_rows")
        self._tables: dict[str, pl.DataFrame] = {}
        self._steps: list[tuple[str, pl.DataFrame]] = [
            (step, by_place.select(*_PLACE, n_rows=column)) for step, column in _COLUMNS.items()
        ]

    def after(self, step: str, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """Write down what a step took away, and give the tables that it left."""
        held = _counts(tables)
        less = _less(self._held, held)
        made = less.filter(pl.col("n_rows") < 0).with_columns(-pl.col("n_rows"))
        gone = less.filter(pl.col("n_rows") > 0)
        compared = {} if step in _BY_NAME else self._tables
        again = gone.join(_repeats(compared, gone), on=_PLACE, suffix="_twice", nulls_equal=True)
        twice = again.select(*_PLACE, n_rows=pl.min_horizontal("n_rows", "n_rows_twice"))
        self._steps += [("read", made), ("listed twice", twice), (step, _less(gone, twice))]
        self._held, self._tables = held, tables
        return tables

    def frame(self) -> pl.DataFrame:
        """Give one row a table, file and step that took or brought rows, in the order of steps.

        >>> parts = pl.DataFrame({"table": "leads", "from_vendor": "toy", "from_file": "a.csv",
        ...     "n_read": [3], "n_no_key": [1], "n_added": [0], "n_repeats": [0], "n_rows": [2]})
        >>> ledger = Ledger(parts)
        >>> one = pl.DataFrame({"lead_id": ["L1"], "from_file": ["a.csv"]})
        >>> _ = ledger.after("merged", {"leads": one})
        >>> ledger.frame().select("step", "n_rows").rows()
        [('read', 3), ('no key', 1), ('merged', 1)]
        """
        every = pl.concat(
            frame.select(*_PLACE, "n_rows").with_columns(step=pl.lit(step, pl.Enum(STEPS)))
            for step, frame in self._steps
        )
        summed = every.group_by(*_PLACE, "step", maintain_order=True).agg(pl.col("n_rows").sum())
        order = pl.col("table").replace_strict(
            {name: n for n, name in enumerate(TABLES)}, default=99
        )
        return (
            summed.filter((pl.col("n_rows") != 0) | (pl.col("step") == "read"))
            .join(self._vendors, on=_PLACE, how="left", maintain_order="left", nulls_equal=True)
            .sort(order, "step", maintain_order=True)
            .select(LEDGER.names())
            .cast(LEDGER)
        )
