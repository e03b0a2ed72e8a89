"""Do two hundred runs in a row grow? Memory, open files, child processes, disk, temporary folders.

    python benchmarks/soak.py [N] [--sample]

N runs (200) in one process, each a day later than the one before: on a small workspace of two
notebooks, or with --sample on a smaller sample: five leads a week instead of 48 (`revops sample
--leads-per-week 5`), with all of its exports and checks, and one page a run, of four that take
turns; 200 runs of the whole sample with all of its pages would take three hours. The exports stay
as they are, and old exports rightly block a page, so the small workspace lets its sources grow old:
every run must end well.

Prints what each tenth run left, and the slope of each measure once it is warm, with the bound that
it must keep. Exit code 1 where one does not, or where a run did not end well. Memory is judged over
the second half of the runs, since what is loaded once reaches its size and keeps it, while a leak
goes on. The heap of the engine that draws charts takes some 600 pictures for that, which are drawn
before the first run.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import psutil

from revops.report.stills import still
from revops.runs.carry_out import carry_out
from revops.runs.clock import now
from revops.runs.request import Request
from revops.runs.sweep import CHECKS
from revops.sample import leads_of, write_sample
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[1]
WARM_UP = 10
PICTURES = 600
#: Leads a week of the sample that is soaked, and the pages of it that take turns.
LEADS_PER_WEEK = 5
PAGES = ("pipeline", "funnel", "speed_to_lead", "data_quality")
#: The day before the first run: of the small workspace that on which the last of its story is
#: known, since pages hold what was known on their day. The sample's exports reach back two years.
FIRST = date(2026, 5, 5)
FIRST_OF_SAMPLE = date(2026, 1, 1)
#: Kept checks are bounded by their number, and the trend of the checks by its days: by then both
#: have reached it.
FULL = CHECKS + 2
#: By how much each may grow in a run, once warm. `told_kb` are the history, a row a run, and the
#: trend of the checks, a small file a day. Polars' threads that read files come and go.
BOUNDS = {
    "rss_mb": 0.1,
    "handles": 0.0,
    "children": 0.0,
    "threads": 0.1,
    "temporary": 0.0,
    "state_kb": 1.0,
    "pages_kb": 1.0,
    "told_kb": 1.0,
}
#: The small workspace's exports end in spring: none is too old for its limit.
OLD_DAYS = 3650
KEPT = f"[history]\nkeep_runs = 20\nkeep_pages = 4\nkeep_load_days = {CHECKS}\n"


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


def clock_of(day: date) -> Callable[[], datetime]:
    """Give a clock that goes as fast as the real one, and stands on a day."""
    ahead = day - now().date()
    return lambda: now() + ahead


def soak(
    root: Path,
    n: int,
    say: Callable[[Left], None] = lambda _: None,
    pages: Sequence[str] = (),
    first: date = FIRST,
) -> Iterator[Left]:
    """Run a workspace n times, each a day later; pages that are named take turns, one a run."""
    workspace = open_workspace(root)
    for run in range(1, n + 1):
        chosen = tuple(pages[run % len(pages) :][:1]) if pages else ()
        day = first + timedelta(days=run)
        done = carry_out(workspace, Request(as_of=day, reports=chosen), now=clock_of(day))
        left = measured(run, done.exit_code, root)
        say(left)
        if done.exit_code:
            print(f"run {run}: {done.messages}", file=sys.stderr, flush=True)
        yield left


def slopes(found: list[Left]) -> dict[str, float]:
    """Give by how much each measure grows in a run, by least squares, once it is warm."""
    half = max(WARM_UP, len(found) // 2)
    warm = {name: [e for e in found if e.run > WARM_UP] for name in BOUNDS}
    warm["rss_mb"] = [e for e in found if e.run > half]
    for name in ("state_kb", "told_kb"):
        warm[name] = [e for e in found if e.run > FULL] or warm[name]
    return {name: slope(name, kept) for name, kept in warm.items()}


def slope(name: str, found: list[Left]) -> float:
    """Give by how much one measure grows in a run; of fewer than two runs nothing is known."""
    if len(found) < 2:
        return 0.0
    runs, values = [each.run for each in found], [asdict(each)[name] for each in found]
    return float(np.polyfit(runs, values, 1)[0])


def draw(pictures: int) -> None:
    """Draw bars so many times, of more and more points."""
    axes = {axis: {"field": axis, "type": "quantitative"} for axis in "xy"}
    for number in range(pictures):
        values = [{"x": x, "y": (x * 7 + number) % 11} for x in range(20 + number % 60)]
        still({"data": {"values": values}, "mark": "bar", "encoding": axes})


def small(folder: Path) -> Path:
    """Write a small workspace: the cast of the tests, and two of the notebooks."""
    sys.path.insert(0, str(ROOT))
    from tests.conftest import CAST, SETTINGS

    shutil.copytree(ROOT / "agreement", folder / "agreement")
    for name, text in CAST.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    chosen = f"{KEPT}[reports]\nperiod = 'day'\nnotebooks = {json.dumps(['wins', 'promises'])}\n"
    settings = SETTINGS.replace("as_of = 2026-06-30\n", "")
    settings = settings.replace('.csv"', f'.csv", freshness_days = {OLD_DAYS}')
    (folder / "revops.toml").write_text(f"{settings}\n{chosen}", "utf-8")
    return folder


def sample(folder: Path) -> Path:
    """Write the sample at a few leads a week, with the sample's own settings."""
    shutil.copytree(ROOT / "agreement", folder / "agreement")
    write_sample(folder / "data/sample", n_leads=leads_of(LEADS_PER_WEEK))
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
        is_sample = "--sample" in sys.argv
        root = (sample if is_sample else small)(Path(place) / "w")
        draw(PICTURES)
        pages, first = (PAGES, FIRST_OF_SAMPLE) if is_sample else ((), FIRST)
        print("".join(f"{name:>11}" for name in Left.__annotations__), flush=True)
        tell = lambda left: left.run % 10 == 1 and print(row(left), flush=True)  # noqa: E731
        found = list(soak(root, numbers[0] if numbers else 200, tell, pages, first))
    grown = slopes(found)
    print("\neach run adds, once warm:")
    for name, slope in grown.items():
        print(f"{name:>11}{slope:11.3f}   bound {BOUNDS[name]}")
    codes = {each.exit_code for each in found}
    print(f"exit codes: {sorted(codes)}")
    over = [name for name, slope in grown.items() if slope > BOUNDS[name] + 0.01]
    sys.exit(int(bool(over) or codes != {0}))


if __name__ == "__main__":
    main()
