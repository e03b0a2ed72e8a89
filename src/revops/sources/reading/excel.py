"""Reading a sheet of an Excel workbook as text."""

from collections.abc import Sequence

import fastexcel
import polars as pl

from revops.errors import nearest
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid, columns, grid
from revops.sources.reading.header import header_record
from revops.sources.reading.unpacked import refuse_bomb
from revops.sources.refusal import refuse

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
OURS = "template"
_HEAD_RECORDS = 40


def _sheet(names: Sequence[str], exports: Sequence[Export], wanted: str | None) -> str:
    """Choose the sheet: the only one, the one that the settings name, or that of our own form."""
    shown = ", ".join(f"'{name}'" for name in names)
    forms = {one.table for one in exports if one.vendor == OURS}
    if wanted is None and len(ours := [name for name in names if name in forms]) == 1:
        return ours[0]
    if wanted is None and len(names) > 1:
        raise refuse(
            f"the workbook has {len(names)} sheets: {shown}. "
            f'Say which one, such as `sheet = "{names[0]}"`, in revops.toml.'
        )
    if wanted is not None and wanted not in names:
        raise refuse(f"there is no sheet '{wanted}'.{nearest(wanted, names)} It has: {shown}.")
    return wanted or names[0]


def read_excel(data: bytes, exports: Sequence[Export], sheet: str | None = None) -> Grid:
    """Read one sheet; numbers and dates come as the text of their value, not of their format."""
    refuse_bomb(data)
    try:
        book = fastexcel.read_excel(data)
    except fastexcel.FastExcelError:
        raise refuse(
            "this is not an Excel workbook, whatever its name says. Save it again as .xlsx or .csv."
        ) from None
    loaded = book.load_sheet(
        _sheet(book.sheet_names, exports, sheet), header_row=None, skip_rows=0, dtypes="string"
    )
    frame: pl.DataFrame = loaded.to_polars()
    if frame.is_empty():
        raise refuse("the sheet is empty. Export it again.")
    frame.columns = columns(frame.width)
    record = header_record(exports, frame.head(_HEAD_RECORDS).rows())
    above = frame.head(record).rows()
    return grid(frame.row(record), record + 1, frame.slice(record + 1), above)
