"""One file as it is downloaded: text cells, what stands above the header, and line ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from revops.sample.calendar import ZONE, moment


@dataclass(frozen=True)
class Sheet:
    """A CSV in a vendor's shape; every cell is text, a blank one is null.

    >>> sheet = Sheet("a.csv", pl.DataFrame({"Cost": ["1,200", None]}), preamble=("Report",))
    >>> sheet.content()
    b'Report\\nCost\\n"1,200"\\n\\n'
    >>> sheet.row_number(0)
    3
    """

    name: str
    frame: pl.DataFrame
    preamble: tuple[str, ...] = ()
    line_end: str = "\n"
    has_mark: bool = False

    def content(self) -> bytes:
        """Give the file's bytes."""
        head = "".join(line + self.line_end for line in self.preamble)
        body = self.frame.write_csv(line_terminator=self.line_end)
        return (("\ufeff" if self.has_mark else "") + head + body).encode()

    def row_number(self, index: int) -> int:
        """Count as a spreadsheet does: the first line of the file is row 1."""
        return index + 2 + len(self.preamble)

    def having(self, index: int, **cells: str | None) -> "Sheet":
        """Give the sheet with some cells of one row changed."""
        frame = self.frame.with_row_index("_at").with_columns(
            pl.when(pl.col("_at") == index).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
            for name, value in cells.items()
        )
        return replace(self, frame=frame.drop("_at"))

    def plus(self, rows: Sequence[dict[str, str | None]]) -> "Sheet":
        """Give the sheet with rows added at its end."""
        added = pl.DataFrame(rows, schema=self.frame.schema)
        return replace(self, frame=pl.concat([self.frame, added]))


def local(column: str) -> pl.Expr:
    """Write a moment as HubSpot does: the account's wall clock, no zone."""
    return moment(column).dt.strftime("%Y-%m-%d %H:%M")


def utc(column: str) -> pl.Expr:
    """Write a moment as ISO 8601 in UTC.

    >>> pl.DataFrame({"day": [1.5]}).select(utc("day")).item()
    '2025-01-02T15:00:00Z'
    """
    there = moment(column).dt.replace_time_zone(ZONE)
    return there.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def day(column: str) -> pl.Expr:
    """Write a day as ISO 8601."""
    return moment(column).dt.strftime("%Y-%m-%d")


def money(column: str) -> pl.Expr:
    """Write an amount with two decimals and a point."""
    return pl.col(column).cast(pl.Decimal(18, 2)).cast(pl.String)


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn all cells into text."""
    return frame.with_columns(pl.all().cast(pl.String))
