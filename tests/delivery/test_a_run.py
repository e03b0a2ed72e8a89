"""A whole run with channels: what it tells, and that its secrets stand nowhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.delivery.conftest import Hook

SECRET = "xoxb-7f3a9c51"
CHANNELS = """
[reports]
notebooks = ["ours"]

[[delivery]]
name = "team"
uri = "json://127.0.0.1:{port}/good/${{TEAM_TOKEN}}"
pages = ["ours"]

[[delivery]]
name = "gone"
uri = "json://127.0.0.1:1/${{TEAM_TOKEN}}"
"""
SAID = """
from IPython.display import HTML, display
display(HTML('<p class="said">Deals won: 3 &amp; more.</p>'))"""


@pytest.fixture
def place(
    cast: Path, add_notebook: Callable[..., Path], hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setenv("TEAM_TOKEN", SECRET)
    add_notebook(cast, "ours", SAID.strip())
    with (cast / "revops.toml").open("a", encoding="utf-8") as settings:
        settings.write(CHANNELS.format(port=hook.port))
    return cast


def test_a_run_is_told_and_keeps_its_secrets(
    place: Path, revops: Callable[..., Any], hook: Hook, capfd: pytest.CaptureFixture[str]
) -> None:
    done = revops("run", "--workspace", place, "--deliver", "--verbose")
    again = revops("deliver", "--workspace", place, "--to", "team")
    runs = revops("runs", "--workspace", place)
    (first, second) = hook.posted
    assert "Ours: Deals won: 3 & more." in first["message"]
    assert [file["filename"] for file in first["attachments"]] == ["ours-2026-W27.html"]
    assert first["title"] == second["title"]
    assert done.exit_code in (0, 1)  # as without channels: gone is no fault of the run
    assert "gone: failed by JSON: nothing answers there" in done.stderr
    assert again.output == "team: sent by JSON\n"
    shown = "".join([*capfd.readouterr(), done.output, done.stderr, again.output, runs.output])
    assert SECRET not in shown
    files = [path for path in place.rglob("*") if path.is_file()]
    assert place / ".revops" / "history.sqlite" in files
    assert [path.name for path in files if SECRET.encode() in path.read_bytes()] == []


def test_a_secret_that_changes_makes_no_new_load(
    place: Path, revops: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    revops("load", "--workspace", place)
    before = sorted(path.name for path in (place / ".revops" / "snapshots").iterdir())
    monkeypatch.delenv("TEAM_TOKEN")
    assert revops("load", "--workspace", place).exit_code == 0
    after = sorted(path.name for path in (place / ".revops" / "snapshots").iterdir())
    assert before == after
    assert len(before) == 1
