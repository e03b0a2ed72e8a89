"""What Slack and Teams are sent: the payload that Apprise makes, at servers of the tests' own."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.delivery.conftest import Hook, Setup, served, tls
from tests.delivery.test_secrets import Everything, logged

from revops.delivery import Notice, send, told

__all__ = ["Everything", "logged"]
SECRET = "TIiajkdnlazkcOXrIdevi7AB"
SLACK = f"slack://T1JJ3T3L2/A1BRTD4JD/{SECRET}"
SITE = "https://numbers.faro.example"
LINK = f'link = "{SITE}"'
HOSTILE = (
    "@channel <!channel> <@U12345678> <#C123|all> <at>ana@faro.example</at> &lt;!here&gt;",
    "<https://evil.example|Faro> [win](https://evil.example) ![x](https://evil.example/x.png)",
    "*bold* _it_ `code` ~no~ # head",
)


@pytest.fixture
def slack(workspace: Setup, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A workspace that tells Slack, whose server is ours."""
    from apprise.plugins.slack import NotifySlack

    monkeypatch.setattr(NotifySlack, "webhook_url", f"http://127.0.0.1:{hook.port}/services")
    monkeypatch.setenv("SLACK_URI", SLACK)
    return workspace(f'[[delivery]]\nname = "team"\nuri = "${{SLACK_URI}}"\n{LINK}\n')


@pytest.fixture
def teams_hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    """A server that takes what a workflow of Teams takes, over an encrypted connection."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there to make a certificate")
    context = tls(tmp_path, subprocess.run)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "certificate.pem"))
    with served(context) as kept:
        yield kept


@pytest.fixture
def teams(workspace: Setup, teams_hook: Hook, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A workspace that tells Teams, whose server is ours."""
    monkeypatch.setenv("TEAMS_URI", f"workflows://127.0.0.1:{teams_hook.port}/flow/{SECRET}")
    return workspace(f'[[delivery]]\nname = "team"\nuri = "${{TEAMS_URI}}"\n{LINK}\n')


def _texts(posted: Any) -> list[str]:
    """Give every text of a payload."""
    if isinstance(posted, dict):
        return [text for value in posted.values() for text in _texts(value)]
    if isinstance(posted, list):
        return [text for value in posted for text in _texts(value)]
    return [posted] if isinstance(posted, str) else []


def test_slack_gets_the_title_the_lines_and_the_link(slack: Any, hook: Hook) -> None:
    (sent,) = send(slack, told(slack, slack.reports / "2026-W27"))
    assert (sent.ok, sent.service) == (True, "Slack")
    (posted,) = hook.posted
    assert hook.paths == [f"/services/T1JJ3T3L2/A1BRTD4JD/{SECRET}"]
    (part,) = posted["attachments"]
    assert part["title"] == "Faro: the reports are ready (Jun 30, 2026)"
    lines = part["text"].split("\n\n")
    assert lines[0] == "Deals won: 5, worth $77,679."
    assert "Aurora &lt;b&gt; waits." in lines
    assert lines[-1] == "https://numbers.faro.example/2026-W27/weekly_review.html"


def test_slack_acts_on_nothing_of_an_export(slack: Any, hook: Hook) -> None:
    send(slack, Notice("failed", " ".join(HOSTILE), HOSTILE))
    (posted,) = hook.posted
    assert posted["mrkdwn"] is False  # stars and underscores are what they are
    for text in _texts(posted):
        text = text.replace(SITE, "")
        assert "<" not in text
        assert ">" not in text
        for live in ("@channel", "@U1", "://", "&lt;!", "&lt;@", "&lt;#"):
            assert live not in text
    assert "*bold* _it_ `code` ~no~" in posted["attachments"][0]["text"]
    assert "&amp;lt;!here&amp;gt;" in posted["attachments"][0]["text"]


def test_teams_gets_the_title_the_lines_and_the_link(teams: Any, teams_hook: Hook) -> None:
    (sent,) = send(teams, told(teams, teams.reports / "2026-W27"))
    assert sent.ok
    card = teams_hook.posted[0]["attachments"][0]["content"]
    title, body = (part["text"] for part in card["body"])
    assert title == "Faro: the reports are ready (Jun 30, 2026)"
    lines = body.replace("\\", "").split("\n\n")
    assert lines[0] == "Deals won: 5, worth $77,679."
    assert lines[-1] == "https://numbers.faro.example/2026-W27/weekly_review.html"


def test_teams_acts_on_nothing_of_an_export(teams: Any, teams_hook: Hook) -> None:
    send(teams, Notice("failed", " ".join(HOSTILE), HOSTILE))
    card = teams_hook.posted[0]["attachments"][0]["content"]
    assert "entities" not in card["msteams"]  # nobody is called
    title, body = (part["text"] for part in card["body"])
    for text in (title, body.replace("\\.", ".").replace(SITE, "")):
        for live in ("@channel", "<at", "<!", "<@", "</at", "](", "://"):
            assert live not in text
    for live in ("\\*bold\\*", "\\_it\\_", "\\`code\\`", "\\[win\\]", "\\!\\["):
        assert live in body


def test_no_picture_is_fetched_from_elsewhere(slack: Any, hook: Hook) -> None:
    send(slack, told(slack, slack.reports / "2026-W27"))
    links = [text for text in _texts(hook.posted[0]) if "://" in text]
    assert [text.count("://") for text in links] == [1]
    assert "icon_url" not in hook.posted[0]


def test_teams_shows_none_either(teams: Any, teams_hook: Hook) -> None:
    send(teams, told(teams, teams.reports / "2026-W27"))
    card = teams_hook.posted[0]["attachments"][0]["content"]
    assert [part["type"] for part in card["body"]] == ["TextBlock", "TextBlock"]


@pytest.mark.parametrize("status", [200, 400, 403])
def test_slack_and_its_secret(
    slack: Any, hook: Hook, logged: list[str], capfd: pytest.CaptureFixture[str], status: int
) -> None:
    hook.status = status
    (sent,) = send(slack, told(slack, slack.reports / "2026-W27"))
    assert sent.ok is (status == 200)
    assert SECRET not in f"{sent} {capfd.readouterr()}" + "\n".join(logged)


@pytest.mark.parametrize("status", [202, 401, 500])
def test_teams_and_its_secret(
    teams: Any,
    teams_hook: Hook,
    logged: list[str],
    capfd: pytest.CaptureFixture[str],
    status: int,
) -> None:
    teams_hook.status = status
    (sent,) = send(teams, told(teams, teams.reports / "2026-W27"))
    assert sent.ok is (status == 202)
    assert SECRET not in f"{sent} {capfd.readouterr()}" + "\n".join(logged)


def test_an_address_that_teams_gave_up_is_said(
    workspace: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAMS_URI", f"msteams://Group@Tenant/{SECRET}/{SECRET}")
    place = workspace('[[delivery]]\nname = "team"\nuri = "${TEAMS_URI}"\n')
    (sent,) = send(place, told(place, None, "failed"))
    assert not sent.ok
    assert "docs/delivery.md" in sent.why
    assert SECRET not in str(sent)
