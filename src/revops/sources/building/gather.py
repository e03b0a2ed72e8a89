"""All exports of a workspace, read and put together table by table."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from revops.errors import SourceError
from revops.sources.building.adapt import adapted
from revops.sources.building.build import Built, build
from revops.sources.building.complaints import lacking, lacks, unnamed
from revops.sources.building.loaded import FILES, Loaded
from revops.sources.building.rejected import REJECTED, surplus
from revops.sources.building.shape import is_wide
from revops.sources.casting.cast import Style
from revops.sources.custom import CUSTOM
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.sources.reading.paths import File, files
from revops.sources.reading.read import read
from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings


@dataclass
class _Gathering:
    """What has been read so far, and what went wrong."""

    zone: str
    built: list[Built] = field(default_factory=list)
    rejected: list[pl.DataFrame] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    last: tuple[Path, bytes, str] | None = None
    seen: set[tuple[Path, str]] = field(default_factory=set)

    def content(self, path: Path) -> tuple[bytes, str]:
        """Give a file's bytes and their hash; exports that follow each other share one reading."""
        if self.last is None or self.last[0] != path:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise refuse(f"the file cannot be opened: {error.strerror}.") from None
            self.last = (path, data, hashlib.sha256(data).hexdigest())
        return self.last[1:]

    def take(self, file: File, settings: ExportSettings, exports: Sequence[Export]) -> None:
        """Read one file and build its tables."""
        if (file.path, settings.source) in self.seen and settings.source != CUSTOM:
            raise refuse("an earlier export reads this file already. Take one of the two out.")
        self.seen.add((file.path, settings.source))
        data, sha256 = self.content(file.path)
        grid = read(file.path, data, exports, settings)
        fed = _fed(exports, grid, settings)
        built = [build(one, grid, file.name, _style(one, settings, self.zone)) for one in fed]
        self.built.extend(built)
        self.rejected.extend([one.rejected for one in built])
        self.rejected.append(surplus(fed[0], grid, file.name))
        rows = built[0].n_rows + grid.surplus.height
        tables = list(dict.fromkeys(one.table for one in built))
        self.rows.append(
            (file.name, settings.source, sha256, rows, built[0].n_totals, len(data), tables)
        )

    def take_all(
        self,
        place: str,
        settings: ExportSettings,
        sources: Mapping[str, tuple[Export, ...]],
        root: Path,
    ) -> None:
        """Read every file of one export; a problem of one does not hide another's."""
        try:
            exports, found = adapted(settings, sources), files(settings.path, root)
        except SourceError as error:
            self.problems.extend(f"{place}, {settings.path}: {said}" for said in error.problems)
            return
        for file in found:
            try:
                self.take(file, settings, exports)
            except SourceError as error:
                self.problems.extend(f"{place}, {file.name}: {said}" for said in error.problems)


def _style(export: Export, settings: ExportSettings, zone: str) -> Style:
    """Say how the export writes dates and numbers."""
    return Style(settings.zone or zone, export.date_formats, export.decimal)


def _fed(exports: Sequence[Export], grid: Grid, settings: ExportSettings) -> list[Export]:
    """Give the exports that the file feeds; only an optional one may lack its headers."""
    problems = unnamed(settings, grid.header, grid.header_row)
    fed = []
    for export in exports:
        is_lacking = bool(lacking(export, grid.header))
        if export.optional and (is_lacking or (export.wide and not is_wide(export, grid.header))):
            continue
        fed.append(export)
        if is_lacking and not problems:
            problems.extend(lacks(export, grid.header, grid.header_row))
    if problems:
        raise refuse(*problems)
    return fed


def _together(built: Sequence[Built]) -> dict[str, pl.DataFrame]:
    """Put the rows of each table together, in the order in which they were read."""
    names = dict.fromkeys(one.table for one in built)
    return {name: pl.concat(one.frame for one in built if one.table == name) for name in names}


def gather(
    exports: Sequence[ExportSettings],
    sources: Mapping[str, tuple[Export, ...]],
    *,
    root: Path,
    zone: str,
) -> Loaded:
    """Read every export; all problems of all files are told at once."""
    state = _Gathering(zone)
    for number, settings in enumerate(exports, start=1):
        state.take_all(f"export {number} ({settings.source})", settings, sources, root)
    if state.problems:
        count = "a problem" if len(state.problems) == 1 else f"{len(state.problems)} problems"
        raise SourceError(f"the exports have {count}", state.problems)
    return Loaded(
        _together(state.built),
        pl.concat([REJECTED.to_frame(), *state.rejected]).unique(maintain_order=True),
        pl.DataFrame(state.rows, schema=FILES, orient="row"),
    )
