"""Rows that the vendor marks as deleted: Salesforce's Export All holds them beside the rest."""

import polars as pl

from revops.sources.building.resolve import filled_text
from revops.sources.casting.words import yes_no
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.sources.reading.header import Header

DELETED = "the CRM says that the record is deleted"


def undeleted(
    export: Export, grid: Grid, made: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, str]:
    """Give the rows that stand, those that are deleted, and the header that says so.

    >>> from revops.sources.reading.grid import grid
    >>> toy = Export("toy", "x", "leads", columns={"lead_id": ("Id",)}, deleted=("IsDeleted",))
    >>> read = grid(["Id", "IsDeleted"], 1, pl.DataFrame({"0": ["1", "2"], "1": ["true", "0"]}))
    >>> kept, gone, header = undeleted(toy, read, pl.DataFrame({"from_row": [2, 3]}))
    >>> kept.rows(), gone.rows(), header
    ([(3,)], [(2,)], 'IsDeleted')
    """
    at = Header(grid.header).find(export.deleted)
    if at is None:
        return made, made.clear(), ""
    is_gone = yes_no(filled_text(export, at.index, pl.Boolean())).fill_null(False)
    gone = grid.cells.filter(is_gone).get_column("from_row")
    of_gone = pl.col("from_row").is_in(gone.implode())
    return made.filter(~of_gone), made.filter(of_gone), grid.header[at.index].strip()
