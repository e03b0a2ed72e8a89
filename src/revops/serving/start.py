"""What the start page shows: the newest pages, the runs, the metrics, a form for every report."""

from dataclasses import dataclass
from typing import Any

from revops import text
from revops.report.notebooks import listed
from revops.runs.folders import Folder, folders
from revops.text import N_
from revops.workspace import Workspace

_TITLE = N_("Marketing and sales: the reports")


@dataclass(frozen=True)
class Listed:
    """A report on the start page; `page` is the newest one's place, where there is one."""

    name: str
    title: str
    question: str
    page: str


def main_folders(workspace: Workspace) -> list[Folder]:
    """List the folders of whole periods, the newest first, down to the newest that could be made.

    Those of single reports or other values are none of them.
    """
    found = [each for each in folders(workspace) if each.is_main]
    made = next((n for n, each in enumerate(found) if each.is_made), len(found))
    return found[: made + 1]


def shown(workspace: Workspace) -> dict[str, Any]:
    """Give what the start page shows."""
    words, reports = text.load(workspace.settings.language), workspace.reports
    main = main_folders(workspace)
    newest = main[-1] if main and main[-1].is_made else None
    there = {each.name for each in newest.pages if each.state != "failed"} if newest else set()
    place = newest.name if newest else ""
    return {
        "words": words,
        "company": workspace.settings.company,
        "title": words(_TITLE),
        "newest": newest,
        "not_made": [each for each in main if not each.is_made],
        "front": (reports / "index.html").is_file(),
        "runs": (reports / "runs.html").is_file(),
        "catalogue": f"{place}/metrics.html" if newest else "",
        "reports": [
            Listed(
                each.name,
                *each.translated(words),
                f"{place}/{each.name}.html" if each.name in there else "",
            )
            for each in listed(workspace)
        ],
    }
