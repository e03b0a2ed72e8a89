"""A secret stands in no settings, no error, no log, no output and no file."""

import logging
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.delivery.conftest import Hook, Mailbox, Setup

from revops.cli import main
from revops.delivery import send, told
from revops.errors import RevopsError
from revops.workspace import open_workspace

SECRET = "xoxb-7f3a9c51"
HOOK = '[[delivery]]\nname = "team"\nuri = "json://127.0.0.1:{port}/${{TEAM_TOKEN}}?x=${{TEAM_TOKEN}}"\n'


class Everything(logging.Handler):
    """Keep all that is logged, on every level."""

    def __init__(self) -> None:
        super().__init__(level=0)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def logged() -> Iterator[list[str]]:
    handler = Everything()
    loggers = [logging.getLogger(name) for name in ("", "apprise", "urllib3.connectionpool")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(1)
    yield handler.lines
    for each, level in zip(loggers, levels, strict=True):
        each.removeHandler(handler)
        each.setLevel(level)


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAM_TOKEN", SECRET)


def _found_in(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if SECRET.encode() in path.read_bytes()]


def test_settings_know_no_secret(workspace: Setup) -> None:
    settings = workspace(HOOK.format(port=1)).settings
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()} "
    assert SECRET not in settings.model_dump_json()
    assert "TEAM_TOKEN" not in repr(settings)


@pytest.mark.parametrize("status", [200, 403, 500])
def test_sending_leaves_none_behind(
    workspace: Setup, hook: Hook, logged: list[str], capfd: pytest.CaptureFixture[str], status: int
) -> None:
    hook.status = status
    place = workspace(HOOK.format(port=hook.port))
    sent = send(place, told(place, place.reports / "2026-W27"))
    assert hook.paths == [f"/{SECRET}?x={SECRET}"] or SECRET in hook.paths[0]
    out, err = capfd.readouterr()
    assert SECRET not in f"{sent} {out} {err}" + "\n".join(logged)
    assert _found_in(place.root) == []


def test_the_command_tells_none(
    workspace: Setup, hook: Hook, logged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.status = 500
    place = workspace(HOOK.format(port=hook.port))
    done = CliRunner().invoke(main, ["--verbose", "deliver", "--workspace", str(place.root)])
    assert done.exit_code == 1
    assert "team: failed by JSON: the server answered 500" in done.output
    assert SECRET not in done.output + "\n".join(logged)
    assert _found_in(place.root) == []


def test_mail_tells_none(workspace: Setup, mailbox: Mailbox, logged: list[str]) -> None:
    uri = f"mailto://ana:${{TEAM_TOKEN}}@127.0.0.1:{mailbox.port}?from=a@faro.example&to=b@faro.example"
    place = workspace(f'[[delivery]]\nname = "heads"\nuri = "{uri}"\n')
    (sent,) = send(place, told(place, place.reports / "2026-W27"))
    assert set(mailbox.logins) == {(b"ana", SECRET.encode())}
    assert not sent.ok
    assert SECRET not in str(sent) + "\n".join(logged)


def test_an_error_inside_tells_none(workspace: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    import apprise

    def broken(url: str, **_: object) -> object:
        raise ValueError(f"cannot read {url}")

    place = workspace(HOOK.format(port=1))
    send(place, told(place, None, "failed"))
    monkeypatch.setattr(apprise.Apprise, "instantiate", staticmethod(broken))
    (sent,) = send(place, told(place, None, "failed"))
    assert sent.why == "ValueError in Apprise"


@pytest.mark.parametrize(
    "uri",
    [
        f"slack://T0/B0/{SECRET}",
        f"mailto://ana:{SECRET}@mail.faro.example",
        f"https://hooks.slack.com/services/T0/{SECRET}",
        f"mailtos://mail.faro.example?user=ana&pass={SECRET}",
        f"json://[half:{SECRET}",
    ],
)
def test_a_secret_written_into_settings_is_refused_and_not_repeated(
    workspace: Setup, uri: str
) -> None:
    with pytest.raises(RevopsError, match="uri_file") as refused:
        workspace(f'[[delivery]]\nname = "team"\nuri = "{uri}"\n')
    told_in_full = "".join(traceback.format_exception(refused.value))
    assert SECRET not in f"{refused.value!r} {told_in_full}"


@pytest.mark.parametrize("line", ['when = ["never"]', 'urls = "x"', 'uri_file = "x"', "pages = 1"])
def test_another_mistake_beside_it_repeats_no_secret(workspace: Setup, line: str) -> None:
    with pytest.raises(RevopsError) as refused:
        workspace(f'[[delivery]]\nname = "team"\nuri = "slack://T0/B0/{SECRET}"\n{line}\n')
    assert SECRET not in str(refused.value)


def test_other_commands_need_no_secret(workspace: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEAM_TOKEN")
    place = workspace(HOOK.format(port=1))
    assert open_workspace(place.root).settings.delivery[0].name == "team"
    (sent,) = send(place, told(place, None, "failed"))
    assert not sent.ok
    assert "the environment variable TEAM_TOKEN" in sent.why


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_a_file_tells_none_either(workspace: Setup, hook: Hook, logged: list[str]) -> None:
    place = workspace('[[delivery]]\nname = "team"\nuri_file = "addresses"\n')
    file = place.root / "addresses"
    file.write_text(f"json://127.0.0.1:{hook.port}/{SECRET}\n", "utf-8")
    file.chmod(0o640)
    (sent,) = send(place, told(place, None, "failed"))
    assert sent.why.endswith("Run: chmod 600 addresses")
    assert hook.posted == []
    file.chmod(0o600)
    assert send(place, told(place, None, "failed"))[0].ok
    assert SECRET not in "\n".join(logged)
    assert _found_in(place.root) == ["addresses"]
