"""The files that a path of the settings means: variables and patterns spelt out.

A file keeps the name that the workspace gives it, variables and all, so that what is written
about it reads the same on every machine.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from revops.errors import nearest
from revops.sources.refusal import refuse

_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_PATTERN = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class File:
    """A file, by the name that the workspace gives it, and where it is."""

    name: str
    path: Path


def _expanded(path: str, environment: Mapping[str, str]) -> str:
    """Put environment variables in their place."""
    named = [one or other for one, other in _VARIABLE.findall(path)]
    unset = [name for name in dict.fromkeys(named) if name not in environment]
    if unset:
        raise refuse(
            *(
                f"the environment variable {name} is not set. Set it to a folder, or write the "
                "folder in its place."
                for name in unset
            )
        )
    return _VARIABLE.sub(lambda match: environment[match[1] or match[2]], path)


def _matches(path: str, root: Path, environment: Mapping[str, str]) -> list[File]:
    """Give the files that a pattern matches, by name; Excel's lock files are none."""
    steps = PurePosixPath(path).parts
    first = next(place for place, step in enumerate(steps) if _PATTERN.search(step))
    folder = PurePosixPath(*steps[:first])
    base = root / _expanded(str(folder), environment)
    pattern = _expanded(str(PurePosixPath(*steps[first:])), environment)
    found = (match for match in base.glob(pattern) if match.is_file())
    named = (
        File(str(folder / match.relative_to(base).as_posix()), match)
        for match in found
        if not match.name.startswith(("~$", "."))
    )
    return sorted(named, key=lambda file: file.name)


def beside(path: Path) -> str:
    """Say which name beside a path that is not there was probably meant; empty when none is near.

    Where a folder on the way is not there, its own neighbour is named.

    >>> beside(Path("/7zq7/deals.csv"))
    ''
    """
    missing = next((part for part in (path, *path.parents) if part.parent.is_dir()), path)
    try:
        names = sorted(one.name for one in missing.parent.iterdir())
    except OSError:
        return ""
    shown = [name for name in names if name.isprintable() and not name.startswith((".", "~$"))]
    stem = missing.stem.casefold()
    alike = [name for name in shown if nearest(stem, [Path(name).stem.casefold()])]
    return nearest(missing.name, alike)


def files(path: str, root: Path, environment: Mapping[str, str] | None = None) -> list[File]:
    """List the files of one export, in the order of their names; none is a problem.

    >>> files("$NOWHERE/leads.csv", Path(), {})
    Traceback (most recent call last):
        ...
    revops.errors.SourceError: an export cannot be read:
      - the environment variable NOWHERE is not set. Set it to a folder, ...
    """
    known = os.environ if environment is None else environment
    posix = path.replace("\\", "/")
    target = root / Path(_expanded(posix, known)).expanduser()
    if target.is_file():
        return [File(posix, target)]
    if target.is_dir():
        raise refuse("this is a folder. Name the file in it, or a pattern such as *.csv.")
    if not _PATTERN.search(posix):
        near = beside(target)
        raise refuse(
            f"there is no such file.{near} Put it there, or correct `path` in revops.toml."
        )
    found = _matches(posix, root, known)
    if not found:
        raise refuse("no file has a name like this. Put one there, or correct `path`.")
    return found


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, without holding the file in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
