"""All exports of a workspace, read and put together table by table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from revops.errors import SourceAway, SourceError
from revops.sources.building.account import instant, parts
from revops.sources.building.adapt import adapted
from revops.sources.building.build import Built, build
from revops.sources.building.fed import fed_by
from revops.sources.building.loaded import FILES, PARTS, READINGS, SUMS, Loaded
from revops.sources.building.rejected import REJECTED, surplus
from revops.sources.building.streamed import may_stream, streamed
from revops.sources.building.together import in_memory, together
from revops.sources.building.twice import named_twice
from revops.sources.casting.cast import Style
from revops.sources.custom import CUSTOM
from revops.sources.mapping import Export
from revops.sources.queries.kept import result, shown
from revops.sources.reading.content import content
from revops.sources.reading.grid import Grid
from revops.sources.reading.paths import File, digest, files
from revops.sources.reading.read import read
from revops.sources.reading.successive import in_order
from revops.sources.reading.transcoded import found_in
from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings


@dataclass
class _Gathering:
    """What has been read so far, and what went wrong."""

    zone: str
    until: date | None = None
    digests: Mapping[Path, str] = field(default_factory=dict)
    built: list[Built] = field(default_factory=list)
    rejected: list[pl.DataFrame] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    parts: list[tuple[object, ...]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    last: tuple[Path, bytes, str] | None = None
    seen: set[tuple[Path, str]] = field(default_factory=set)
    copies: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    unread: bool = False
    aside: Path | None = None
    glanced: bool = False

    def content(self, path: Path) -> tuple[bytes, str]:
        """Give a file's bytes and their hash; exports that follow each other share one reading."""
        if self.last is None or self.last[0] != path:
            self.last = (path, *content(path, self.digests.get(path)))
        return self.last[1:]

    def take(
        self, number: int, file: File, settings: ExportSettings, exports: Sequence[Export]
    ) -> None:
        """Read one file and build its tables."""
        if (file.path, settings.source) in self.seen and settings.source != CUSTOM:
            raise refuse("an earlier export reads this file already. Take one of the two out.")
        self.seen.add((file.path, settings.source))
        if self.take_big(number, file, settings, exports):
            return
        data, sha256 = self.content(file.path)
        grid = read(file.path, data, exports, settings)
        if settings.source != CUSTOM and not grid.cells.is_empty():
            self.refuse_copy(number, file.name, (sha256, settings.source))
        fed = fed_by(exports, grid, settings)
        built = [build(one, grid, file.name, _style(one, settings, self.zone)) for one in fed]
        self.note(number, file, settings, fed, built, grid, (sha256, len(data)))

    def take_big(
        self, number: int, file: File, settings: ExportSettings, exports: Sequence[Export]
    ) -> bool:
        """Leave the rows of a big file where they are; say whether that was possible."""
        wanted = self.unread and may_stream(exports)
        found = found_in(file.path, exports, settings, self.aside) if wanted else None
        fed = fed_by(exports, found.grid, settings) if found else []
        if found is None or len(fed) != 1:
            return False
        style = _style(fed[0], settings, self.zone)
        built = streamed(fed[0], found, file.name, style, self.glanced)
        if built is None:
            return False
        sha256 = self.digests.get(file.path) or digest(file.path)
        if settings.source != CUSTOM and built.n_rows:
            self.refuse_copy(number, file.name, (sha256, settings.source))
        size = file.path.stat().st_size
        self.note(number, file, settings, fed, [built], found.grid, (sha256, size))
        return True

    def note(
        self,
        number: int,
        file: File,
        settings: ExportSettings,
        fed: Sequence[Export],
        built: Sequence[Built],
        grid: Grid,
        content: tuple[str, int],
    ) -> None:
        """Write down what a file gave."""
        self.built.extend(built)
        lost = surplus(fed[0], grid, file.name)
        self.rejected.extend([*(one.rejected for one in built), lost])
        rows = built[0].n_rows + grid.surplus.height
        tables = list(dict.fromkeys(one.table for one in built))
        at = instant(file, settings.zone or self.zone)
        (sha256, size), n_totals = content, built[0].n_totals
        known = (file.name, settings.source, sha256, rows, n_totals, size, tables)
        self.rows.append((*known, number, at))
        pairs = list(zip(fed, built, strict=True))
        self.parts.extend(parts(file, at, number, settings, pairs, lost.height))

    def refuse_copy(self, number: int, name: str, content: tuple[str, str]) -> None:
        """Refuse a file that another export reads under another name; states may be the same."""
        other, first = self.copies.setdefault(content, (number, name))
        if other != number:
            raise refuse(
                f"it is the same, byte for byte, as {first} of export {other}, and would count "
                "twice. Take one of the two out."
            )

    def take_all(
        self,
        number: int,
        settings: ExportSettings,
        sources: Mapping[str, tuple[Export, ...]],
        root: Path,
    ) -> None:
        """Read every file of one export; a problem of one does not hide another's."""
        place = f"export {number} ({settings.source})"
        try:
            exports, found = adapted(settings, sources), chosen(settings, root, self.until)
        except SourceError as error:
            self.problems.extend(f"{place}, {shown(settings)}: {said}" for said in error.problems)
            return
        for file in found:
            try:
                self.take(number, file, settings, exports)
            except SourceError as error:
                said = [f"{place}, {file.name}: {each}" for each in error.problems]
                self.problems.extend(said)
                self.away.extend(said if isinstance(error, SourceAway) else [])


def chosen(settings: ExportSettings, root: Path, until: date | None = None) -> list[File]:
    """Give the files of one export that are read, in order: of states, those known by a day."""
    if settings.is_query:
        return [result(settings, root)]
    return in_order(files(settings.path, root), settings.successive, until)


def _style(export: Export, settings: ExportSettings, zone: str) -> Style:
    """Say how the export writes dates and numbers."""
    return Style(settings.zone or zone, export.date_formats, export.decimal)


def gather(
    exports: Sequence[ExportSettings],
    sources: Mapping[str, tuple[Export, ...]],
    *,
    root: Path,
    zone: str,
    until: date | None = None,
    digests: Mapping[Path, str] | None = None,
    unread: bool = False,
    aside: Path | None = None,
    glanced: bool = False,
) -> Loaded:
    """Read every export; all problems of all files are told at once."""
    known = digests or {}
    state = _Gathering(zone, until, known, unread=unread, aside=aside, glanced=glanced)
    for number, settings in enumerate(exports, start=1):
        state.take_all(number, settings, sources, root)
    accounted = pl.DataFrame(state.parts, schema=PARTS, orient="row")
    tables, stored = together(in_memory(state.built, accounted))
    if not state.problems:
        state.problems.extend(named_twice(tables))
    if state.problems:
        count = "a problem" if len(state.problems) == 1 else f"{len(state.problems)} problems"
        kind = SourceAway if state.away == state.problems else SourceError
        raise kind(f"the exports have {count}", state.problems)
    return Loaded(
        tables,
        pl.concat([REJECTED.to_frame(), *state.rejected]).unique(maintain_order=True),
        pl.DataFrame(state.rows, schema=FILES, orient="row"),
        parts=accounted,
        readings=pl.concat([READINGS.to_frame(), *(one.readings for one in state.built)]),
        sums=pl.concat([SUMS.to_frame(), *(one.sums for one in state.built)]).unique(
            maintain_order=True
        ),
        stored=stored,
    )
