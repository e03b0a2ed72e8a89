"""What arrives by e-mail, taken from a mail server and read with the email package."""

import re
import shutil
import subprocess
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.delivery.conftest import PASSWORD, Mailbox, Setup, tls

from revops.delivery import Notice, send, told

MAIL = """
[[delivery]]
name = "heads"
uri = "{scheme}://ana:${{SMTP_PASSWORD}}@127.0.0.1:{port}?from=revops@faro.example&to=lead@faro.example{more}"
{rest}
"""


def _mail(port: int, scheme: str = "mailto", more: str = "", rest: str = "") -> str:
    return MAIL.format(port=port, scheme=scheme, more=more, rest=rest)


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)


def test_a_finished_run_arrives(workspace: Setup, mailbox: Mailbox) -> None:
    place = workspace(_mail(mailbox.port, rest='link = "https://numbers.faro.example/site/"'))
    sent = send(place, told(place, place.reports / "2026-W27"))
    assert [(each.name, each.ok, each.service) for each in sent] == [("heads", True, "E-Mail")]
    assert mailbox.logins == [(b"ana", PASSWORD.encode())]
    (message,) = mailbox.messages
    assert message["Subject"] == "Faro: the reports are ready (Jun 30, 2026)"
    assert message["To"] == "lead@faro.example"
    address = "https://numbers.faro.example/site/2026-W27/weekly_review.html"
    for kind in ("plain", "html"):
        body = _part(message, kind)
        assert "Deals won: 5, worth $77,679." in body
        assert "Pipeline: The 159 open deals are worth $4." in body
        assert "65 are stuck" not in body
        assert address in body
    assert "Aurora <b> waits." in _part(message, "plain")
    assert "Aurora &lt;b&gt; waits." in _part(message, "html")
    assert "<script" not in _part(message, "html")


def test_the_weekly_page_is_attached_whole_and_runs_nothing(
    workspace: Setup, mailbox: Mailbox
) -> None:
    place = workspace(_mail(mailbox.port))
    send(place, told(place, place.reports / "2026-W27"))
    (file,) = mailbox.messages[0].iter_attachments()
    assert file.get_filename() == "weekly_review-2026-W27.html"
    assert file.get_content_type() == "text/html"
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    html = content.decode()
    assert html.startswith("<!DOCTYPE html>")
    assert html.rstrip().endswith("</html>")
    assert not re.search(r"<script|javascript:|\son\w+=", html)
    assert html.count("data:image/svg+xml;base64,") == 1
    assert "script-src &#x27;none&#x27;" in html


def test_over_an_encrypted_connection(workspace: Setup, tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there to make a certificate")
    box = Mailbox()
    controller = box.serve(tls_context=tls(tmp_path, subprocess.run), require_starttls=True)
    try:
        place = workspace(_mail(box.port, "mailtos", more="&mode=starttls&verify=no"))
        assert [each.ok for each in send(place, told(place, place.reports / "2026-W27"))] == [True]
        strict = workspace(_mail(box.port, "mailtos", more="&mode=starttls"))
        (sent,) = send(strict, told(strict, strict.reports / "2026-W27"))
    finally:
        controller.stop()
    assert len(box.messages) == 1
    assert not sent.ok
    assert "certificate" in sent.why


def test_over_a_connection_that_is_encrypted_from_the_start(
    workspace: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there to make a certificate")
    box = Mailbox()
    controller = box.serve(ssl_context=tls(tmp_path, subprocess.run))
    try:
        place = workspace(_mail(box.port, "mailtos", more="&mode=ssl"))
        done = told(place, place.reports / "2026-W27")
        (stranger,) = send(place, done)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        (trusted,) = send(place, done)
        starttls = workspace(_mail(box.port, "mailtos", more="&mode=starttls"))
        (other,) = send(starttls, done, seconds=2)
    finally:
        controller.stop()
    assert trusted.ok
    assert [message["To"] for message in box.messages] == ["lead@faro.example"]
    assert box.logins == [(b"ana", PASSWORD.encode())]
    assert (stranger.ok, "certificate" in stranger.why) == (False, True)
    assert not other.ok  # it waits for a greeting that is not encrypted


def test_pages_that_settings_name_are_attached(workspace: Setup, mailbox: Mailbox) -> None:
    place = workspace(_mail(mailbox.port, rest='pages = ["pipeline", "wins"]'))
    (sent,) = send(place, told(place, place.reports / "2026-W27"))
    assert sent.ok
    names = [file.get_filename() for file in mailbox.messages[0].iter_attachments()]
    assert names == ["pipeline-2026-W27.html"]


def test_a_page_that_nobody_knows_is_said_and_the_rest_arrives(
    workspace: Setup, mailbox: Mailbox
) -> None:
    place = workspace(_mail(mailbox.port, rest='pages = ["weekly_reviw"]'))
    (sent,) = send(place, told(place, place.reports / "2026-W27"))
    assert not sent.ok
    assert "Did you mean 'weekly_review'?" in sent.why
    assert len(mailbox.messages) == 1


def test_a_wrong_password_is_said(
    workspace: Setup, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "wrong-and-secret")
    place = workspace(_mail(mailbox.port))
    (sent,) = send(place, told(place, place.reports / "2026-W27"))
    assert not sent.ok
    assert "535" in sent.why
    assert "wrong" not in str(sent)
    assert mailbox.messages == []


def test_a_failure_has_no_page_of_another_time(workspace: Setup, mailbox: Mailbox) -> None:
    place = workspace(_mail(mailbox.port))
    send(place, told(place, None, "failed", why=["contacts.csv is not there"]))
    (message,) = mailbox.messages
    assert message["Subject"] == "Faro: a run failed"
    assert "contacts.csv is not there" in _part(message, "plain")
    assert list(message.iter_attachments()) == []


def test_a_hostile_title_adds_no_header_and_no_recipient(
    workspace: Setup, mailbox: Mailbox
) -> None:
    place = workspace(_mail(mailbox.port))
    title = "Faro\r\nBcc: all@faro.example\r\n\r\n<script>alert(1)</script>"
    send(place, Notice("done", title, ("<img src=x onerror=alert(1)>",)))
    (message,) = mailbox.messages
    assert message["Subject"] == "Faro Bcc: all@faro.example <script>alert(1)</script>"
    assert message["Bcc"] is None
    assert mailbox.recipients == [["lead@faro.example"]]
    assert "<script" not in _part(message, "html")
    assert "<img" not in _part(message, "html")
