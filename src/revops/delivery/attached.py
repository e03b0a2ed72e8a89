"""The pages that go along with a notice, as files that need no scripts."""

from collections.abc import Sequence
from pathlib import Path

from revops.delivery.notice import FIRST, Notice
from revops.errors import UnknownName
from revops.report.mailed import mailed
from revops.text import Text
from revops.workspace import Workspace


def attached(
    notice: Notice, pages: Sequence[str] | None, place: Path, words: Text, way: str = ""
) -> tuple[Path, ...]:
    """Write the pages of a notice that a channel takes into a folder; give their files.

    Unnamed, it is the weekly review; a page that the run did not make is left out. `way` is the
    address of one of the run's pages on the site, where there is a site.
    """
    if notice.folder is None:
        return ()
    wanted = (FIRST,) if pages is None else pages
    place.mkdir(parents=True, exist_ok=True)
    site, files = way.rpartition("/")[0], []
    for name in (name for name in wanted if name in notice.pages):
        html = (notice.folder / f"{name}.html").read_text(encoding="utf-8")
        file = place / f"{name}-{notice.folder.name}.html"
        file.write_text(
            mailed(html, words, f"{site}/{name}.html" if site else ""),
            encoding="utf-8",
            newline="\n",
        )
        files.append(file)
    return tuple(files)


def unknown(workspace: Workspace, pages: Sequence[str]) -> str:
    """Say which page that settings name is none that the workspace has; empty where all are."""
    there = workspace.notebooks()
    return " ".join(str(UnknownName("report", name, there)) for name in pages if name not in there)
