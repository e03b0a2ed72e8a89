"""Which columns name a person: they leave a page's tables unless the workspace shows names."""

import polars as pl

from revops.tables import TABLES

PERSONAL = frozenset(
    name for table in TABLES.values() for name, column in table.columns.items() if column.personal
)


def without_names(frame: pl.DataFrame, *, show_names: bool) -> pl.DataFrame:
    """Drop the columns that name a person, unless the workspace shows them.

    >>> people = pl.DataFrame({"lead_id": ["l1"], "full_name": ["Ana Rojas"]})
    >>> without_names(people, show_names=False).columns
    ['lead_id']
    """
    if show_names:
        return frame
    return frame.drop([name for name in frame.columns if name in PERSONAL])
