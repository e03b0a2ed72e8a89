"""The rows of one table, export by export, each with the number of the file that it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

#: The number of a row's file among those of its export, oldest first.
STATE = "__state"


@dataclass(frozen=True)
class Block:
    """The rows that one export gave one table, and its files.

    `files` has one row a file: its number (`STATE`), its day (`at`), and the days of the files
    before and after it.
    """

    mode: str | None
    files: pl.DataFrame
    rows: pl.DataFrame

    @property
    def is_states(self) -> bool:
        """Say whether each file holds all that the CRM held on its day."""
        return self.mode == "states"


def _files(parts: pl.DataFrame) -> pl.DataFrame:
    """Give one row a file, with the days before and after."""
    return (
        parts.group_by(STATE, maintain_order=True)
        .agg(at=pl.col("state_at").first())
        .with_columns(before=pl.col("at").shift(1), after=pl.col("at").shift(-1))
    )


def blocks(frame: pl.DataFrame, parts: pl.DataFrame) -> Iterator[Block]:
    """Cut a table into the rows of each export; together they are the table, in its order.

    >>> frame = pl.DataFrame({"lead_id": ["L1", "L2", "L1"]})
    >>> parts = pl.DataFrame(
    ...     {"from_file": ["a", "b"], "export": 1, "mode": None, "state_at": None, "n_rows": [2, 1]}
    ... )
    >>> [block.rows[STATE].to_list() for block in blocks(frame, parts)]
    [[0, 0, 1]]
    """
    start = 0
    for _, part in parts.group_by("export", maintain_order=True):
        numbered = part.with_columns(pl.col("from_file").rle_id().cast(pl.Int64).alias(STATE))
        each = numbered.select(pl.col(STATE).repeat_by("n_rows").explode(empty_as_null=False))
        number = pl.lit(0, pl.Int64).alias(STATE) if part.height == 1 else each.to_series()
        rows = frame.slice(start, each.height).with_columns(number)
        start += each.height
        yield Block(part["mode"][0], _files(numbered), rows)
