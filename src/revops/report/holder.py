"""Who holds a lock: its process, its host, and whether it still shows signs of life.

The system lets go the lock of a process that ends. What a killed one leaves is this file, and
where a folder is shared between hosts and its drive keeps no locks, this file is all there is:
its holder touches it every few seconds, and it is left alone as long as it does.
"""

import json
import os
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

BEAT_SECONDS = 10.0
#: A holder on another host that was silent for so long is taken for dead.
SILENT_SECONDS = 60.0


@dataclass(frozen=True)
class Holder:
    """A process and the host that it runs on.

    >>> print(Holder(12, "office"), Holder(12, platform.node()), sep="; ")
    process 12 on office; process 12
    """

    pid: int
    host: str

    @property
    def is_here(self) -> bool:
        """Say whether it is of this host."""
        return self.host in ("", platform.node())

    def __str__(self) -> str:
        return f"process {self.pid}" + ("" if self.is_here else f" on {self.host}")


def holder_of(path: Path) -> Holder | None:
    """Read who holds a lock, where that was written down."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(path.read_text("utf-8"))
        return Holder(found, "") if isinstance(found, int) else Holder(found["pid"], found["host"])
    return None


def seconds_silent(path: Path) -> float:
    """Give how long ago a holder last touched its file, by the clock of the drive that it is on."""
    probe = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        probe.write_bytes(b"")
        return probe.stat().st_mtime - path.stat().st_mtime
    finally:
        probe.unlink(missing_ok=True)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Write down that this process holds a lock, and show that it lives while the work goes on."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT_SECONDS):
            with suppress(OSError):
                os.utime(path)

    path.write_text(json.dumps({"pid": os.getpid(), "host": platform.node()}), "utf-8")
    beating = threading.Thread(target=beat, name=f"holds {path.name}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join()
        path.unlink(missing_ok=True)
