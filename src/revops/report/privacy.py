"""Which columns name a person: they leave a page's tables unless the workspace shows names."""

import re

import polars as pl

from revops.tables import TABLES

PERSONAL = frozenset(
    name for table in TABLES.values() for name, column in table.columns.items() if column.personal
)

_ADDRESS = r"[^\s@<>,;]+@[^\s@<>,;]+\.[\w-]+"
#: What stands in the place of an e-mail address.
MASK = "…@…"


def without_names(frame: pl.DataFrame, *, show_names: bool) -> pl.DataFrame:
    """Drop the columns that name a person, and mask e-mail addresses in all others.

    Some exports use an address as the id of a person. Where the workspace shows names, all stay.

    >>> people = pl.DataFrame({"lead_id": ["l1"], "full_name": ["Ana Rojas"]})
    >>> without_names(people, show_names=False).columns
    ['lead_id']
    """
    if show_names:
        return frame
    kept = frame.drop([name for name in frame.columns if name in PERSONAL])
    return kept.with_columns(pl.col(pl.String).str.replace_all(_ADDRESS, MASK))


def without_address(words: str, *, show_names: bool) -> str:
    """Mask the e-mail addresses in a piece of text, unless the workspace shows names.

    >>> without_address("thanks to sofia@faro.example", show_names=False)
    'thanks to …@…'
    """
    return words if show_names else re.sub(_ADDRESS, MASK, words)
