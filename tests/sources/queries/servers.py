"""Real database servers that the tests start: each in a folder of its own, on a free port."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

WAIT_SECONDS = 60
PASSWORD = "s3cr3t-of-nobody"


@dataclass(frozen=True)
class Server:
    """A server that runs: where it listens, who reads it, how to speak to it as owner."""

    scheme: str
    port: int
    user: str
    folder: Path
    shell: tuple[str, ...]

    def uri(self, user: str = "", password: str = PASSWORD) -> str:
        return f"{self.scheme}://{user or self.user}:{password}@127.0.0.1:{self.port}/crm"

    def do(self, sql: str) -> str:
        """Run statements as the owner, and give what they print."""
        done = subprocess.run(
            self.shell, input=sql, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def _binary(name: str, *folders: str) -> str | None:
    """Find a programme on the path, or where distributions put it."""
    places = [str(one.parent) for folder in folders for one in Path("/").glob(f"{folder}/{name}")]
    return shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", "")]))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _user() -> str | None:
    """Name whom a server runs as: none refuses root, so there it is somebody without rights."""
    return "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None


def _folder(user: str | None) -> Path:
    folder = Path(mkdtemp(prefix="revops-db-"))
    if user:
        shutil.chown(folder, user)
    return folder


def _wait(ask: tuple[str, ...], server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if subprocess.run(ask, capture_output=True, check=False).returncode == 0:
            return
        assert server.poll() is None, "the server stopped"
        time.sleep(0.1)
    raise AssertionError("the server did not answer")


@contextmanager
def _running(
    command: tuple[str, ...], user: str | None, folder: Path, ask: tuple[str, ...]
) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, user=user, stdout=log, stderr=log, cwd=folder)
        try:
            _wait(ask, server)
            yield
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            shutil.rmtree(folder, ignore_errors=True)


_POSTGRES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")


def no_postgres() -> str:
    """Say why no PostgreSQL can be started; empty where one can."""
    lacking = [name for name in ("initdb", "postgres", "psql") if not _binary(name, *_POSTGRES)]
    return f"no PostgreSQL is installed here: {', '.join(lacking)} not found" if lacking else ""


@contextmanager
def postgres() -> Iterator[Server]:
    """Start a PostgreSQL with a database `crm` and a user `reader` who may do anything in it."""
    initdb, binary, psql = (str(_binary(n, *_POSTGRES)) for n in ("initdb", "postgres", "psql"))
    user, port = _user(), _free_port()
    folder = _folder(user)
    data = str(folder / "data")
    make = (initdb, "-D", data, "-U", "owner", "--auth-local=trust", "--auth-host=scram-sha-256")
    quick = ("--no-sync", "-E", "UTF8", "--locale=C")
    subprocess.run((*make, *quick), user=user, check=True, capture_output=True, cwd=folder)
    listen = ("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-p", str(port))
    start = (binary, "-D", data, *listen, "-k", str(folder))
    shell = (psql, "-qAt", "-v", "ON_ERROR_STOP=1", "-h", str(folder), "-p", str(port))
    owner = (*shell, "-U", "owner", "-d")
    with _running(start, user, folder, (*owner, "postgres", "-c", "select 1")):
        server = Server("postgresql", port, "reader", folder, (*owner, "crm"))
        first = f"create role reader login password '{PASSWORD}'"
        for sql in (first, "create database crm owner reader"):
            subprocess.run((*owner, "postgres", "-c", sql), check=True, capture_output=True)
        yield server


_MARIA = ("usr/sbin", "usr/lib/mysql*/bin")
_MARIA_NAMES = ("mariadbd", "mariadb-install-db", "mariadb")


def no_mysql() -> str:
    """Say why no MySQL can be started; empty where one can."""
    lacking = [name for name in _MARIA_NAMES if not _binary(name, *_MARIA)]
    return f"no MariaDB is installed here: {', '.join(lacking)} not found" if lacking else ""


@contextmanager
def mysql() -> Iterator[Server]:
    """Start a MariaDB with a database `crm` and a user `reader` who may do anything in it."""
    binary, install, client = (str(_binary(name, *_MARIA)) for name in _MARIA_NAMES)
    user, port = _user(), _free_port()
    folder = _folder(user)
    data, place = f"--datadir={folder / 'data'}", f"--socket={folder / 'sock'}"
    make = (install, "--no-defaults", data, "--auth-root-authentication-method=normal")
    subprocess.run((*make, "--skip-test-db"), user=user, check=True, capture_output=True)
    listen = ("--bind-address=127.0.0.1", f"--port={port}", f"--pid-file={folder / 'pid'}")
    start = (binary, "--no-defaults", data, place, *listen)
    shell = (client, "--no-defaults", place, "-u", "root", "-NB")
    with _running(start, user, folder, (*shell, "-e", "select 1")):
        for sql in (
            "create database crm character set utf8mb4",
            f"create user reader@'127.0.0.1' identified by '{PASSWORD}'",
            "grant all on crm.* to reader@'127.0.0.1'",
        ):
            subprocess.run((*shell, "-e", sql), check=True, capture_output=True)
        yield Server("mysql", port, "reader", folder, (*shell, "crm"))
