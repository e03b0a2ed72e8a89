"""What nobody needs any more leaves: what killed runs left half written, and old kept checks.

Files are written aside, under a hidden name that ends with the process's number, and renamed. A
process that is killed in between leaves that file; nobody reads it, and nobody else removes it.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from revops.workspace import Workspace

_ASIDE = re.compile(r"\..+\.(building-)?\d+|\.reading-\w+")
_OLD = timedelta(days=1)
#: How many kept checks stay, the newest; one that is asked for again is made again.
CHECKS = 30


def sweep(workspace: Workspace, *, now: datetime) -> None:
    """Remove what is half written and was not touched for a day, and all but the newest checks."""
    since = (now - _OLD).timestamp()
    for path in list(_asides(workspace)):
        if path.lstat().st_mtime > since:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for kept in _by_age(workspace.state / "checked")[CHECKS:]:
        shutil.rmtree(kept, ignore_errors=True)


def _by_age(folder: Path) -> list[Path]:
    """List the folders in a folder, the newest first."""
    found = [path for path in folder.glob("[!.]*") if path.is_dir()]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _asides(workspace: Workspace) -> Iterator[Path]:
    """List what stands aside, in the state, in its folders, and among the pages."""
    for folder in (workspace.state, *workspace.state.glob("[!.]*/"), workspace.reports):
        if folder.is_dir() and not folder.is_symlink():
            yield from (path for path in folder.iterdir() if _ASIDE.fullmatch(path.name))
