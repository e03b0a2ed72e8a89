"""Do two hundred runs in a row grow? Memory, open files, child processes, disk, temporary folders.

    python benchmarks/soak.py [N] [--sample]

N runs (200) in one process, each a day later than the one before, on a small workspace of two
notebooks, or with --sample on the whole sample. Prints what each tenth run left, and the slope of
each measure after ten runs to warm up, with the bound that it must keep. Exit code 1 where one
does not.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import psutil

from revops.runs.carry_out import carry_out
from revops.runs.request import Request
from revops.runs.sweep import CHECKS
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[1]
WARM_UP = 10
FIRST = date(2026, 1, 1)
#: Kept checks are bounded by their number, which is reached by then.
FULL = CHECKS + 2
#: By how much each may grow in a run, once warm. `told_kb` are the history, a row a run, and the
#: trend of the checks, a small file a day.
BOUNDS = {
    "rss_mb": 0.5,
    "handles": 0.0,
    "children": 0.0,
    "threads": 0.0,
    "temporary": 0.0,
    "state_kb": 1.0,
    "pages_kb": 1.0,
    "told_kb": 16.0,
}
KEPT = "[history]\nkeep_runs = 20\nkeep_pages = 4\n"


@dataclass(frozen=True)
class Left:
    """What is there after one run."""

    run: int
    exit_code: int
    rss_mb: float
    handles: int
    children: int
    threads: int
    temporary: int
    state_kb: float
    pages_kb: float
    told_kb: float


def size(folder: Path) -> float:
    """Add up the files of a folder, in KB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024


def measured(run: int, code: int, root: Path) -> Left:
    """Measure this process and a workspace."""
    process, state = psutil.Process(), root / ".revops"
    told = size(state / "trend") + sum(
        path.stat().st_size / 1024 for path in state.glob("history.sqlite*")
    )
    return Left(
        run,
        code,
        process.memory_info().rss / 2**20,
        process.num_fds() if hasattr(process, "num_fds") else process.num_handles(),
        len(process.children(recursive=True)),
        process.num_threads(),
        len(list(Path(tempfile.gettempdir()).glob("revops-*"))),
        size(state) - told,
        size(root / "reports"),
        told,
    )


def soak(root: Path, n: int, say: Callable[[Left], None] = lambda _: None) -> Iterator[Left]:
    """Run a workspace n times, each a day later."""
    workspace = open_workspace(root)
    for run in range(1, n + 1):
        done = carry_out(workspace, Request(as_of=FIRST + timedelta(days=run)))
        left = measured(run, done.exit_code, root)
        say(left)
        yield left


def slopes(found: list[Left]) -> dict[str, float]:
    """Give by how much each measure grows in a run, by least squares, once it is warm."""
    warm = {name: [e for e in found if e.run > WARM_UP] for name in BOUNDS}
    warm["state_kb"] = [e for e in found if e.run > FULL] or warm["state_kb"]
    return {name: slope(name, kept) for name, kept in warm.items()}


def slope(name: str, found: list[Left]) -> float:
    """Give by how much one measure grows in a run."""
    runs, values = [each.run for each in found], [asdict(each)[name] for each in found]
    return float(np.polyfit(runs, values, 1)[0])


def small(folder: Path) -> Path:
    """Write a small workspace: the cast of the tests, and two of the notebooks."""
    sys.path.insert(0, str(ROOT))
    from tests.conftest import CAST, SETTINGS

    shutil.copytree(ROOT / "agreement", folder / "agreement")
    for name, text in CAST.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    chosen = f"{KEPT}[reports]\nperiod = 'day'\nnotebooks = {json.dumps(['wins', 'promises'])}\n"
    settings = SETTINGS.replace("as_of = 2026-06-30\n", "")
    (folder / "revops.toml").write_text(f"{settings}\n{chosen}", "utf-8")
    return folder


def whole(folder: Path) -> Path:
    """Copy the sample's workspace."""
    for name in ("agreement", "data/sample"):
        shutil.copytree(ROOT / name, folder / name)
    text = (ROOT / "revops.toml").read_text("utf-8")
    (folder / "revops.toml").write_text(f"{text}\n{KEPT}", "utf-8")
    return folder


def row(left: Left) -> str:
    """Write one line of the table."""
    return "".join(f"{value:11.0f}" for value in asdict(left).values())


def main() -> None:
    """Run, print, and judge."""
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    with tempfile.TemporaryDirectory(prefix="soak-") as place:
        tempfile.tempdir = place  # others' folders are not counted
        root = (whole if "--sample" in sys.argv else small)(Path(place) / "w")
        print("".join(f"{name:>11}" for name in Left.__annotations__), flush=True)
        tell = lambda left: left.run % 10 == 1 and print(row(left), flush=True)  # noqa: E731
        found = list(soak(root, numbers[0] if numbers else 200, tell))
    grown = slopes(found)
    print("\neach run adds, after ten:")
    for name, slope in grown.items():
        print(f"{name:>11}{slope:11.3f}   bound {BOUNDS[name]}")
    codes = {each.exit_code for each in found}
    print(f"exit codes: {sorted(codes)}")
    sys.exit(int(any(slope > BOUNDS[name] + 0.01 for name, slope in grown.items())))


if __name__ == "__main__":
    main()
