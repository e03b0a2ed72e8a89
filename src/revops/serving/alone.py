"""The site alone: a Jupyter Server with this extension and nothing else.

Of Jupyter only the login is kept: no notebooks, files, kernels or terminals are served, so whoever
may read the reports may not run code.
"""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revops.errors import RevopsError
from revops.workspace import Workspace

#: What is kept of Jupyter's own services.
SERVICES = ("auth", "security")
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Asked:
    """Where the site is to be reached, and how."""

    port: int
    ip: str = LOOPBACK
    is_open: bool = False
    opens_browser: bool = True
    certificate: Path | None = None
    key: Path | None = None
    is_root_allowed: bool = False


def is_loopback(ip: str) -> bool:
    """Say whether an address is this machine's own.

    >>> [is_loopback(ip) for ip in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", "*")]
    [True, True, True, False, False, False]
    """
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return ip == "localhost"


def warnings_of(asked: Asked) -> list[str]:
    """Say what to know before others may reach the site; refuse what was not asked for clearly."""
    if is_loopback(asked.ip):
        return []
    if not asked.is_open:
        raise RevopsError(
            f"--ip {asked.ip or '(any)'} lets other machines reach the site. "
            "Add --allow-remote to say so, with --certfile and --keyfile to encrypt what is sent"
        )
    if asked.certificate is None:
        return [
            f"other machines may reach {asked.ip}, and what is sent, the login included, is NOT "
            "encrypted: give --certfile and --keyfile, or stand it behind a proxy that encrypts"
        ]
    return []


def arguments_of(workspace: Workspace, asked: Asked) -> list[str]:
    """Give Jupyter Server its settings, as arguments: those win over the user's own files."""
    server = {
        "ip": asked.ip,
        "port": asked.port,
        "open_browser": asked.opens_browser,
        "allow_remote_access": asked.is_open,
        "allow_unauthenticated_access": False,
        "certfile": asked.certificate or "",
        "keyfile": asked.key or "",
        "root_dir": workspace.root,
        "default_url": "/revops",
        "allow_root": asked.is_root_allowed,
        "terminals_enabled": False,
        "log_level": "WARN",
        "contents_manager_class": "revops.serving.no_files.NoFiles",
    }
    site = {"workspace": workspace.root}
    owners: dict[str, dict[str, Any]] = {"ServerApp": server, "RevopsSite": site}
    return [
        f"--{owner}.{name}={value}"
        for owner, settings in owners.items()
        for name, value in settings.items()
    ]


def serve(workspace: Workspace, asked: Asked, say: Callable[[str], None]) -> None:
    """Start the site, say its address, and serve until it is stopped."""
    from revops.serving.app import RevopsSite

    class Alone(RevopsSite):
        """The extension as the one thing that the server has."""

        @classmethod
        def make_serverapp(cls, **settings: Any) -> Any:
            """Make a server without Jupyter's services."""
            server: Any = super().make_serverapp(**settings)
            server.default_services = SERVICES
            return server

    server = Alone.initialize_server(argv=arguments_of(workspace, asked))  # type: ignore[no-untyped-call]
    server.io_loop.add_callback(lambda: say(address_of(server)))
    server.start()


def address_of(server: Any) -> str:
    """Give the address to open: with the token, where Jupyter made one up for this start."""
    scheme = "https" if server.certfile else "http"
    host = server.ip if is_loopback(server.ip) else "localhost"
    host = f"[{host}]" if ":" in host else host
    login = server.identity_provider
    asked = f"?token={login.token}" if login.token and login.token_generated else ""
    return f"{scheme}://{host}:{server.port}{server.base_url}revops{asked}"
