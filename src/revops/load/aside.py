"""What was set aside in a load, a line a kind: where it begins, how often, and the way out."""

from collections.abc import Mapping

import polars as pl

from revops.sources.casting.dates import UNKNOWN_ORDER
from revops.sources.casting.numbers import UNKNOWN_MARK

#: How many kinds of problems are named.
SHOWN = 20
_KIND = ("from_file", "table", "column", "reason")
_WAYS: Mapping[str, str] = {
    UNKNOWN_ORDER: 'say date_format = "%d/%m/%Y" or "%m/%d/%Y"',
    UNKNOWN_MARK: 'say decimal = "," or decimal = "."',
}


def kinds(rejected: pl.DataFrame) -> pl.DataFrame:
    """Count what was set aside by file, column and reason, in the order of the files.

    >>> row = {"from_file": "a.csv", "table": "spend", "column": "cost", "reason": "not a number"}
    >>> both = pl.DataFrame([row | {"from_row": at, "raw": "x"} for at in (7, 4)])
    >>> kinds(both).select("n_cells", "from_row").rows()
    [(2, 4)]
    """
    first = pl.col("from_row").min()
    return rejected.group_by(_KIND, maintain_order=True).agg(pl.len().alias("n_cells"), first)


def _line(kind: Mapping[str, object]) -> str:
    """Say where one kind begins, what it is, and how often it is there."""
    others = int(str(kind["n_cells"])) - 1
    rows = f" and {others:,} more" if others else ""
    cell = f"{kind['table']}.{kind['column']}" if kind["column"] else f"a row of {kind['table']}"
    return f"  {kind['from_file']} row {kind['from_row']}{rows}: {cell}: {kind['reason']}"


def aside_lines(rejected: pl.DataFrame) -> list[str]:
    """Say what was set aside; nothing where nothing was."""
    if rejected.is_empty():
        return []
    found = kinds(rejected)
    ways = [way for reason, way in _WAYS.items() if reason in found["reason"]]
    told = [
        f"Set aside: {rejected.height:,}. Mend them where the export comes from, then load again:"
    ]
    told += [_line(kind) for kind in found.head(SHOWN).to_dicts()]
    if (left := found.slice(SHOWN)).height:
        n_left = int(left["n_cells"].sum())
        told.append(f"  and {n_left:,} more: the report data_quality counts them all")
    if ways:
        told.append(f"  What the file alone cannot tell, its block can: {' / '.join(ways)}")
    return told
