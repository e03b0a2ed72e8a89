"""How long does a whole run take, by step, against papermill and nbconvert one notebook at a time?

    make benchmark            # or: python benchmarks/run.py [WORKSPACE]

Both sides start from nothing kept: no snapshot, no checks. The peer is what one would write
without this package's report layer: `papermill` then `jupyter nbconvert --no-input`, as commands,
for each notebook in turn. Machines are noisy: compare the two within one run, as a ratio.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]


def copy_of(workspace: Path, folder: Path) -> Path:
    """Copy what makes a workspace, without what was kept."""
    place = folder / "workspace"
    place.mkdir(parents=True)
    for name in ("revops.toml", "agreement", "data", "notebooks", "expectations"):
        source = workspace / name
        if source.is_dir():
            shutil.copytree(source, place / name)
        elif source.is_file():
            shutil.copyfile(source, place / name)
    return place


def timed(command: list[str], **options: str) -> float:
    """Run a command; give its seconds."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment, **options)  # type: ignore[call-overload]
    return perf_counter() - start


def ours(workspace: Path) -> tuple[float, dict[str, object]]:
    """Time `revops run`."""
    out = workspace / "out"
    command = [sys.executable, "-m", "revops", "run", "-w", str(workspace), "--out", str(out)]
    seconds = timed(command)
    (record,) = out.glob("*/run.json")
    return seconds, json.loads(record.read_text("utf-8"))["seconds"]


def peer(workspace: Path) -> tuple[float, int]:
    """Time papermill and nbconvert, one notebook after the other."""
    spent, notebooks = 0.0, sorted((ROOT / "notebooks").glob("*.ipynb"))
    for path in notebooks:
        done = workspace / f"{path.stem}.done.ipynb"
        papermill = [sys.executable, "-m", "papermill", str(path), str(done), "-k", "python3"]
        spent += timed([*papermill, "-p", "workspace", str(workspace)])
        convert = [sys.executable, "-m", "nbconvert", "--to", "html", "--no-input", str(done)]
        spent += timed(convert)
    return spent, len(notebooks)


def main() -> None:
    """Measure both, and say how they compare."""
    workspace = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory() as folder:
        first, steps = ours(copy_of(workspace, Path(folder) / "ours"))
        again = timed(
            [sys.executable, "-m", "revops", "run", "-w", str(Path(folder) / "ours/workspace")]
        )
        other, n = peer(copy_of(workspace, Path(folder) / "peer"))
    print(f"revops run, nothing kept       {first:7.1f} s")
    for step, seconds in steps.items():
        print(f"  {step:<28} {seconds}")
    print(f"revops run, checks kept        {again:7.1f} s")
    print(f"papermill + nbconvert, {n} times {other:7.1f} s")
    print(f"ratio                          {first / other:7.2f}  (kept: {again / other:.2f})")


if __name__ == "__main__":
    main()
