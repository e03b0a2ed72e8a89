"""One file explained: what it is, and how a load would read it, by the reader itself.

Of a large file only the head is read, in a folder of its own, and the answer says so.
"""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from revops.errors import RevopsError, SourceError
from revops.propose.folder import path_in
from revops.propose.values import settings_of
from revops.sources import SOURCES, Loaded, read_all
from revops.sources.reading.paths import beside, files
from revops.sources.recognise import Recognised, Recogniser, recognise
from revops.sources.recognise.head import TEXT, first_bytes
from revops.workspace import ExportSettings, Workspace

_WHOLE_BYTES = 1 << 25
_HEAD_BYTES = 1 << 22


@dataclass(frozen=True)
class Explained:
    """One file or sheet: what it was recognised as, by which settings it was read, and the result.

    `block` is the number of the export in revops.toml whose settings were used, 0 for none.
    """

    recognised: Recognised
    settings: ExportSettings | None = None
    loaded: Loaded | None = None
    problems: tuple[str, ...] = ()
    is_head: bool = False
    block: int = field(default=0)


def _agreed(path: Path, workspace: Workspace | None) -> list[tuple[int, ExportSettings]]:
    """Give the blocks of a workspace that read a file, with their numbers."""
    found = []
    exports = workspace.settings.exports if workspace else []
    for number, one in enumerate(exports, start=1):
        try:
            named = files(one.path, workspace.root if workspace else Path())
        except SourceError:
            continue
        if any(file.path.resolve() == path.resolve() for file in named):
            found.append((number, one))
    return found


def _read(path: Path, settings: ExportSettings, zone: str) -> tuple[Loaded, bool]:
    """Read a file as a load would; of a large text its head."""
    alone = settings.model_copy(update={"path": path_in(path.parent, path), "successive": None})
    is_large = path.stat().st_size > _WHOLE_BYTES and path.suffix.lower() in TEXT
    if not is_large:
        return read_all([alone], root=path.parent.absolute(), zone=zone), False
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_bytes(first_bytes(path, _HEAD_BYTES)[0])
        return read_all([alone], root=Path(folder), zone=zone), True


def _explained(one: Recognised, settings: ExportSettings, zone: str, block: int = 0) -> Explained:
    """Read one file or sheet; what the reader refuses is part of the answer."""
    try:
        loaded, is_head = _read(one.path, settings, zone)
    except SourceError as error:
        said = tuple(problem.partition(", ")[2] or problem for problem in error.problems)
        return Explained(one, settings, problems=said, block=block)
    return Explained(one, settings, loaded, is_head=is_head, block=block)


def explain(path: Path, workspace: Workspace | None = None) -> list[Explained]:
    """Explain a file, a sheet at a time; a block of the workspace that reads it has its say."""
    if not path.is_file():
        raise RevopsError(f"there is no file {path}.{beside(path)} Name the export to explain.")
    found = recognise(path, Recogniser(SOURCES))
    zone = workspace.settings.zone if workspace else "UTC"
    agreed = _agreed(path, workspace)
    if agreed and found[0].header:
        sheets = {one.head.sheet: one for one in found}
        return [
            _explained(sheets.get(block.sheet, found[0]), block, zone, number)
            for number, block in agreed
        ]
    return [
        Explained(one, problems=(one.problem,))
        if one.status == "unplaced"
        else _explained(one, settings_of(one), zone)
        for one in found
    ]
