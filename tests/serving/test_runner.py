"""One run at a time, in a process of its own, and something is told however it ends."""

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from revops.serving.asked import Asked, Wanted
from revops.serving.one_run import main
from revops.serving.runner import Runner

WANTED = Wanted("root", "small", "Small", "en", date(2026, 6, 30), {"days": "60"})
SAYS = "import json, sys; wanted = json.load(sys.stdin); "
WAITS = "import time; time.sleep(60)"


@pytest.fixture
def runners() -> Iterator[list[Runner]]:
    made: list[Runner] = []
    yield made
    for each in made:
        each.stop()


def begun(made: list[Runner], code: str) -> tuple[Runner, Asked]:
    runner = Runner([sys.executable, "-c", code])
    made.append(runner)
    asked, is_begun = runner.ask(WANTED)
    assert is_begun
    return runner, asked


def ended(asked: Asked) -> Asked:
    for _ in range(3000):
        if asked.is_over:
            return asked
        time.sleep(0.05)
    raise AssertionError("it did not end")


@pytest.mark.parametrize(
    ("code", "page", "busy", "state"),
    [
        (0, "a/small.html", False, "made"),
        (1, "a/small.html", False, "blocked"),
        (3, "a/small.html", False, "failed"),
        (2, "", False, "failed"),
        (2, "", True, "busy"),
        (2, "a/small.html", True, "busy"),
        (0, "", False, "failed"),
    ],
)
def test_how_a_run_ended(
    runners: list[Runner], code: int, page: str, busy: bool, state: str
) -> None:
    outcome = {"exit_code": code, "page": page, "messages": ["said"], "is_busy": busy}
    told = f"print(json.dumps({{'step': 'load'}})); print(json.dumps({outcome!r}))"
    runner, asked = begun(runners, SAYS + told)
    assert ended(asked).state == state
    assert (asked.steps, asked.messages, asked.page) == (["load"], ["said"], page)
    assert runner.find(asked.id) is asked
    assert runner.under_way() is None


def test_it_is_given_what_is_wanted(runners: list[Runner]) -> None:
    _, asked = begun(runners, SAYS + "print(json.dumps({'step': json.dumps(wanted)}))")
    assert '"given": {"days": "60"}' in ended(asked).steps[0]
    assert '"as_of": "2026-06-30"' in asked.steps[0]


@pytest.mark.parametrize("code", ["import os; os.kill(os.getpid(), 9)", "1 / 0", "print('[1]')"])
def test_a_process_that_ends_without_a_word_has_failed(runners: list[Runner], code: str) -> None:
    _, asked = begun(runners, code)
    assert ended(asked).state == "failed"


def test_a_process_that_cannot_start_has_failed() -> None:
    asked, _ = Runner(["/nowhere/python"]).ask(WANTED)
    assert ended(asked).state == "failed"
    assert "nowhere" in asked.messages[0]


def test_a_second_one_is_told_of_the_first(runners: list[Runner]) -> None:
    runner, asked = begun(runners, WAITS)
    assert runner.ask(WANTED) == (asked, False)
    assert asked.state == "running"
    runner.stop()
    assert ended(asked).state == "failed"


def test_after_one_that_ended_another_may_begin(runners: list[Runner]) -> None:
    runner, asked = begun(runners, "pass")
    ended(asked)
    again, is_begun = runner.ask(WANTED)
    assert is_begun
    assert again.id != asked.id


def test_what_is_not_there_is_told_by_the_process_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, _ = Runner().ask(Wanted(str(tmp_path), "small", "", "en", date(2026, 6, 30), {}))
    assert ended(asked).state == "failed"
    assert "there is no file" in asked.messages[0]
    assert main.__module__ == "revops.serving.one_run"
