"""A run that is killed, at a hundred seeded moments: the pages stand, and the next run makes good.

Eighty are touches of a file (just before it, or with the file half written) in runs whose
notebooks are taken from a run before; twenty are moments of the clock in runs with kernels.
"""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.unattended.conftest import WEEK, bytes_of

from revops import history, store

SEED = 20260630
BY_TOUCH, BY_TIME, BATCHES = 80, 20, 4
LATER = "106,Farid,Fuentes,farid@delta.example"
NEWER = f"107,Gala,Gil,gala@delta.example,,2026-05-02 09:00,Email,Delta,504,\n{LATER}"
Call = Callable[..., Any]


@dataclass(frozen=True)
class Start:
    """Where a run starts from, and what it gives where nobody disturbs it."""

    place: Path
    executed: str
    pages: dict[str, bytes]
    state: set[str]
    touches: list[str]
    seconds: float


def kept_names(root: Path) -> set[str]:
    """Name all that a workspace keeps, but the history's own files and what locks leave."""
    every = [path for folder in (".revops", "reports") for path in (root / folder).rglob("*")]
    names = {path.relative_to(root).as_posix() for path in every}
    return {
        name for name in names if not name.endswith((".lock", ".quarantine.holder", "-wal", "-shm"))
    }


def started(zygote: Any, place: Path, aside: Path) -> Start:
    """Make the run of a place undisturbed, on a copy: once with kernels, once without."""
    executed, told = str(aside / "executed.pkl"), aside / "touches.json"
    real, fast = (Path(shutil.copytree(place, aside / name / "w")) for name in ("real", "fast"))
    done = zygote(real, keep=executed)
    assert done["code"] == 0, done["said"]
    again = zygote(fast, executed=executed, told=str(told))
    assert again["code"] == 0, again["said"]
    pages = bytes_of(real / "reports" / WEEK)
    assert pages == bytes_of(fast / "reports" / WEEK)
    touches = told.read_text("utf-8").split(",")
    return Start(place, executed, pages, kept_names(fast), touches, done["seconds"])


@pytest.fixture(scope="module")
def starts(
    zygote: Any, small: Call, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Start]]:
    """A workspace that never ran, and one with pages whose exports have changed since."""
    base = tmp_path_factory.mktemp("killed")
    fresh = small(base / "fresh")
    (base / "a").mkdir()
    (base / "b").mkdir()
    first = started(zygote, fresh, base / "a")
    old = Path(shutil.copytree(base / "a" / "real" / "w", base / "old"))
    contacts = (old / "contacts.csv").read_text("utf-8")
    (old / "contacts.csv").write_text(contacts.replace(LATER, NEWER), "utf-8")
    second = started(zygote, old, base / "b")
    assert first.pages != second.pages
    yield [first, second]
    shutil.rmtree(base)


def after_the_kill(root: Path, start: Start, killed: dict[str, Any]) -> None:
    """Say what must hold at once: whole pages, a snapshot that reads, a run that is told."""
    assert killed["code"] == -9, killed["said"]
    folder, before = root / "reports" / WEEK, start.place / "reports" / WEEK
    if before.exists() or folder.exists():
        good = [start.pages, bytes_of(before)] if before.exists() else [start.pages]
        assert bytes_of(folder) in good
    state = root / ".revops"
    if (start.place / ".revops" / "current").exists() or (state / "current").exists():
        snapshot = store.read(state)
        assert snapshot.tables["leads"].height in (6, 7)
    n_before = history.runs(start.place / ".revops").height
    told = history.runs(state)
    assert told.height in (n_before, n_before + 1)
    if told.height > n_before:
        assert told["state"][0] in ("ok", "stopped")
        assert told["state"][0] == "stopped" or bytes_of(folder) == start.pages
    for page in (root / "reports").glob("*.html"):
        assert page.read_text("utf-8").endswith("</html>\n"), page.name


def after_the_next(root: Path, start: Start, done: dict[str, Any]) -> None:
    """Say what must hold after the next run: as if nobody had been killed."""
    assert done["code"] == 0, done["said"]
    assert "could not" not in done["said"]
    assert bytes_of(root / "reports" / WEEK) == start.pages
    assert store.read(root / ".revops").tables["leads"].height in (6, 7)
    told = history.runs(root / ".revops")
    assert told["state"][0] == "ok"
    assert "running" not in told["state"]
    assert kept_names(root) - start.state == set()


def a_day_later(root: Path) -> None:
    """Let what is half written be old: the next run removes it."""
    two_days_ago = time.time() - 2 * 86_400
    for path in [*root.rglob(".*")]:
        os.utime(path, (two_days_ago, two_days_ago))


def moments() -> list[tuple[int, float, bool]]:
    """Draw the moments: from which start, how far into the run, and whether a file is torn."""
    draw = random.Random(SEED)
    return [(n % 4 > 0, (n + draw.random()) / BY_TOUCH, n % 3 == 0) for n in range(BY_TOUCH)]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_killed_at_a_touch_of_a_file(
    batch: int, zygote: Any, starts: list[Start], tmp_path: Path
) -> None:
    for has_pages, share, is_torn in moments()[batch::BATCHES]:
        start = starts[has_pages]
        at = 1 + int(share * len(start.touches))
        where = f"touch {at}: {start.touches[at - 1]}, torn: {is_torn}"
        root = Path(shutil.copytree(start.place, tmp_path / f"{has_pages}-{at}" / "w"))
        killed = zygote(root, executed=start.executed, at=at, torn=is_torn)
        try:
            after_the_kill(root, start, killed)
            a_day_later(root)
            after_the_next(root, start, zygote(root, executed=start.executed))
        except AssertionError as error:
            error.add_note(where)
            raise
        shutil.rmtree(root.parent)


def gone(kernels: list[list[float]], seconds: float = 20) -> bool:
    """Wait until processes are gone; one that has another's number is not it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(is_there(int(pid), created) for pid, created in kernels):
            return True
        time.sleep(0.1)
    return False


def is_there(pid: int, created: float) -> bool:
    try:
        process = psutil.Process(pid)
        return process.create_time() == created and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("batch", range(2))
def test_killed_at_a_moment_of_the_clock(
    batch: int, zygote: Any, starts: list[Start], tmp_path: Path
) -> None:
    draw = random.Random(SEED + batch)
    kernels: list[list[float]] = []
    for n in range(BY_TIME)[batch::2]:
        start = starts[n % 4 > 0]
        seconds = start.seconds * (n + draw.random()) / BY_TIME
        root = Path(shutil.copytree(start.place, tmp_path / str(n) / "w"))
        killed = zygote(root, seconds=seconds)
        kernels += killed["own"]
        if killed["code"]:  # it may be done by then
            after_the_kill(root, start, killed)
        a_day_later(root)
        after_the_next(root, start, zygote(root, executed=start.executed))
        shutil.rmtree(root.parent)
    assert kernels
    assert gone(kernels)
