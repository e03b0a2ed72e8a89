"""What every kind of file is read into: a header and its cells as text."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

SURPLUS = pl.Schema({"from_row": pl.Int64, "raw": pl.String})


@dataclass(frozen=True)
class Grid:
    """The cells below a header line, as text.

    `cells` has the columns "0", "1", ... and `from_row`, the row as a spreadsheet counts it.
    `surplus` holds the rows that have more cells than the header, with what is too much.
    """

    header: tuple[str, ...]
    header_row: int
    cells: pl.DataFrame
    surplus: pl.DataFrame


def columns(width: int) -> list[str]:
    """Name the columns of a grid by their place.

    >>> columns(2)
    ['0', '1']
    """
    return [str(place) for place in range(width)]


def grid(header: Sequence[str | None], header_row: int, cells: pl.DataFrame) -> Grid:
    """Make a grid of cells that begin right under the header; rows all blank are left out.

    >>> cells = pl.DataFrame({"0": ["1", " ", "2"]})
    >>> grid(["Id"], 3, cells).cells["from_row"].to_list()
    [4, 6]
    """
    names = columns(cells.width)
    numbered = cells.with_row_index("from_row", offset=header_row + 1).cast({"from_row": pl.Int64})
    filled = numbered.filter(
        pl.any_horizontal(pl.col(name).str.strip_chars() != "" for name in names)
    )
    return Grid(tuple(h or "" for h in header), header_row, filled, pl.DataFrame(schema=SURPLUS))
