"""What is asked of a run, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

Trigger = Literal["hand", "schedule", "watch", "serve"]


@dataclass(frozen=True)
class Request:
    """What is asked of a run; no languages are the workspace's, no reports are all.

    A run that is tried again where a fault may pass says so by `is_last_try=False`: such a fault
    is then written into the history, and neither shown on pages nor told in a notice.
    """

    as_of: date
    languages: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    out: Path | None = None
    load_name: str = ""
    trigger: Trigger = "hand"
    job: str = ""
    due_at: datetime | None = None
    deliver: bool = False
    is_last_try: bool = True


@dataclass(frozen=True)
class Outcome:
    """What came of a run: its number in the history, its exit code, its indexes, what to tell.

    `is_passing` says that a fault may mend by itself (another run holds the folder, the disk or
    the network failed), so that trying again makes sense; a check or a notebook never is.
    """

    run_id: int
    exit_code: int
    indexes: tuple[Path, ...]
    messages: list[str]
    is_passing: bool = False
