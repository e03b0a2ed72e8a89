"""What a form asked for, and how far it is."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any


@dataclass(frozen=True)
class Wanted:
    """A run that a form asks for: one report, in one language, as of a day, with its values."""

    root: str
    report: str
    title: str
    language: str
    as_of: date
    given: Mapping[str, str]

    def message(self) -> dict[str, Any]:
        """Write it for the process that carries it out."""
        return {
            "root": self.root,
            "report": self.report,
            "language": self.language,
            "as_of": self.as_of.isoformat(),
            "given": dict(self.given),
        }


@dataclass
class Asked:
    """A run that was asked for: the steps that it began, and at its end what came of it.

    `page` is the address of the page inside the reports folder, once it is made.
    """

    wanted: Wanted
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    steps: list[str] = field(default_factory=list)
    began: float = field(default_factory=monotonic)
    ended: float = 0.0
    exit_code: int | None = None
    is_busy: bool = False
    page: str = ""
    messages: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Say whether the run has ended, well or not."""
        return self.exit_code is not None

    @property
    def state(self) -> str:
        """Name how it stands: running, made, blocked (made in part), busy or failed."""
        if not self.is_over:
            return "running"
        if self.exit_code in (0, 1) and self.page:
            return "blocked" if self.exit_code else "made"
        return "busy" if self.is_busy else "failed"

    @property
    def seconds(self) -> int:
        """How many whole seconds it has taken."""
        return int((self.ended or monotonic()) - self.began)

    def told(self, line: Mapping[str, Any]) -> None:
        """Take what the process says: a step that begins, or the outcome."""
        if "step" in line:
            self.steps.append(str(line["step"]))
        elif "exit_code" in line:
            self.page, self.messages = str(line["page"]), list(line["messages"])
            self.is_busy, self.exit_code = bool(line["is_busy"]), int(line["exit_code"])
            self.ended = monotonic()
