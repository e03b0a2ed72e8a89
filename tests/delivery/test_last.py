"""The last run's notice, and a test notice, by the command."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.delivery.conftest import Hook, Setup, run_json

from revops import history
from revops.cli import main
from revops.delivery import last
from revops.workspace import Workspace

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


def _hook(hook: Hook, rest: str = "") -> str:
    return f'[[delivery]]\nname = "team"\nuri = "json://127.0.0.1:{hook.port}"\n{rest}\n'


def _deliver(place: Workspace, *options: str) -> Result:
    return CliRunner().invoke(main, ["deliver", "--workspace", str(place.root), *options])


def _folder(place: Workspace, name: str, language: str) -> Path:
    folder = place.reports / name
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(run_json(language=language)), "utf-8")
    return folder


def _ran(
    place: Workspace, state: str, folders: list[str], shown: list[str], fault: str = ""
) -> None:
    run_id = history.begin(place.state, started_at=NOON, trigger="hand", as_of=date(2026, 6, 30))
    history.finish(
        place.state, run_id, finished_at=NOON, state=state, exit_code=0,
        folders=[f"reports/{name}" for name in folders],
        shown=shown, message="", fault=fault,
    )  # fmt: skip


def test_the_newest_folder_where_no_history_is_kept(workspace: Setup) -> None:
    place = workspace("")
    older = _folder(place, "2026-W26", "en")
    os.utime(older / "run.json", (1, 1))
    _folder(place, ".2026-W28.building-7", "en")
    assert [each.folder and each.folder.name for each in last(place)] == ["2026-W27"]


def test_the_last_run_of_the_history_in_each_language(workspace: Setup) -> None:
    place = workspace("")
    _folder(place, "2026-W26", "en")
    _folder(place, "2026-W26-es", "es")
    _ran(place, "ok", ["2026-W26", "2026-W26-es"], [])
    assert [each.language for each in last(place)] == ["en", "es"]


def test_a_run_that_left_nothing_is_told(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook))
    _ran(place, "ok", ["2026-W27"], [])
    _ran(place, "failed", [], ["contacts.csv is not there"])
    done = _deliver(place)
    assert (done.exit_code, done.output) == (0, "team: sent by JSON\n")
    assert hook.posted[0]["title"] == "Faro: a run failed"
    assert hook.posted[0]["message"] == "contacts.csv is not there"


def test_what_stopped_a_run_is_told_though_a_language_was_made(workspace: Setup) -> None:
    place = workspace("")
    _ran(place, "failed", ["2026-W27"], ["the disk is full"], "passing")
    (notice,) = last(place)
    assert (notice.kind, notice.lines, notice.folder) == ("failed", ("the disk is full",), None)


def test_a_page_that_failed_is_told_with_its_folder(workspace: Setup) -> None:
    place = workspace("")
    _ran(place, "failed", ["2026-W27"], [])
    assert [each.folder and each.folder.name for each in last(place)] == ["2026-W27"]


def test_a_test_goes_to_all_with_the_last_pages(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook, 'when = ["failed"]\npages = ["weekly_review"]'))
    assert _deliver(place, "--test").output == "team: sent by JSON\n"
    assert hook.posted[0]["title"] == "Faro: a test of this channel"
    assert len(hook.posted[0]["attachments"]) == 1


def test_a_test_needs_no_run(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook))
    (place.reports / "2026-W27" / "run.json").unlink()
    assert _deliver(place, "--test").exit_code == 0
    refused = _deliver(place)
    assert refused.exit_code == 2
    assert "no finished run" in refused.output


def test_a_channel_that_fails_is_the_exit_code(workspace: Setup, hook: Hook) -> None:
    hook.status = 500
    done = _deliver(workspace(_hook(hook)))
    assert done.exit_code == 1
    assert done.output == "revops: team: failed by JSON: the server answered 500\n"


def test_nobody_asks_for_it(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook, 'when = ["failed"]'))
    done = _deliver(place)
    assert (done.exit_code, hook.posted) == (0, [])
    assert "no channel asks for a run that is 'done'" in done.output
    assert _deliver(place, "--to", "team").output == "team: sent by JSON\n"


@pytest.mark.parametrize(("toml", "said"), [("", "[[delivery]]"), ("x", "no delivery named")])
def test_wrong_usage(workspace: Setup, hook: Hook, toml: str, said: str) -> None:
    done = _deliver(workspace(_hook(hook) if toml else ""), "--to", "nobody")
    assert done.exit_code == 2
    assert said in done.output
