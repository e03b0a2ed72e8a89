"""The front page of the site, reports/index.html: the newest pages first, and what went wrong.

It belongs to no run: each run writes it anew, and so does whoever finds that a run did not start.
"""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from revops import text
from revops.report.edition import edition_of, show, stamped
from revops.report.heading import Heading
from revops.report.templates import common, filled
from revops.runs.alarm_words import LANGUAGES, alarm_line
from revops.runs.alarms import alarms
from revops.runs.folders import Folder, folders
from revops.runs.runs_page import FILE as RUNS_PAGE
from revops.runs.runs_page import MARK, runs_html
from revops.store import replace_text
from revops.text import N_, Text
from revops.workspace import Workspace

FILE = "index.html"


def write_front(workspace: Workspace, *, now: datetime) -> list[str]:
    """Write the front page and the page of runs; say what hinders it.

    They are one edition: that they were written again, and nothing else, makes no newer one.
    """
    words = text.load(workspace.settings.language)
    workspace.reports.mkdir(parents=True, exist_ok=True)
    pages = {FILE: front_html(workspace, words, now=now), RUNS_PAGE: runs_html(workspace, words)}
    lasting = [html.replace(_written_on(workspace, words, now), "") for html in pages.values()]
    named = edition_of(lasting, is_red=bool(alarms(workspace.state)))
    made = {name: stamped(html, named) for name, html in pages.items()}
    hindered = [told for name, html in made.items() if (told := _written(workspace, name, html))]
    show(workspace.reports, named)
    return hindered


def _written(workspace: Workspace, name: str, html: str) -> str:
    """Write one page in one step; a file of the same name that is not ours stays."""
    path = workspace.reports / name
    if path.is_file() and MARK not in path.read_text("utf-8", errors="replace"):
        shown = f"{workspace.settings.reports.folder}/{name}"
        return f"{shown} is not a page of revops, so it stays. Rename it to get the front page"
    replace_text(path, html)
    return ""


def _written_on(workspace: Workspace, words: Text, now: datetime) -> str:
    """Say when the front page was written."""
    zone = workspace.settings.zone
    moment = words.moment(now.astimezone(ZoneInfo(zone)))
    return words(N_("This page was written on {moment} ({zone})."), moment=moment, zone=zone)


def heading_of(workspace: Workspace, now: datetime) -> Heading:
    """Head a page of the site; its day is shown nowhere."""
    zone = workspace.settings.zone
    return Heading(workspace.settings.company, "", now.astimezone(ZoneInfo(zone)).date())


def front_html(workspace: Workspace, words: Text, *, now: datetime) -> str:
    """Give the front page: red lines, the newest folder with its pages, and the ones before."""
    zone = workspace.settings.zone
    found = folders(workspace)
    lines = [alarm_line(each, words, zone) for each in alarms(workspace.state)]
    values: dict[str, Any] = {
        **common(words, heading_of(workspace, now), words(N_("Reports")), []),
        "mark": MARK,
        "alarms": lines,
        **_parts(found),
        "languages": LANGUAGES,
        "facts": lambda folder: facts(folder, words),
        "runs_page": RUNS_PAGE,
        "written": _written_on(workspace, words, now),
    }
    return filled("front.html.j2", values)


def _parts(found: list[Folder]) -> dict[str, list[Folder]]:
    """Part the folders: the newest whole period, what stands beside it, and the ones before.

    Where the newest could not be made, the last one that could is `good`.
    """
    main = [each for each in found if each.is_main] or found
    newest, good = main[:1], [each for each in main if each.is_made][:1]
    if not newest:
        return {"newest": [], "good": [], "beside": [], "earlier": []}
    rest = [each for each in found if each not in (*newest, *good)]
    return {
        "newest": newest,
        "good": [each for each in good if each not in newest],
        "beside": [each for each in rest if each.as_of >= newest[0].as_of],
        "earlier": [each for each in rest if each.as_of < newest[0].as_of],
    }


def facts(folder: Folder, words: Text) -> list[tuple[str, str]]:
    """Say when and from what a folder's pages were made."""
    told = [(words(N_("As of")), words.day(folder.as_of))]
    if not folder.is_made:
        return told
    made = words.moment(folder.made) if folder.made else words(N_("not recorded"))
    told = [(words(N_("Made on")), made), *told, (words(N_("Load")), folder.load)]
    if folder.oldest:
        source, days = folder.oldest
        age = words.plural("{n} day old", "{n} days old", n=days)
        told.append((words(N_("Oldest source")), f"{source} ({age})"))
    return told


def path_of(workspace: Workspace) -> Path:
    """Give the place of the front page."""
    return workspace.reports / FILE
