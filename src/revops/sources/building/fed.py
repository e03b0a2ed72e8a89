"""Which tables a file feeds, and what is wrong with its headers."""

from collections.abc import Sequence

from revops.sources.building.complaints import lacking, lacks, unnamed
from revops.sources.building.shape import is_wide
from revops.sources.building.unfit import unfit
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.sources.reading.header import Header
from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings


def fed_by(exports: Sequence[Export], grid: Grid, settings: ExportSettings) -> list[Export]:
    """Give the exports that the file feeds; only an optional one may lack its headers."""
    problems = unnamed(settings, grid.header, grid.header_row)
    fed = []
    for export in exports:
        is_lacking = bool(lacking(export, grid.header))
        if export.optional and (is_lacking or (export.wide and not is_wide(export, grid.header))):
            continue
        fed.append(export)
        problems.extend(unfit(export, Header(grid.header)))
        if is_lacking and not problems:
            problems.extend(lacks(export, grid.header, grid.header_row))
    if problems:
        raise refuse(*problems)
    return fed
