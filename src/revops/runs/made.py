"""What one run made in one language, as its run.json tells it, in the columns of the history."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A finished folder of pages: where it is, its exit code, what to tell, and its record."""

    index: Path
    exit_code: int
    messages: list[str]
    language: str
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder of the pages."""
        return self.index.parent


def record_of(folder: Path) -> dict[str, Any]:
    """Read a folder's run.json; nothing where there is none, or a torn one."""
    with suppress(OSError, ValueError):
        found = json.loads((folder / "run.json").read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def summary(made: Made) -> Row:
    """Give what the run's own row tells of it."""
    source, days = made.record.get("oldest") or (None, None)
    return {
        "snapshot": made.record.get("snapshot"),
        "oldest_source": source,
        "oldest_age_days": days,
    }


def inputs(made: Made) -> list[Row]:
    """Give one row a file that was read, with the age of its export."""
    ages = {each["export"]: each for each in made.record.get("sources", [])}
    return [
        {
            **{name: each.get(name) for name in ("path", "source", "sha256", "bytes", "n_rows")},
            **{name: ages.get(each.get("export"), {}).get(name) for name in ("newest", "age_days")},
        }
        for each in made.record.get("inputs", [])
    ]


def pages(made: Made) -> list[Row]:
    """Give one row a page."""
    seconds = made.record.get("seconds", {}).get("by_notebook", {})
    return [
        {
            "language": made.language,
            "folder": made.folder.name,
            "name": each["name"],
            "title": each.get("title"),
            "state": each["state"],
            "seconds": seconds.get(each["name"]),
            "message": _failure(each.get("failure")),
        }
        for each in made.record.get("pages", [])
    ]


def _failure(failure: Mapping[str, Any] | None) -> str:
    """Say which cell failed; what it said stands on the page."""
    return f"cell {failure['cell']}: {failure['error']}" if failure else ""


def steps(made: Made) -> list[Row]:
    """Give one row a step, then one a notebook."""
    every = dict(made.record.get("seconds", {}))
    by_notebook = every.pop("by_notebook", {})
    told = every | {f"notebook {name}": seconds for name, seconds in by_notebook.items()}
    return [{"language": made.language, "step": k, "seconds": v} for k, v in told.items()]


def checks(made: Made) -> list[Row]:
    """Give one row a check that failed."""
    names = ("table", "severity", "description", "owner", "n_failed", "n_rows")
    failed = made.record.get("checks", {}).get("failed", [])
    return [{name: each.get(name) for name in names} for each in failed]


def day_of(made: Made) -> date | None:
    """Give the as-of day of the pages."""
    told = made.record.get("as_of")
    return date.fromisoformat(told) if told else None
