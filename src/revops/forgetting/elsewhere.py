"""Where a person still is: in the exports, which are not ours to change, and in people's files."""

from pathlib import Path

import polars as pl

from revops.forgetting.looking import holds
from revops.forgetting.person import raw
from revops.forgetting.words import Words
from revops.load.forgotten import gone, without_gone
from revops.load.tombstones import Tombstones
from revops.workspace import Workspace

_FOLDERS = ("agreement", "notebooks", "expectations", "sql")
_LARGEST = 64 << 20
_PLACES = pl.Schema({"from_file": pl.String, "from_row": pl.Int64})


def exports(workspace: Workspace, stones: Tombstones) -> dict[str, int] | None:
    """Count by file the rows of the exports that name the person; null where none can be read."""
    tables = raw(workspace)
    if tables is None:
        return None
    left = without_gone(tables, gone(tables, stones), stones)
    places = [_changed(frame, left[name]) for name, frame in tables.items()]
    every = pl.concat([_PLACES.to_frame(), *places]).unique()
    counted = every.group_by("from_file").len().sort("from_file")
    return {str(file): int(n) for file, n in counted.iter_rows()}


def _changed(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Give the places of rows that are gone or say something else."""
    if before.height == after.height:
        prints = [each.select(pl.struct(pl.all()).hash()).to_series() for each in (before, after)]
        rows = before.filter(prints[0] != prints[1])
    else:
        places = after.select(_PLACES.names())
        rows = before.join(places, on=_PLACES.names(), how="anti", nulls_equal=True)
    return rows.select(_PLACES.names()).cast(_PLACES)


def people_files(workspace: Workspace, words: Words) -> list[str]:
    """Name the files that people keep in the workspace and that name the person."""
    found = []
    for folder in (workspace.root / name for name in _FOLDERS):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and path.stat().st_size <= _LARGEST and _names(path, words):
                found.append(path.relative_to(workspace.root).as_posix())
    return found


def _names(path: Path, words: Words) -> bool:
    try:
        return holds(path, words)
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return False
