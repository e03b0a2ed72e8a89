"""What a proposal found and wrote, for people to read."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Proposal:
    """The files by how sure they are, the questions, and the files that were written.

    `matched` and `guessed` pair a path with its source and tables, `unplaced` with the reason.
    """

    folder: Path
    matched: list[tuple[str, str]] = field(default_factory=list)
    guessed: list[tuple[str, str]] = field(default_factory=list)
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    n_known: int = 0

    @property
    def n_new(self) -> int:
        """Count the files that were looked at for the first time."""
        return len(self.matched) + len(self.guessed) + len(self.unplaced)
