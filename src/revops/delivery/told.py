"""A notice from a finished run's folder: what went wrong, then the pages' bottom lines.

All is read from the run's run.json, which says what its pages say first.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from revops import text
from revops.checks.freshness import STALE
from revops.delivery.notice import FIRST, Notice
from revops.errors import RevopsError
from revops.text import N_, Text
from revops.workspace import Workspace
from revops.workspace.delivery import Kind

#: How the check on freshness names each source that is too old.
_OLD = re.compile(r"([^;]+): (\d+) days old, limit (\d+)")
_TITLES: Mapping[Kind, str] = {
    "done": N_("{company}: the reports are ready"),
    "failed": N_("{company}: a run failed"),
    "blocked": N_("{company}: numbers are held back"),
    "stale": N_("{company}: a source is too old"),
    "not_started": N_("{company}: a run did not start"),
}
_PAGE_FAILED = N_("{company}: a report could not be made")


def told(
    workspace: Workspace,
    folder: Path | None,
    kind: Kind | None = None,
    *,
    why: Sequence[str] = (),
    language: str = "",
) -> Notice:
    """Tell of a run in words; `why` says first what no folder tells, such as what was refused.

    Without a kind it is that of the folder: `failed` first; `stale` where all that is held back
    is so because a source is too old. Language is the run's own; of a run without a folder it is
    `language`, else the workspace's.
    """
    run = _read(folder) if folder else {}
    spoken = str(run.get("language") or language or workspace.settings.language)
    words = text.load(spoken)
    found = kind or (_kind(run) if run else "failed")
    lines = (*why, *_problems(run, words), *_said(run))
    made = tuple(page["name"] for page in run.get("pages", []) if page["state"] == "ok")
    return Notice(found, _title(workspace, found, run, words), lines, folder, made, spoken)


def _title(workspace: Workspace, kind: Kind, run: Mapping[str, Any], words: Text) -> str:
    """Give a title: whose, what happened, of which day."""
    title = _PAGE_FAILED if run and kind == "failed" else _TITLES[kind]
    said = words(title, company=workspace.settings.company)
    return f"{said} ({words.day(date.fromisoformat(run['as_of']))})" if run else said


def _read(folder: Path) -> dict[str, Any]:
    """Read what a run wrote of itself."""
    try:
        run: dict[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RevopsError(
            f"{folder.name} holds no finished run ({type(error).__name__}). Run: revops run"
        ) from None
    return run


def _kind(run: Mapping[str, Any]) -> Kind:
    """Say of which kind a run is, the worst first."""
    if any(page["state"] != "ok" for page in run["pages"]):
        return "failed"
    blocked = run["checks"]["blocked"]
    if blocked and all(STALE in why for why in blocked.values()):
        return "stale"
    return "blocked" if blocked else "done"


def _problems(run: Mapping[str, Any], words: Text) -> list[str]:
    """Say which pages could not be made, and what holds numbers back."""
    if not run:
        return []
    failed = [
        words(
            N_("{page} could not be made: it stopped at its cell {cell} ({error})."),
            page=_titled(page),
            cell=page["failure"]["cell"],
            error=page["failure"]["error"],
        )
        for page in run["pages"]
        if page["failure"]
    ]
    why = " ".join(run["checks"]["blocked"].values())
    held = [
        words(N_("Numbers are held back: {reason}"), reason=words(check["description"]))
        for check in run["checks"]["failed"]
        if check["severity"] == "critical" and check["description"] in why
    ]
    return list(dict.fromkeys([*failed, *held, *_old(run, words)]))


def _old(run: Mapping[str, Any], words: Text) -> list[str]:
    """Say which sources are too old."""
    return [
        words(
            N_("{source}: its newest record is {days} days old; its limit is {limit}."),
            source=source.strip(),
            days=int(days),
            limit=int(limit),
        )
        for check in run["checks"]["failed"]
        if check["description"] == STALE
        for source, days, limit in _OLD.findall(check["examples"])
    ]


def _said(run: Mapping[str, Any]) -> list[str]:
    """Give the bottom line of the weekly review, then the first sentence of every other page."""
    pages = run.get("pages", [])
    first = [line for page in pages if page["name"] == FIRST for line in page.get("said", [])]
    others = [page for page in pages if page["name"] != FIRST and page.get("said")]
    return [*first, *(f"{_titled(page)}: {page['said'][0]}" for page in others)]


def _titled(page: Mapping[str, Any]) -> str:
    """Give a page's title in the run's language."""
    return str(page.get("title") or page["name"])
