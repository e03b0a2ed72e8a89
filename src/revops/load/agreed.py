"""Tables that people keep in agreement/: a file named after a table is read as that table.

`agreement/targets.csv` or `agreement/users.xlsx` needs no block in revops.toml. A block whose
path names the file, or a pattern that it fits, is used in its place, so that a file which needs
a setting of its own (a date format, a sheet) can be given one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

import polars as pl

from revops.errors import SourceError
from revops.sources.reading.excel import SUFFIXES
from revops.tables import TABLES
from revops.workspace import ExportSettings, Workspace

FOLDER = "agreement"
_READ = (".csv", *SUFFIXES)


def with_agreed(workspace: Workspace) -> Workspace:
    """Give the workspace with the tables of agreement/ among its exports, last."""
    agreed = agreed_exports(workspace)
    exports = [*workspace.settings.exports, *agreed]
    settings = workspace.settings.model_copy(update={"exports": exports})
    return replace(workspace, settings=settings) if agreed else workspace


def agreed_exports(workspace: Workspace) -> list[ExportSettings]:
    """List an export for each table in agreement/ that no block of revops.toml names.

    >>> from revops.workspace import Agreement, Settings, Sla
    >>> nothing = Agreement(pl.DataFrame(), pl.DataFrame(), Sla(), {})
    >>> settings = Settings(company="Faro", currency="USD")
    >>> agreed_exports(Workspace(Path("nowhere"), settings, nothing))
    []
    """
    stated = [PurePosixPath(one.path).as_posix() for one in workspace.settings.exports]
    named = [f"{FOLDER}/{file}" for file in _tables_in(workspace.root / FOLDER)]
    found = [path for path in named if not any(fnmatchcase(path, one) for one in stated)]
    _refuse_two_of_one(found)
    return [
        ExportSettings(source=f"template.{PurePosixPath(path).stem}", path=path) for path in found
    ]


def without_unfilled(
    tables: Mapping[str, pl.DataFrame], files: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Leave out tables without a row that only forms in agreement/ give: nobody filled them yet.

    >>> files = pl.DataFrame({"path": ["agreement/users.csv"], "tables": [["users"]]})
    >>> without_unfilled({"users": TABLES["users"].empty()}, files)
    {}
    """
    fed = files.explode("tables", empty_as_null=True).filter(
        ~pl.col("path").str.starts_with(f"{FOLDER}/")
    )
    elsewhere = set(fed.get_column("tables"))
    return {
        name: frame for name, frame in tables.items() if name in elsewhere or not frame.is_empty()
    }


def _tables_in(folder: Path) -> list[str]:
    """List the files of a folder that are named after a table."""
    files = (path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else ()
    fits = (path.name for path in files if path.stem in TABLES and path.suffix.lower() in _READ)
    return sorted(fits)


def _refuse_two_of_one(found: Iterable[str]) -> None:
    """Raise where a table has two files, since one of them is probably an older copy."""
    stems = [PurePosixPath(path).stem for path in found]
    twice = [path for path in found if stems.count(PurePosixPath(path).stem) > 1]
    if twice:
        raise SourceError(
            "agreement/ has two files of one table",
            twice,
            "Keep one of them, or name both in revops.toml, one [[exports]] block each.",
        )
