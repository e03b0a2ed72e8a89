"""Since when each job is known: a job that was written today did not miss last Monday.

The first command of `revops schedule` that sees a job, or sees it changed, writes it down in
`.revops/jobs.json`.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from revops.schedule.jobs import Timed

FILE = "jobs.json"


def known_since(folder: Path, jobs: Sequence[Timed], now: datetime) -> dict[str, datetime]:
    """Give for each job when it was first seen as it is; write down what is new.

    Where the folder cannot be written, an unknown job is known from now on.
    """
    path = folder / FILE
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".jobs.lock"):
            before = _read(path)
            after = _brought_up(before, jobs, now)
            if after != before:
                _write(path, after)
            return _moments(after)
    return _moments(_brought_up(_read(path), jobs, now))


def _brought_up(
    before: Mapping[str, Any], jobs: Sequence[Timed], now: datetime
) -> dict[str, dict[str, str]]:
    """Keep what is unchanged; a job seen in the future (by a clock set wrong) is seen now."""
    after = {}
    for each in jobs:
        row = {"cron": each.job.cron, "zone": each.zone, "since": now.isoformat()}
        found = before.get(each.name)
        old = found if isinstance(found, dict) else {}
        is_same = all(old.get(key) == row[key] for key in _SAME)
        if is_same and _is_past(str(old.get("since")), now):
            row["since"] = str(old["since"])
        after[each.name] = row
    return after


_SAME = ("cron", "zone")


def _is_past(text: str, now: datetime) -> bool:
    try:
        return datetime.fromisoformat(text) <= now
    except (ValueError, TypeError):
        return False


def _moments(rows: Mapping[str, Mapping[str, str]]) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(row["since"]) for name, row in rows.items()}


def _read(path: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def _write(path: Path, rows: Mapping[str, Any]) -> None:
    """Write it whole: a reader sees the old file or the new one."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(json.dumps(rows, indent=1), "utf-8")
    aside.replace(path)
