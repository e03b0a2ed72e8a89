"""The folders of pages that the front page lists: what each holds, and from when and what it is."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from revops import history
from revops.report.run import period_of
from revops.report.site import Entry
from revops.runs import not_made
from revops.runs.made import record_of
from revops.runs.red import made_at
from revops.workspace import Workspace


@dataclass(frozen=True)
class Folder:
    """One folder of pages; `made` is unknown where the history does not reach so far back.

    `is_main` is the folder of a whole period in the workspace's language, and not one of another
    language, of single reports, of an earlier load or of other values.
    """

    name: str
    as_of: date
    language: str
    pages: tuple[Entry, ...]
    load: str = ""
    oldest: tuple[str, int] | None = None
    made: datetime | None = None
    is_made: bool = True
    is_main: bool = False

    @property
    def href(self) -> str:
        """The address of its index, from the front page on."""
        return f"{quote(self.name)}/index.html"

    def page_href(self, page: Entry) -> str:
        """The address of one of its pages, from the front page on."""
        return f"{quote(self.name)}/{quote(page.href)}"


def folders(workspace: Workspace) -> list[Folder]:
    """List the folders of pages, the newest day first, and the workspace's language first."""
    there = [path for path in _inside(workspace.reports) if not path.name.startswith(".")]
    moments = made_at(history.runs(workspace.state), workspace, there)
    read = [_folder(path, moments.get(path)) for path in there]
    found = [
        replace(each, is_main=each.name == period_of(workspace, each.as_of))
        for each in read
        if each is not None
    ]
    own = workspace.settings.language
    by_name = sorted(found, key=lambda each: (each.language != own, len(each.name), each.name))
    return sorted(by_name, key=lambda each: each.as_of, reverse=True)


def _inside(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.is_dir()] if place.is_dir() else []


def _folder(path: Path, made: datetime | None) -> Folder | None:
    """Read one folder; one that is not ours, or whose record is torn, is left out."""
    is_made = not not_made.is_not_made(path)
    record = record_of(path) if is_made else _read(path / not_made.FILE)
    try:
        return Folder(
            name=path.name,
            as_of=date.fromisoformat(record["as_of"]),
            language=record["language"],
            pages=_pages(record["pages"], record.get("checks", {})),
            load=str(record.get("snapshot", ""))[:8],
            oldest=_pair(record.get("oldest")),
            made=made if is_made else None,
            is_made=is_made,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _read(path: Path) -> Mapping[str, Any]:
    with suppress(OSError, ValueError):
        found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        return found
    return {}


def _pair(found: Sequence[Any] | None) -> tuple[str, int] | None:
    return (str(found[0]), int(found[1])) if found else None


def _pages(told: Sequence[Mapping[str, Any]], checks: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Give each page with its title and question, and whether it is whole."""
    held = "blocked" if checks.get("blocked") else "ok"
    return tuple(
        Entry(
            each["name"],
            each.get("title") or each["name"],
            each.get("question") or "",
            "failed" if each["state"] == "failed" else held,  # type: ignore[arg-type]
        )
        for each in told
    )
