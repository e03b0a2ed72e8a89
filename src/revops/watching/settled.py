"""Wait for a change, and then until the files are whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from revops.watching.looked_at import Change, Look, change
from revops.watching.whole import unfinished


@dataclass
class Settled:
    """Looks at the disk again and again, until what changed has come to rest.

    `looks` gives the disk as it is; `wait` waits for at most so many seconds and says whether the
    watching goes on. Both are given, so that a test needs no time.
    """

    looks: Callable[[], Look]
    wait: Callable[[float], bool]
    tell: Callable[[str], None]
    settle_seconds: float = 1.0
    idle_seconds: float = 5.0
    is_due: Callable[[], bool] = lambda: False

    def next(self, before: Look) -> tuple[Change, Look] | None:
        """Give the next change against a look and the look that it ends in; none at the end.

        Where a run `is_due` without any, the change is empty.
        """
        for now in self._quiet(before):
            found = change(before, now)
            if found or self.is_due():
                return found, now
        return None

    def _quiet(self, before: Look) -> Iterator[Look]:
        """Give each look that equals the one before it, and holds no half-written file."""
        last, told = before, ""
        seconds = self.idle_seconds
        while self.wait(seconds):
            now = self.looks()
            is_still = now == last
            half = ", ".join(_half(before, now)) if is_still else ""
            if half and half != told:
                self.tell(f"not whole yet: {half}")
            if is_still and not half:
                yield now
            seconds = self.settle_seconds if now != before else self.idle_seconds
            last, told = now, half or told


def _half(before: Look, now: Look) -> list[str]:
    """Name the files that are new or changed, and whose end is not there yet."""
    return unfinished(path for path in now if now[path] != before.get(path))
