"""What is told of a run, and what became of telling it."""

from dataclasses import dataclass
from pathlib import Path

from revops.workspace.delivery import Kind

#: The page that a notice is about, where a run made it.
FIRST = "weekly_review"


@dataclass(frozen=True)
class Notice:
    """One thing to tell: a title, the sentences below it, and the pages that were made.

    `folder` is the folder of the run, None where there is none; `pages` names those made in it,
    of which a channel may take some along. `language` is that of title and lines.
    """

    kind: Kind
    title: str
    lines: tuple[str, ...] = ()
    folder: Path | None = None
    pages: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Sent:
    """What became of one notice on one channel; `why` says what went wrong, without a secret.

    `service` is what kind of channel it is (Email, Slack), `n` which address of the channel's.

    >>> print(Sent("team", True, service="Slack"))
    team: sent by Slack
    >>> print(Sent("boss", False, "the server answered 500", service="Email", n=2))
    boss (address 2): failed by Email: the server answered 500
    """

    name: str
    ok: bool
    why: str = ""
    service: str = ""
    n: int = 1

    def __str__(self) -> str:
        """Tell it on a terminal or in a log."""
        place = f"{self.name} (address {self.n})" if self.n > 1 else self.name
        by = f" by {self.service}" if self.service else ""
        return f"{place}: sent{by}" if self.ok else f"{place}: failed{by}: {self.why}"
