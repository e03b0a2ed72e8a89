"""A small workspace whose reports folder is written by hand, and a real server that shows it."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).parents[2]
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-abc='"
PAGE = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><body>'
RUN = """{"as_of": "2026-06-30", "language": "en", "snapshot": "abc", "pages": [
  {"name": "small", "state": "ok"}, {"name": "other", "state": "failed"}]}"""
SETTINGS = """
company = "Faro & <Co>"
currency = "USD"
as_of = 2026-06-30
exports = [{ source = "template.leads", path = "leads.csv" }]
[reports]
notebooks = ["small", "other"]
"""
LEADS = "lead_id,created_at\nana,2026-05-04T09:00:00Z\nbruno,2026-06-01T09:00:00Z\n"
CELL = """workspace: str = ""  # folder that holds revops.toml; empty: here or above
as_of: str = ""  # last day that counts, as 2026-06-30; empty: the workspace's
language: str = ""  # en or es; empty: the workspace's
days: int = 30  # how many days of wins are told
share: float = 0.5  # how much
calibrate: bool = True  # whether it is scaled
start: str = "lead"  # where the clock starts; one of: lead, opportunity
since: str = ""  # a text
week: str = ""  # which week
channels: list[str] = ["email"]  # which channels"""
#: A run that tells two steps, waits for a file named `go` in the workspace, and makes a page.
FAKE = """
import json, sys, time
from pathlib import Path
wanted = json.loads(sys.stdin.read())
print(json.dumps({"step": "load"}), flush=True)
print("not json", json.dumps({"step": "check"}), sep="\\n", flush=True)
root = Path(wanted["root"])
while not (root / "go").exists():
    time.sleep(0.05)
folder = root / "reports" / "2026-W27-made"
folder.mkdir(exist_ok=True)
(folder / "small.html").write_text(json.dumps(wanted), "utf-8")
print(json.dumps({"exit_code": 0, "page": "2026-W27-made/small.html", "messages": ["<b>well</b>"],
                  "is_busy": False}))
"""


def notebook(path: Path, cell: str = CELL, *code: str, title: str = "Small & <few>") -> None:
    path.parent.mkdir(exist_ok=True)
    parameters = new_code_cell(cell, metadata={"tags": ["parameters"]})
    opening = new_markdown_cell(f"# {title}\n\nHow many?")
    made = new_notebook(cells=[opening, parameters, *map(new_code_cell, code)])
    made.metadata.kernelspec = {"name": "revops", "display_name": "revops", "language": "python"}
    nbformat.write(made, path)


@pytest.fixture(scope="session")
def make_workspace() -> Callable[[Path], Path]:
    """Write a workspace with two notebooks and the exports of two leads."""

    def write(folder: Path) -> Path:
        shutil.copytree(ROOT / "agreement", folder / "agreement")
        (folder / "revops.toml").write_text(SETTINGS, "utf-8")
        (folder / "leads.csv").write_text(LEADS, "utf-8")
        notebook(folder / "notebooks" / "small.ipynb")
        notebook(folder / "notebooks" / "other.ipynb", title="Other")
        return folder

    return write


@pytest.fixture(scope="session")
def make_reports() -> Callable[[Path], Path]:
    """Write what a run leaves, and beside it what nobody may fetch."""

    def write(folder: Path) -> Path:
        reports, week = folder / "reports", folder / "reports" / "2026-W27"
        week.mkdir(parents=True)
        for name in ("index", "small", "metrics"):
            (week / f"{name}.html").write_text(f"{PAGE}<p>{name} of the week", "utf-8")
        (reports / "index.html").write_text(f"{PAGE}<p>front", "utf-8")
        (reports / "runs.html").write_text(f"{PAGE}<p>runs", "utf-8")
        (week / "loose.html").write_text("<script>alert(1)</script>", "utf-8")
        (week / "run.json").write_text(RUN, "utf-8")
        special = reports / "2026-W28-small-with-0123abcd"
        special.mkdir()
        (special / "run.json").write_text(RUN.replace("06-30", "07-07"), "utf-8")
        (special / "index.html").write_text(f"{PAGE}<p>special", "utf-8")
        (week / "metrics.parquet").write_bytes(b"PAR1" * 50_000)
        (week / "code.py").write_text("secret", "utf-8")
        (folder / "secret.html").write_text("secret", "utf-8")
        (week / ".hidden.html").write_text("secret", "utf-8")
        (reports / ".aside").mkdir()
        (reports / ".aside" / "index.html").write_text("secret", "utf-8")
        (reports / "empty").mkdir()
        if hasattr(os, "symlink"):
            (week / "out.html").symlink_to(folder / "secret.html")
            (reports / "away").symlink_to(folder, target_is_directory=True)
            (week / "within.html").symlink_to(week / "small.html")
        return reports

    return write


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Site:
    """A server, and a visitor who may be logged in."""

    port: int
    token: str
    root: Path
    prefix: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> Answer:
        """Ask for a path as it stands: nothing is tidied up on the way."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, f"{self.prefix}{path}", skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            content = (body or "").encode()
            connection.putheader("Content-Length", str(len(content)))
            connection.endheaders(content)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(answer.status, dict(answer.headers), answer.read())
        finally:
            connection.close()

    def logged_in(self) -> "Site":
        """Give a visitor of one's own who has come by the address with the token."""
        visitor = Site(self.port, self.token, self.root, self.prefix)
        assert visitor.ask(f"/revops?token={self.token}").status == 200
        return visitor

    def stranger(self) -> "Site":
        """Give a visitor who has not logged in."""
        return Site(self.port, self.token, self.root, self.prefix)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which no setting of this machine's user counts."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    own.pop("REVOPS_WORKSPACE", None)
    (folder / "home").mkdir(exist_ok=True)
    return {**own, "HOME": str(folder / "home"), "JUPYTER_NO_CONFIG": "1", **more}


def as_root() -> list[str]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--allow-root"] if is_root else []


def wait_for(site: Site, process: "subprocess.Popen[str]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            site.ask("/api")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def start_site() -> Callable[..., Iterator[Site]]:
    """Start `revops serve` in a process of its own; `code` comes before it."""

    def start(root: Path, code: str = "") -> Iterator[Site]:
        port = free_port()
        door = f"import sys\n{code}\nfrom revops.cli import main\nmain(sys.argv[1:])"
        options = ["serve", "-w", str(root), "--no-browser", "--port", str(port), *as_root()]
        with subprocess.Popen(
            [sys.executable, "-c", door, *options],
            stdout=subprocess.PIPE,
            text=True,
            env=environment(root.parent),
        ) as process:
            try:
                assert process.stdout is not None
                address = urlsplit(process.stdout.readline().strip())
                assert (address.hostname, address.path) == ("127.0.0.1", "/revops")
                token = parse_qs(address.query)["token"][0]
                site = Site(address.port or 0, token, root)
                wait_for(site, process)
                yield site
            finally:
                process.terminate()
                process.wait(timeout=30)

    return start


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    make_workspace: Callable[[Path], Path],
    make_reports: Callable[[Path], Path],
    start_site: Callable[..., Iterator[Site]],
) -> Iterator[Site]:
    """A real server whose runs are made up."""
    root = make_workspace(tmp_path_factory.mktemp("serving") / "faro")
    make_reports(root)
    fake = f"import revops.serving.runner as r; r.PROGRAM = (sys.executable, '-c', {FAKE!r})"
    yield from start_site(root, fake)
