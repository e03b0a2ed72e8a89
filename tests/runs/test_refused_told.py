"""Settings that cannot be read: people are told by the channels that can."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.delivery.conftest import Hook

from revops import history

Call = Callable[..., Any]
SECRET = "xoxb-7f3a9c51"
CHANNEL = """
[[delivery]]
name = "team"
uri = "json://127.0.0.1:{port}/good/${{TEAM_TOKEN}}"
"""
JOB = """
[[schedule.jobs]]
name = "monday"
cron = "0 7 * * 1"
"""
KEPT = "last settings that could be"
STILL = "of its channels that can be"


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAM_TOKEN", SECRET)


@pytest.fixture
def place(make: Call, hook: Hook) -> Any:
    return make(CHANNEL.format(port=hook.port) + JOB)


@pytest.fixture
def spoil(place: Any, go: Call) -> Callable[[Callable[[str], str]], Path]:
    """Let one run be well, then spoil the settings."""

    def change(how: Callable[[str], str]) -> Path:
        go(place)
        settings = place.root / "revops.toml"
        settings.write_text(how(settings.read_text("utf-8")), "utf-8")
        return Path(place.root)

    return change


def test_a_bad_value_is_told_by_the_channels_beside_it(
    spoil: Call, hook: Hook, revops: Call
) -> None:
    root = spoil(lambda old: old.replace('"USD"', '"usd"').replace("Faro", "Nimbo"))
    done = revops("run", "-w", root)
    (posted,) = hook.posted
    assert done.exit_code == 2
    assert posted["title"] == "Nimbo <i>& Cía</i>: a run failed"
    assert "currency" in posted["message"]
    assert STILL in posted["message"]
    assert "no notice" not in done.stderr


@pytest.mark.parametrize(
    "how",
    [
        lambda old: f"= nothing\n{old}",
        lambda old: old.replace('name = "team"', 'name = "the team"'),
        lambda old: old.replace("[[delivery]]", "[[deliveri]]"),
        lambda old: old.replace("[[delivery]]", "[delivery.x]"),
    ],
    ids=["no TOML", "a bad channel", "a misspelt block", "a block of another kind"],
)
def test_channels_that_cannot_be_read_are_those_before(
    how: Callable[[str], str], spoil: Call, hook: Hook, revops: Call
) -> None:
    root = spoil(how)
    done = revops("run", "-w", root)
    (posted,) = hook.posted
    assert posted["title"] == "Faro <i>& Cía</i>: a run failed"
    assert "revops.toml" in posted["message"]
    assert KEPT in posted["message"]
    assert "no notice" not in done.stderr


def test_settings_that_are_gone_are_told_too(spoil: Call, hook: Hook, revops: Call) -> None:
    root = spoil(lambda old: old)
    (root / "revops.toml").unlink()
    assert revops("run", "-w", root).exit_code == 2
    assert "there is no file revops.toml" in hook.posted[0]["message"]
    assert KEPT in hook.posted[0]["message"]


def test_an_agreement_that_cannot_be_read_is_told_by_whole_settings(
    spoil: Call, hook: Hook, revops: Call
) -> None:
    root = spoil(lambda old: old)
    (root / "agreement").mkdir()
    (root / "agreement" / "sla.toml").write_text("= nothing", "utf-8")
    assert revops("run", "-w", root).exit_code == 2
    (posted,) = hook.posted
    assert "agreement/sla.toml" in posted["message"]
    assert STILL not in posted["message"]
    assert KEPT not in posted["message"]


def test_what_is_kept_holds_no_secret(spoil: Call) -> None:
    root = spoil(lambda old: old)
    kept = root / ".revops" / "delivery.json"
    (channel,) = json.loads(kept.read_text("utf-8"))["delivery"]
    assert channel["uri"].endswith("/good/${TEAM_TOKEN}")
    files = [path for path in root.rglob("*") if path.is_file()]
    assert [path.name for path in files if SECRET.encode() in path.read_bytes()] == []


def test_settings_that_are_spoilt_while_a_run_goes_on_are_not_kept(
    spoil: Call, go: Call, place: Any
) -> None:
    root = spoil(lambda old: old.replace('name = "team"', 'name = "the team"'))
    before = (root / ".revops" / "delivery.json").read_text("utf-8")
    go(place)
    assert (root / ".revops" / "delivery.json").read_text("utf-8") == before


def test_without_any_channel_that_is_said(place: Any, go: Call, hook: Hook, revops: Call) -> None:
    go(place)
    (place.state / "delivery.json").unlink()
    (place.root / "revops.toml").write_text("= nothing", "utf-8")
    done = revops("run", "-w", place.root)
    assert "no notice could be sent" in done.stderr
    assert hook.posted == []


def test_who_never_set_a_channel_up_is_not_told_of_it(make: Call, go: Call, revops: Call) -> None:
    place = make()
    go(place)
    (place.root / "revops.toml").write_text("= nothing", "utf-8")
    assert "notice" not in revops("run", "-w", place.root).stderr


def test_single_reports_by_hand_are_told_to_nobody(spoil: Call, hook: Hook, revops: Call) -> None:
    root = spoil(lambda old: f"= nothing\n{old}")
    revops("report", "wins", "-w", root)
    revops("run", "-w", root, "-p", "days=3")
    assert hook.posted == []


def test_a_job_of_another_scheduler_is_written_down_shown_and_told(
    spoil: Call, hook: Hook, revops: Call, place: Any
) -> None:
    root = spoil(lambda old: old.replace('"USD"', '"usd"'))
    done = revops("schedule", "once", "monday", "-w", root, "--due-at", "2026-06-29T07:00:00-04:00")
    assert done.exit_code == 2
    row = history.runs(place.state, limit=1).row(0, named=True)
    assert (row["job"], row["trigger"], row["state"]) == ("monday", "schedule", "failed")
    assert row["due_at"].isoformat() == "2026-06-29T11:00:00+00:00"
    assert "currency" in (place.reports / "index.html").read_text("utf-8")
    assert len(hook.posted) == 1


def test_a_first_job_is_told_even_where_nothing_ever_ran(
    place: Any, hook: Hook, revops: Call
) -> None:
    settings = place.root / "revops.toml"
    settings.write_text(settings.read_text("utf-8").replace('"USD"', '"usd"'), "utf-8")
    assert revops("schedule", "once", "monday", "-w", place.root).exit_code == 2
    assert len(hook.posted) == 1
    assert history.runs(place.state).height == 1


def test_a_wrong_folder_is_left_alone(tmp_path: Path, revops: Call) -> None:
    assert revops("schedule", "once", "monday", "-w", tmp_path).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_history_that_cannot_be_written_keeps_nobody_uninformed(
    spoil: Call, hook: Hook, revops: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = spoil(lambda old: f"= nothing\n{old}")

    def full(*_: Any, **__: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(history, "begin", full)
    done = revops("run", "-w", root)
    assert len(hook.posted) == 1
    assert "could not be written down" in done.stderr


def test_an_error_of_the_program_is_told_without_its_words(
    spoil: Call, hook: Hook, revops: Call, place: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from revops.runs import refused

    root = spoil(lambda old: old)

    def broken(_: Any) -> Any:
        raise ValueError("a cell of an export")

    monkeypatch.setattr(refused, "open_workspace", broken)
    with pytest.raises(ValueError, match="a cell"):
        revops("run", "-w", root)
    assert "an error of the program" in hook.posted[0]["message"]
    assert "a cell" not in hook.posted[0]["message"]
    assert "a cell" not in (place.reports / "index.html").read_text("utf-8")
    row = history.runs(place.state, limit=1).row(0, named=True)
    assert "a cell of an export" in row["log"]
    assert row["exit_code"] == 3
