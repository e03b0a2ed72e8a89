"""`revops runs`, and a run through the door that people use: killed, twice at once, unreadable."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
SLOW = """import time
from pathlib import Path
while Path("wait").exists():
    Path("started").touch()
    time.sleep(0.1)"""
DOOR = "import sys; from revops.cli import main; main(sys.argv[1:])"


def test_runs_are_listed_the_newest_first(place: Any, go: Call, runner: Any, revops: Call) -> None:
    assert revops("runs", "-w", place.root).stdout == "no run has been written down yet\n"
    go(place)
    runner.error = ValueError("no rate")
    go(place, trigger="schedule", job="monday", reports=("wins",))
    last, first = revops("runs", "-w", place.root).stdout.splitlines()
    assert " ".join(first.split()) == "1 2026-06-30 07:00 ok 2 s data 2 d all reports"
    assert last.split()[:4] == ["2", "2026-06-30", "07:00", "failed"]
    assert "monday  ValueError: no rate" in last
    assert len(revops("runs", "-w", place.root, "--limit", "1").stdout.splitlines()) == 1
    rows = [
        json.loads(line)
        for line in revops("runs", "-w", place.root, "--json").stdout.split("\n")[:2]
    ]
    assert [(row["run_id"], row["state"], row["reports"]) for row in rows] == [
        (2, "failed", ["wins"]),
        (1, "ok", []),
    ]


def test_one_run_is_told_in_full(place: Any, go: Call, revops: Call) -> None:
    go(place)
    told = revops("runs", "1", "-w", place.root).stdout
    for part in ("state: ok", "inputs\n", "deals.csv", "steps\n", "notebook wins", "pages\n",
                 "From lead to customer", "log\n", "load"):  # fmt: skip
        assert part in told, part
    found = json.loads(revops("runs", "1", "-w", place.root, "--json").stdout)
    assert found["inputs"][0]["sha256"] == "f0"
    assert found["pages"][1]["name"] == "wins"
    refused = revops("runs", "9", "-w", place.root)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "revops: there is no run named '9'. Known: 1.\n",
    )


def test_a_damaged_history_is_said_and_left_for_the_next_run(place: Any, revops: Call) -> None:
    place.state.mkdir()
    (place.state / "history.sqlite").write_bytes(b"no database" * 200)
    done = revops("runs", "-w", place.root)
    assert done.exit_code == 2
    assert "the history .revops/history.sqlite is damaged" in done.stderr
    assert "The next run sets it aside" in done.stderr


@pytest.fixture
def slow(cast: Path, add_notebook: Call) -> Path:
    """A workspace whose only notebook waits as long as there is a file named `wait`."""
    add_notebook(cast, "slow", SLOW)
    with (cast / "revops.toml").open("a", encoding="utf-8") as file:
        file.write('[reports]\nnotebooks = ["slow"]\n')
    return cast


def begin(place: Path) -> "subprocess.Popen[bytes]":
    """Start a run in a process of its own, and come back in the middle of its notebook."""
    (place / "wait").touch()
    run = subprocess.Popen([sys.executable, "-c", DOOR, "run", "-w", place])
    until = time.monotonic() + 180
    while not (place / "started").exists():
        assert run.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    return run


def test_a_kill_in_mid_run_is_seen_and_the_next_run_makes_it_good(slow: Path, revops: Call) -> None:
    run = begin(slow)
    try:
        assert " running " in revops("runs", "-w", slow).stdout
        busy = revops("run", "-w", slow)
    finally:
        run.kill()
        run.wait()
    assert busy.exit_code == 2
    assert "another run is writing this workspace's reports" in busy.stderr
    states = [
        json.loads(line)["state"]
        for line in revops("runs", "-w", slow, "--json").stdout.splitlines()
    ]
    assert states == ["failed", "stopped"]
    (slow / "wait").unlink()
    done = revops("run", "-w", slow)
    assert done.exit_code == 0, done.stderr
    front = (slow / "reports" / "index.html").read_text("utf-8")
    assert "alarm" not in front.split("</style>")[1]
    assert not list((slow / ".revops" / "running").iterdir())


def test_a_missing_file_is_loud_in_every_place(slow: Path, revops: Call) -> None:
    (slow / "deals.csv").unlink()
    done = revops("run", "-w", slow)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "deals.csv: there is no such file" in done.stderr
    week = slow / "reports" / "2026-W27"
    for page in (week / "index.html", week / "slow.html", slow / "reports" / "index.html"):
        assert "deals.csv: there is no such file" in page.read_text("utf-8"), page
    assert not (week / "run.json").exists()
    (row,) = revops("runs", "-w", slow, "--json").stdout.splitlines()
    assert date.fromisoformat(json.loads(row)["as_of"]) == date(2026, 6, 30)
