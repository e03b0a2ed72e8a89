"""How long do checks take, and how much memory, against the peers?

    pip install -e ".[bench]"
    python benchmarks/checks.py [ROWS ...]          (1,000,000 and 5,000,000 unless said)

Each side gets the same Parquet file, 8 and 45 expectations, and a process of its own. Imports
stay outside of the time; reading the file is told apart. A side answers what it has built in:
`checks` says how many of them. The peak is of the whole process, with imports and data. Machines
are noisy: compare within one run, as a ratio.
"""

import json
import resource
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checks_sides import SIDES
from checks_suites import SUITES, write

ITSELF = [sys.executable, "-W", "ignore", __file__]
NEEDS = {"pandera": "pandera", "this engine, pandera's checks": "pandera"}
NEEDS["pointblank"] = "pointblank"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(name: str, n_checks: int, place: Path) -> None:
    """Run one side in this process; print what it took."""
    side = SIDES[name]()
    imported = _peak()
    read, checked, n_known = side(place, SUITES[n_checks])
    told = {"read": read, "checked": checked, "known": n_known}
    print(json.dumps(told | {"imported": imported, "peak": _peak()}))


def run(name: str, n_checks: int, place: Path) -> dict[str, Any]:
    """Run one side in a process of its own."""
    command = [*ITSELF, "--side", name, str(n_checks), str(place)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def line(rows: int, n_checks: int, name: str, told: dict[str, Any], whole: float) -> str:
    """Write one line of the table; `whole` is what this engine took on the file."""
    total = told["read"] + told["checked"]
    times = f"{told['read']:.1f} | {told['checked']:.1f} | {total / whole:.1f}"
    memory = f"{told['peak']:,.0f} MB ({told['imported']:,.0f} after imports)"
    return f"| {rows:,} x {n_checks} | {name} | {told['known']} | {times} | {memory} |"


def compare(rows: int, place: Path) -> None:
    """Measure every side on one file."""
    for n_checks in SUITES:
        whole = 0.0
        for name in SIDES:
            if name in NEEDS and find_spec(NEEDS[name]) is None:
                print(f"| {rows:,} x {n_checks} | {name} | not installed |")
                continue
            told = run(name, n_checks, place)
            whole = whole or told["read"] + told["checked"]
            print(line(rows, n_checks, name, told, whole), flush=True)


def main() -> None:
    """Measure all sides for each number of rows."""
    if sys.argv[1:2] == ["--side"]:
        measure(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
        return
    if sys.argv[1:2] == ["--write"]:
        write(int(sys.argv[2]), Path(sys.argv[3]))
        return
    print("| rows x checks | side | checks | read (s) | checked (s) | whole, ratio | peak |")
    print("|---|---|---|---|---|---|---|")
    for rows in [int(text) for text in sys.argv[1:]] or [1_000_000, 5_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "touchpoints.parquet"
            # apart: what this process holds would count as its children's peak
            subprocess.run([*ITSELF, "--write", str(rows), str(place)], check=True)
            compare(rows, place)


if __name__ == "__main__":
    main()
