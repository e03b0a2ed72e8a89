"""From a file to the page: what arrives is on the page, and what it does not touch is left."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from revops import history
from revops.cli import main
from revops.watching.watch import Watching

WEEK = "2026-W27"
WAIT_SECONDS = 120.0
Until = Callable[[int], list[str]]


@contextmanager
def watched(folder: Path) -> Iterator[Until]:
    """Watch a workspace; give a wait for so many runs, which gives what was said."""
    stop, said = threading.Event(), list[str]()
    watching = Watching(
        folder,
        lambda _: date(2026, 6, 30),
        stop,
        said.append,
        settle_seconds=0.2,
        idle_seconds=0.5,
    )
    thread = threading.Thread(target=watching.serve, daemon=True)
    thread.start()

    def until(runs: int) -> list[str]:
        end = time.monotonic() + WAIT_SECONDS
        while sum("pages made again" in line for line in said) < runs:
            assert thread.is_alive(), said
            assert time.monotonic() < end, said
            time.sleep(0.1)
        return said

    try:
        yield until
    finally:
        stop.set()
        thread.join(WAIT_SECONDS)
        assert not thread.is_alive()


@pytest.fixture
def small(cast: Path) -> Path:
    with (cast / "revops.toml").open("a", encoding="utf-8") as file:
        file.write('\n[reports]\nnotebooks = ["time_to_close", "after_the_sale"]\n')
    return cast


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "reports" / WEEK / "run.json").read_text("utf-8"))
    return found


def test_what_arrives_is_on_the_page_and_other_pages_are_left(small: Path) -> None:
    with watched(small) as until:
        assert "2 pages made again, 0 as before" in until(1)[-1]
        before = record(small)
        touches = (small / "touches.csv").read_text("utf-8")
        more = "t7,106,2026-04-02T08:00:00Z,click,google,cpc,inventario\n"
        (small / "touches.csv").write_text(touches + more, "utf-8")
        said = until(2)
        assert "changed: touches.csv" in said
        assert "1 pages made again, 1 as before" in said[-1], "only what reads touches"
        assert record(small)["seconds"]["by_notebook"]["time_to_close"] == 0
        assert record(small)["snapshot"] != before["snapshot"]
        page = (small / "reports" / WEEK / "time_to_close.html").read_text("utf-8")
        assert record(small)["snapshot"][:12] in page, "the page names the load it is true of"
    runs = history.runs(small / ".revops", limit=10)
    assert runs["trigger"].unique().to_list() == ["watch"]
    assert runs.height == 2


def test_settings_that_are_wrong_for_a_while_end_nothing(small: Path) -> None:
    settings = (small / "revops.toml").read_text("utf-8")
    with watched(small) as until:
        until(1)
        (small / "revops.toml").write_text(settings.replace("currency", "curency", 1), "utf-8")
        said = until(2)
        assert any("curency: unknown key" in line for line in said)
        (small / "revops.toml").write_text(settings, "utf-8")
        until(3)
    assert not any("curency" in line for line in said[-2:])


def test_it_begins_anew_after_many_runs_and_when_the_program_was_updated(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def make(*_: Any) -> Any:
        made.append(1)
        return SimpleNamespace(is_passing=True)  # so it is tried again without any change

    def code(*_: Any) -> str:
        return "as it was" if len(made) < 2 else "another"

    monkeypatch.setattr(Watching, "_made", make)
    monkeypatch.setattr("revops.watching.watch.KernelPool", lambda *_, **__: nullcontext())
    monkeypatch.setattr("revops.watching.watch.store.code_of", code)
    watching = Watching(
        small, lambda _: date(2026, 6, 30), threading.Event(), lambda _: None,
        settle_seconds=0.01, idle_seconds=0.01,
    )  # fmt: skip
    assert watching.serve()
    assert len(made) == 2, "one run, one more, and then the code was another"
    monkeypatch.setattr("revops.watching.watch.store.code_of", lambda _: "as it was")
    assert replace(watching, most_runs=3).serve()
    assert len(made) == 2 + 3


def test_a_new_process_is_called_as_the_old_one_was(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _, words: called.append(words))
    monkeypatch.setattr("sys.argv", ["revops", "watch", "--workspace", str(small)])
    monkeypatch.setattr(Watching, "serve", lambda _: True)
    CliRunner().invoke(main, ["watch", "--workspace", str(small)])
    assert called == [[sys.executable, "-P", "-m", "revops", "watch", "--workspace", str(small)]]
