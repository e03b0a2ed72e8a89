"""The folder of a period for which no page could be made: it says so where they would have been."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from revops.report.edition import redden, stamp
from revops.report.folder import built
from revops.report.heading import Heading
from revops.report.notebooks import Notebook, listed
from revops.report.run import period_of
from revops.report.site import Entry, index_html
from revops.report.templates import common, filled
from revops.runs.banner import with_banner
from revops.text import Text
from revops.workspace import Workspace

FILE = "not_made.json"


@dataclass(frozen=True)
class NotMade:
    """What would have been made: where, of which day, and which reports."""

    folder: Path
    as_of: date
    notebooks: tuple[Notebook, ...]


def reports_of(workspace: Workspace, names: Sequence[str]) -> tuple[Notebook, ...]:
    """Name the reports that a run should have made; none where that is what is wrong."""
    with suppress(Exception):
        return tuple(listed(workspace, list(names)))
    return ()


def write_not_made(
    workspace: Workspace, wanted: NotMade, lines: Sequence[str], why: str, words: Text
) -> None:
    """Write an index and a page for each report, all saying why there is none."""
    heading = Heading(workspace.settings.company, period_of(workspace, wanted.as_of), wanted.as_of)
    entries = [_entry(each, why, words) for each in wanted.notebooks]
    with built(wanted.folder) as building:
        home = "../index.html" if wanted.folder.parent == workspace.reports else ""
        index = index_html(entries, words, heading, files=(), home=home)
        _write(building / "index.html", with_banner(index, lines))
        for each in entries:
            values = {**common(words, heading, each.title, []), "why": why}
            _write(building / each.href, with_banner(filled("not_made.html.j2", values), lines))
        stamp(building)
        redden(building)
        (building / FILE).write_text(_record(wanted, entries, words), "utf-8", newline="\n")


def _write(path: Path, html: str) -> None:
    path.write_text(html, "utf-8", newline="\n")


def _entry(notebook: Notebook, why: str, words: Text) -> Entry:
    title, question = notebook.translated(words)
    return Entry(notebook.name, title, question, "failed", tuple(why.splitlines()))


def _record(wanted: NotMade, entries: Sequence[Entry], words: Text) -> str:
    """Write for programmes what was not made, in the shape of run.json."""
    pages = [{"name": e.name, "title": e.title, "question": e.question, "state": "failed"}
             for e in entries]  # fmt: skip
    told: dict[str, Any] = {"as_of": wanted.as_of.isoformat(), "language": words.language}
    return json.dumps({**told, "pages": pages}, ensure_ascii=False, indent=1) + "\n"


def is_not_made(folder: Path) -> bool:
    """Say whether a folder only says that its pages could not be made."""
    return (folder / FILE).is_file()
