"""What arrives at a webhook, and what is said where it does not arrive."""

import socket
from collections.abc import Iterator
from time import monotonic

import pytest
from tests.delivery.conftest import Hook, Setup

from revops.delivery import send, told
from revops.errors import UnknownName


def _hook(port: int, name: str = "team", path: str = "in", rest: str = "") -> str:
    return f'[[delivery]]\nname = "{name}"\nuri = "json://127.0.0.1:{port}/{path}"\n{rest}\n'


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port where nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        yield free.getsockname()[1]


def test_the_bottom_lines_arrive_as_text_with_the_link(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook.port, rest='link = "https://numbers.faro.example"'))
    (sent,) = send(place, told(place, place.reports / "2026-W27"))
    assert sent.ok
    (posted,) = hook.posted
    assert posted["title"] == "Faro: the reports are ready (Jun 30, 2026)"
    address = "https://numbers.faro.example/2026-W27/weekly_review.html"
    lines = posted["message"].split("\n\n")
    assert lines[0] == "Deals won: 5, worth $77,679."
    assert lines[-1] == address
    assert posted["attachments"] == []


def test_a_page_goes_along_where_settings_ask_for_it(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook.port, rest='pages = ["weekly_review"]'))
    send(place, told(place, place.reports / "2026-W27"))
    (file,) = hook.posted[0]["attachments"]
    assert file["filename"] == "weekly_review-2026-W27.html"


@pytest.mark.parametrize(("status", "why"), [(500, "500"), (404, "404"), (403, "token")])
def test_a_server_that_refuses_is_said(workspace: Setup, hook: Hook, status: int, why: str) -> None:
    hook.status = status
    place = workspace(_hook(hook.port))
    (sent,) = send(place, told(place, place.reports / "2026-W27"))
    assert not sent.ok
    assert why in sent.why
    assert len(hook.posted) == 1


def test_one_that_fails_stops_no_other(workspace: Setup, hook: Hook, closed_port: int) -> None:
    place = workspace(_hook(closed_port, "gone") + _hook(hook.port, "team"))
    sent = send(place, told(place, place.reports / "2026-W27"))
    assert [(each.name, each.ok, each.why) for each in sent] == [
        ("gone", False, "nothing answers there"),
        ("team", True, ""),
    ]
    assert len(hook.posted) == 1


def test_a_server_that_hangs_is_given_up(workspace: Setup, hook: Hook) -> None:
    hook.hangs.clear()
    place = workspace(_hook(hook.port))
    begun = monotonic()
    (sent,) = send(place, told(place, place.reports / "2026-W27"), seconds=0.5)
    assert monotonic() - begun < 5
    assert not sent.ok
    assert "no answer" in sent.why


def test_channels_that_hang_are_waited_for_together(workspace: Setup, hook: Hook) -> None:
    hook.hangs.clear()
    place = workspace("".join(_hook(hook.port, f"team{n}") for n in range(4)))
    send(place, told(place, place.reports / "2026-W27"), seconds=0.1)  # loads what sends
    begun = monotonic()
    sent = send(place, told(place, place.reports / "2026-W27"), seconds=1.0)
    assert len(sent) == 4
    assert monotonic() - begun < 3


def test_each_channel_gets_the_kinds_that_it_asks_for(workspace: Setup, hook: Hook) -> None:
    good = _hook(hook.port, "good", "good", 'when = ["done"]')
    bad = _hook(hook.port, "bad", "bad", 'when = ["failed", "not_started"]')
    place = workspace(good + bad)
    done = told(place, place.reports / "2026-W27")
    failed = told(place, None, "not_started", why=["monday did not run"])
    assert [each.name for each in send(place, done)] == ["good"]
    assert [each.name for each in send(place, failed)] == ["bad"]
    assert [each.name for each in send(place, failed, to="good")] == ["good"]
    assert len(send(place, failed, to_all=True)) == 2
    assert hook.paths[:3] == ["/good", "/bad", "/good"]


def test_each_channel_gets_its_language(workspace: Setup, hook: Hook) -> None:
    own = _hook(hook.port, "own", "own")
    place = workspace(own + _hook(hook.port, "spanish", "spanish", 'language = "es"'))
    english = told(place, None, "failed", language="en")
    spanish = told(place, None, "failed", language="es")
    assert len(send(place, spanish, english)) == 2
    titles = {path: each["title"] for path, each in zip(hook.paths, hook.posted, strict=True)}
    assert titles == {"/own": english.title, "/spanish": spanish.title}


def test_a_channel_without_its_language_gets_what_there_is(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook.port, rest='language = "es"'))
    assert send(place, told(place, place.reports / "2026-W27"))[0].ok
    assert hook.posted[0]["title"].startswith("Faro: the reports are ready")


def test_a_hostile_sentence_calls_nobody_and_links_nowhere(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook.port))
    line = "@here <!channel> [win](https://evil.example) ${SECRET} {{x}}\r\n\r\nSubject: no"
    send(place, told(place, None, "failed", why=[line]))
    message = hook.posted[0]["message"]
    assert "\n" not in message
    for live in ("@here", "<!channel", "](", "://"):
        assert live not in message
    assert "${SECRET} {{x}}" in message


def test_an_unknown_channel_is_a_mistake_of_the_caller(workspace: Setup) -> None:
    place = workspace(_hook(1))
    with pytest.raises(UnknownName, match="Did you mean 'team'"):
        send(place, told(place, None, "failed"), to="taem")


def test_nothing_set_up_sends_nothing(workspace: Setup) -> None:
    place = workspace("")
    assert send(place, told(place, None, "failed")) == []


def test_no_notice_sends_nothing(workspace: Setup) -> None:
    assert send(workspace(_hook(1))) == []


def test_an_address_that_nobody_knows_is_said(
    workspace: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAM_URI", "slak://T0/B0/very-secret")
    place = workspace('[[delivery]]\nname = "team"\nuri = "${TEAM_URI}"\n')
    (sent,) = send(place, told(place, None, "failed"))
    assert not sent.ok
    assert "docs/delivery.md" in sent.why
    assert "secret" not in str(sent)


def test_what_is_too_long_for_one_message_comes_in_several(workspace: Setup, hook: Hook) -> None:
    place = workspace(_hook(hook.port))
    lines = [f"line {n} {'word ' * 100}" for n in range(100)]
    (sent,) = send(place, told(place, None, "failed", why=lines))
    assert sent.ok
    assert len(hook.posted) > 1
    whole = "".join(each["message"] for each in hook.posted)
    assert all(f"line {n} " in whole for n in range(100))
