"""A run is a process of its own: its exit code, its death, and the two ways of asking it to end."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from revops.schedule.child import command_of, run_child
from revops.schedule.stopping import STOPPED, Stopped, Stopping, on_signals

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

#: A run of steps that ends as `schedule once` does; it says when it has begun.
STEPS = """
import sys, time
from pathlib import Path
from revops.schedule.stopping import STOPPED, Stopped, Stopping, on_signals
stopping, log = Stopping(), Path(sys.argv[1])
def say(step):
    with log.open("a") as file: file.write(step + "\\n")
say = stopping.checked(say)
try:
    with on_signals(stopping, second_interrupts=True):
        for n in range(int(sys.argv[2])):
            say(f"step {n}")
            time.sleep(float(sys.argv[3]))
except Stopped as error:
    sys.exit(STOPPED)
"""


class Asked(Stopping):
    """Ask for the end as soon as a file has lines, as often as is wished."""

    def __init__(self, log: Path, times: int) -> None:
        self.log, self.most, self._since = log, times, 0.0

    @property
    def times(self) -> int:  # type: ignore[override]
        if not self.log.exists():
            return 0
        self._since = self._since or time.monotonic()
        return min(self.most, 1 + int(time.monotonic() - self._since > 1))


def run(code: str, *arguments: str, stopping: Stopping | None = None, minutes: float = 5) -> int:
    command = [sys.executable, "-c", code, *arguments]
    return run_child(command, stopping=stopping or Stopping(), tell=print, minutes=minutes)


def test_the_exit_code_is_the_runs() -> None:
    assert [run(f"raise SystemExit({code})") for code in (0, 1, 3)] == [0, 1, 3]


@posix
def test_a_death_is_told_by_its_signal() -> None:
    assert run("import os; os.kill(os.getpid(), 9)") == -9


@posix
def test_the_first_ask_ends_it_after_the_present_step(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert run(STEPS, str(log), "50", "2", stopping=Asked(log, 1)) == STOPPED
    assert log.read_text() == "step 0\n"


@posix
def test_the_second_ask_ends_it_at_once(tmp_path: Path) -> None:
    log, begun = tmp_path / "log", time.monotonic()
    assert run(STEPS, str(log), "2", "300", stopping=Asked(log, 2)) == STOPPED
    assert time.monotonic() - begun < 60


@posix
def test_who_takes_too_long_is_killed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import time; time.sleep(600)", minutes=0.01) == -9
    assert "was killed after 0.01 minutes" in capsys.readouterr().out


@posix
def test_signals_ask_and_handlers_come_back() -> None:
    import signal

    before, stopping = signal.getsignal(signal.SIGTERM), Stopping()
    with on_signals(stopping, second_interrupts=True):
        os.kill(os.getpid(), signal.SIGTERM)
        assert stopping.wait(10)
        with pytest.raises(Stopped):
            os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == before


def test_no_folder_stands_in_for_a_module(tmp_path: Path) -> None:
    (tmp_path / "revops.py").write_text("print('theirs')", "utf-8")
    (tmp_path / "click.py").write_text("print('theirs')", "utf-8")
    command = [*command_of(tmp_path, "monday")[:4], "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "theirs" not in done.stdout


def test_a_name_is_one_word_of_the_command(tmp_path: Path) -> None:
    root = tmp_path / "a b; $(rm -rf x) & %PATH%"
    assert command_of(root, "monday")[-1] == str(root)


def begun(command: list[str], ready: Callable[[], bool]) -> "subprocess.Popen[str]":
    """Start a process and wait until it is ready."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for _ in range(600):
        if ready() or process.poll() is not None:
            break
        time.sleep(0.1)
    return process


@posix
def test_the_scheduler_serves_alone_and_ends_when_it_is_asked(tmp_path: Path) -> None:
    import signal

    toml = 'company = "F"\ncurrency = "USD"\n[[schedule.jobs]]\nname = "a"\ncron = "0 0 1 1 *"\n'
    (tmp_path / "revops.toml").write_text(toml, "utf-8")
    command = [sys.executable, "-m", "revops", "schedule", "run", "--workspace", str(tmp_path)]
    first = begun(command, (tmp_path / ".revops" / "schedule.sqlite").exists)
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert f"another scheduler serves this workspace (process {first.pid})" in second.stderr
    first.send_signal(signal.SIGTERM)
    _, told = first.communicate(timeout=60)
    assert first.returncode == 0
    assert "a: next due" in told
    assert told.rstrip().endswith("ended, as it was asked to")


@posix
def test_a_scheduler_that_was_killed_is_followed_by_another(tmp_path: Path) -> None:
    import signal

    toml = 'company = "F"\ncurrency = "USD"\n[[schedule.jobs]]\nname = "a"\ncron = "0 0 1 1 *"\n'
    (tmp_path / "revops.toml").write_text(toml, "utf-8")
    command = [sys.executable, "-m", "revops", "schedule", "run", "--workspace", str(tmp_path)]
    holder = tmp_path / ".revops" / ".schedule.holder"
    first = begun(command, (tmp_path / ".revops" / "schedule.sqlite").exists)
    first.kill()
    first.communicate()
    second = begun(command, lambda: str(first.pid) not in holder.read_text("utf-8"))
    second.send_signal(signal.SIGTERM)
    _, told = second.communicate(timeout=60)
    assert f"process {first.pid} ended without letting go of the schedule" in told
    assert second.returncode == 0
