"""Where readers open a page of a run: the site's address, the run's folder, the page's file."""

from pathlib import Path
from urllib.parse import quote

from revops.delivery.notice import FIRST, Notice
from revops.workspace import Workspace


def first_page(notice: Notice) -> str:
    """Name the page that a notice leads to: the weekly review, else the run's index.

    What went wrong stands on the index.
    """
    is_there = notice.kind == "done" and FIRST in notice.pages
    return FIRST if is_there else notice.pages[0] if len(notice.pages) == 1 else "index"


def link(workspace: Workspace, notice: Notice, site: str) -> str:
    """Give the address of a notice's page; empty where the settings name no site.

    A run outside the reports folder is on no site; without a folder it is the site's front.
    """
    if not site:
        return ""
    front = site.rstrip("/")
    if notice.folder is None:
        return f"{front}/index.html"
    place = _inside(notice.folder, workspace.reports)
    return f"{front}/{quote(place)}/{first_page(notice)}.html" if place else ""


def _inside(folder: Path, reports: Path) -> str:
    """Give a run's folder as the site has it."""
    try:
        return folder.resolve().relative_to(reports.resolve()).as_posix()
    except ValueError:
        return ""
