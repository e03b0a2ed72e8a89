"""A workspace with channels, a run's folder, a mail server and a server for webhooks."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from revops.workspace import Workspace, open_workspace

PASSWORD = "s3cret/with:odd@signs"
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The weekly review</title></head>
<body><main id="main"><p class="said">Deals won: 5, worth $77,679.</p>
<figure class="chart"><img alt="Seven, two" src="data:image/svg+xml;base64,PHN2Zy8+">
<script type="application/json" class="spec">{}</script></figure>
<p>&lt;script&gt;alert(1)&lt;/script&gt;</p></main><script>window.live = 1</script></body></html>
"""


def run_json(**changes: Any) -> dict[str, Any]:
    """What a run writes of itself, as far as a notice reads it."""
    said = ["Deals won: 5, worth $77,679.", "Aurora <b> waits."]
    pages = [
        {"name": "weekly_review", "title": "The weekly review", "state": "ok", "failure": None,
         "said": said},
        {"name": "pipeline", "title": "Pipeline", "state": "ok", "failure": None,
         "said": ["The 159 open deals are worth $4.", "65 are stuck."]},
    ]  # fmt: skip
    checks = {"failed": [], "blocked": {}}
    made = {"as_of": "2026-06-30", "language": "en", "pages": pages, "checks": checks}
    return made | changes


Setup = Callable[..., Workspace]


@pytest.fixture
def workspace(tmp_path: Path) -> Setup:
    """Make a workspace whose [[delivery]] blocks are given as TOML, with one finished run."""

    def make(deliveries: str, **changes: Any) -> Workspace:
        root = tmp_path / "workspace"
        folder = root / "reports" / "2026-W27"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "run.json").write_text(json.dumps(run_json(**changes)), "utf-8")
        (folder / "weekly_review.html").write_text(PAGE, "utf-8")
        (folder / "pipeline.html").write_text(PAGE, "utf-8")
        settings = f'company = "Faro"\ncurrency = "USD"\nas_of = 2026-06-30\n{deliveries}'
        (root / "revops.toml").write_text(settings, "utf-8")
        return open_workspace(root)

    return make


class Mailbox:
    """A mail server that takes one user with one password, and keeps what arrives."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.recipients: list[list[str]] = []
        self.port = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if not session.authenticated:
            return "530 who are you"
        self.recipients.append(envelope.rcpt_tos)
        self.messages.append(BytesParser(policy=policy.default).parsebytes(envelope.content))
        return "250 taken"

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _kind: str, auth: Any
    ) -> Any:
        assert isinstance(auth, LoginPassword)
        self.logins.append((auth.login, auth.password))
        return AuthResult(success=auth.password == PASSWORD.encode(), handled=False)

    def serve(self, **options: Any) -> Controller:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        controller = Controller(
            self, hostname="127.0.0.1", port=self.port, authenticator=self.authenticate,
            auth_require_tls=False, **options,
        )  # fmt: skip
        controller.start()
        return controller


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    controller = box.serve()
    yield box
    controller.stop()


class Hook:
    """A server for webhooks: keeps what is posted, and answers with a status, late if asked."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.status = 200
        self.hangs = threading.Event()
        self.hangs.set()
        self.port = 0


@pytest.fixture
def hook() -> Iterator[Hook]:
    with served() as kept:
        yield kept


@contextmanager
def served(encrypted: ssl.SSLContext | None = None) -> Iterator[Hook]:
    """Serve webhooks, encrypted where that is asked for."""
    kept = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.paths.append(self.path)
            kept.posted.append(json.loads(body))
            kept.hangs.wait(30)
            self.send_response(kept.status)
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if encrypted:
        server.socket = encrypted.wrap_socket(server.socket, server_side=True)
    kept.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield kept
    kept.hangs.set()
    server.shutdown()
    server.server_close()
    thread.join()


def tls(folder: Path, made_by: Callable[..., Any]) -> ssl.SSLContext:
    """Make a certificate that nobody has signed, for this machine by its number."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made_by(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key),
         "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
