"""What every kind of file is read into: a header and its cells as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

SURPLUS = pl.Schema({"from_row": pl.Int64, "raw": pl.String})


@dataclass(frozen=True)
class Grid:
    """The cells below a header line, as text.

    `cells` has the columns "0", "1", ... and `from_row`, the row as a spreadsheet counts it.
    `surplus` holds the rows that have more cells than the header, with what is too much.
    `above` holds the lines before the header: a report's name, its days, how it was split.
    """

    header: tuple[str, ...]
    header_row: int
    cells: pl.DataFrame
    surplus: pl.DataFrame
    above: tuple[str, ...] = ()


def columns(width: int) -> list[str]:
    """Name the columns of a grid by their place.

    >>> columns(2)
    ['0', '1']
    """
    return [str(place) for place in range(width)]


def grid(
    header: Sequence[str | None],
    header_row: int,
    cells: pl.DataFrame,
    above: Iterable[Sequence[str | None]] = (),
) -> Grid:
    """Make a grid of cells that begin right under the header; rows all blank are left out.

    >>> cells = pl.DataFrame({"0": ["1", " ", "2"]})
    >>> grid(["Id"], 3, cells).cells["from_row"].to_list()
    [4, 6]
    """
    names = columns(cells.width)
    numbered = cells.with_row_index("from_row", offset=header_row + 1).cast({"from_row": pl.Int64})
    filled = numbered.filter(is_filled(names))
    lines = tuple(", ".join(cell for cell in line if cell).strip() for line in above)
    told = tuple(line for line in lines if line)
    headed = tuple(name or "" for name in header)
    return Grid(headed, header_row, filled, pl.DataFrame(schema=SURPLUS), told)


def is_filled(names: Iterable[str]) -> pl.Expr:
    """Tell the rows that hold something in one of some columns."""
    return pl.any_horizontal(pl.col(name).str.strip_chars() != "" for name in names)


def letter(place: int) -> str:
    """Name a column as a spreadsheet does.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def nameless(read: Grid) -> list[str]:
    """List the columns that hold something under no header, by a spreadsheet's letters.

    >>> cells = pl.DataFrame({"0": ["1"], "1": [" "], "2": ["note"]})
    >>> nameless(grid(["Id", "", ""], 1, cells))
    ['C']
    """
    blank = [str(place) for place, name in enumerate(read.header) if not name.strip()]
    filled = read.cells.select((pl.col(name).str.strip_chars() != "").any() for name in blank)
    return [letter(int(name)) for name in blank if filled.height and filled[name].item()]
