"""From a table of touches to credit by channel: how long, and how much memory?

    pip install -e ".[dev,bench]"
    python benchmarks/attribution.py [TOUCHES ...]        (1,000,000 and 10,000,000 unless said)
    python benchmarks/attribution.py --only TEXT [TOUCHES ...]     sides whose name holds TEXT

Twelve channels, five touches a contact, a deal for every twentieth contact. Each side gets the
same two Parquet files and a process of its own. Building paths is part of it; imports are not.
The peak is of the whole process, with imports and data. Other work on the machine stretches the
time on the clock, less so that of the processor: ratios are given for both.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from attribution_sides import NEEDS, SIDES, write

ITSELF = [sys.executable, "-W", "ignore", __file__]


def measure(name: str, folder: Path) -> None:
    """Run one side in this process; print what its steps took."""
    side = SIDES[name]()
    steps, clock, processor = [], perf_counter(), process_time()
    for step in side(folder):
        steps.append((step, perf_counter() - clock, process_time() - processor))
        clock, processor = perf_counter(), process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"steps": steps, "peak": peak}))


def run(name: str, folder: Path) -> dict[str, Any]:
    """Run one side in a process of its own."""
    told = subprocess.run(
        [*ITSELF, "--side", name, str(folder)], check=True, capture_output=True, text=True,
        env=os.environ | {"MPLBACKEND": "agg"},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def compare(n: int, folder: Path, only: str) -> None:
    """Measure every side on the same files."""
    whole: tuple[float, float] | None = None
    for name in SIDES:
        if only not in name and name != "this package":
            continue
        if name in NEEDS and find_spec(NEEDS[name]) is None:
            print(f"| {n:,} | {name} | not installed |")
            continue
        told = run(name, folder)
        clock, processor = (sum(step[at] for step in told["steps"]) for at in (1, 2))
        if name == "this package":
            whole = clock, processor
        ratios = f"{clock / whole[0]:.1f} | {processor / whole[1]:.1f}" if whole else " | "
        steps = "; ".join(f"{step} {seconds:.2f}" for step, _, seconds in told["steps"])
        print(f"| {n:,} | {name} | {clock:.2f} | {processor:.2f} | {ratios} |"
              f" {told['peak']:.2f} GB | {steps} |", flush=True)  # fmt: skip


def main() -> None:
    """Measure all sides for each number of touches."""
    given = sys.argv[1:]
    if given[:1] == ["--side"]:
        measure(given[1], Path(given[2]))
        return
    if given[:1] == ["--write"]:
        write(int(given[1]), Path(given[2]))
        return
    only, sizes = (given[1], given[2:]) if given[:1] == ["--only"] else ("", given)
    print(
        "| touches | side | clock (s) | CPU (s) | clock, ratio | CPU, ratio | peak | CPU by step |"
    )
    print("|--:|---|--:|--:|--:|--:|--:|---|")
    for n in [int(text) for text in sizes] or [1_000_000, 10_000_000]:
        with tempfile.TemporaryDirectory() as name:
            # apart: what this process holds would count as its children's peak
            subprocess.run([*ITSELF, "--write", str(n), name], check=True)
            compare(n, Path(name), only)


if __name__ == "__main__":
    main()
