"""Headers that stand twice in a file: harmless where the columns agree, a problem where not."""

import polars as pl

from revops.sources.mapping import Export, parts
from revops.sources.reading.grid import Grid, letter
from revops.sources.reading.header import Header


def _read(export: Export, header: Header) -> list[int]:
    """Give the places of the headers that the export reads."""
    cells = [names for cell in export.columns.values() for names in parts(cell)]
    wide = [names for names in export.wide.columns.values()] if export.wide else []
    found = [at.index for names in cells if (at := header.find(names))]
    return sorted({*found, *(at.index for names in wide for at in header.find_all(names))})


def twice(export: Export, header: Header) -> list[tuple[int, int]]:
    """Give each column that is read with the later ones of the same name."""
    names = [name.casefold() for name in header.names]
    return [
        (place, other)
        for place in _read(export, header)
        for other in range(place + 1, len(names))
        if names[other] == names[place]
    ]


def doubled(export: Export, read: Grid) -> list[str]:
    """List the headers of the export that stand twice over cells that differ.

    >>> from revops.sources.reading.grid import grid
    >>> toy = Export("toy", "x", "spend", columns={"cost": ("Cost",)})
    >>> cells = pl.DataFrame({"0": ["3", "4"], "1": ["3", "5"]})
    >>> doubled(toy, grid(["Cost", "cost"], 1, cells))[0][:67]
    "the header 'Cost' stands over columns A and B, which differ (row 3:"
    """
    header = Header(read.header)
    problems = []
    for one, other in twice(export, header):
        first, second = (
            pl.col(str(place)).str.strip_chars().fill_null("") for place in (one, other)
        )
        differ = read.cells.filter(first != second, second != "").head(1)
        if not differ.is_empty():
            row = differ.select("from_row", first.alias("a"), second.alias("b")).row(0)
            problems.append(
                f"the header '{header.names[one]}' stands over columns {letter(one)} and "
                f"{letter(other)}, which differ (row {row[0]}: {row[1]!r} and {row[2]!r}). "
                "Take one out of the export, or give it another header."
            )
    return problems
