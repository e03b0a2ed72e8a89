"""The fingerprints of the files that the exports name."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from revops import sources
from revops.errors import SourceError
from revops.workspace.settings import ExportSettings


def digests(
    exports: Sequence[ExportSettings], root: Path, until: date | None = None
) -> tuple[list[tuple[str, str]], dict[Path, str]]:
    """Fingerprint every file that is read by `until`: by its name in the settings, and by place.

    A file that is missing is told when it is read.
    """
    named: list[tuple[str, str]] = []
    known: dict[Path, str] = {}
    for export in exports:
        try:
            for file in sources.chosen(export, root, until):
                known[file.path] = known.get(file.path) or sources.digest(file.path)
                named.append((file.name, known[file.path]))
        except (SourceError, OSError):
            named.append((export.path or str(export.query_file or export.query), "missing"))
    return named, known
