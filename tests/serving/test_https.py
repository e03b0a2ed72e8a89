"""`revops serve` with a certificate: what is sent is encrypted, from the login to the pages."""

import http.client
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.delivery.conftest import tls
from tests.serving.conftest import as_root, environment, free_port


@dataclass(frozen=True)
class Encrypted:
    """A server, and who trusts its certificate."""

    port: int
    token: str
    trusting: ssl.SSLContext

    def ask(self, address: str, context: ssl.SSLContext | None = None, **headers: str) -> tuple:
        """Ask for an address; give the status, the headers and the body."""
        asked = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=120, context=context or self.trusting
        )
        asked.request("GET", address, headers=headers)
        answer = asked.getresponse()
        found = answer.status, answer.headers, answer.read().decode()
        asked.close()
        return found


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    make_workspace: Callable[[Path], Path],
    make_reports: Callable[[Path], Path],
) -> Iterator[Encrypted]:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there to make a certificate")
    folder = tmp_path_factory.mktemp("https")
    root = make_workspace(folder / "faro")
    make_reports(root)
    tls(folder, subprocess.run)
    pair = ["--certfile", str(folder / "certificate.pem"), "--keyfile", str(folder / "key.pem")]
    options = ["-w", str(root), "--no-browser", "--port", str(free_port()), *pair, *as_root()]
    with subprocess.Popen(
        [sys.executable, "-m", "revops", "serve", *options],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(folder),
    ) as process:
        try:
            assert process.stdout is not None
            address = urlsplit(process.stdout.readline().strip())
            assert (address.scheme, address.hostname) == ("https", "127.0.0.1")
            trusting = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
            token = parse_qs(address.query)["token"][0]
            found = Encrypted(address.port or 0, token, trusting)
            _wait_for(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(site: Encrypted, process: "subprocess.Popen[str]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            site.ask("/api")
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def test_a_page_is_served_over_an_encrypted_connection(site: Encrypted) -> None:
    status, headers, body = site.ask("/revops", Authorization=f"token {site.token}")
    assert status == 200
    assert "Faro" in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_login_stands_before_it_and_its_cookie_goes_over_nothing_else(
    site: Encrypted,
) -> None:
    status, headers, _ = site.ask("/revops")
    assert status == 302
    assert headers["Location"].startswith("/login")
    status, headers, _ = site.ask(f"/revops?token={site.token}")
    cookies = headers.get_all("Set-Cookie")
    logged_in = [each for each in cookies if each.startswith("username-")]
    assert len(logged_in) == 1
    assert "Secure" in logged_in[0]
    assert "HttpOnly" in logged_in[0]


def test_who_does_not_know_the_certificate_is_warned(site: Encrypted) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        site.ask("/revops", ssl.create_default_context())


def test_nothing_is_said_without_encryption(site: Encrypted) -> None:
    plain = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    try:
        plain.request("GET", f"/revops?token={site.token}")
        with pytest.raises((http.client.HTTPException, OSError)):
            plain.getresponse()
    finally:
        plain.close()
