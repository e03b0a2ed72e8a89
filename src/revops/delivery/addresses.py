"""The addresses of a channel, with their secrets: looked up when they are used, kept nowhere."""

import os
import re
import stat
from pathlib import Path
from urllib.parse import quote

from revops.errors import RevopsError
from revops.workspace import Workspace
from revops.workspace.delivery import Delivery

_VARIABLE = re.compile(r"\$\{(\w+)\}")
_WHOLE = re.compile(r"\$\{?(\w+)\}?")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class NoAddress(RevopsError):
    """A channel has no address that can be used; it says which one and why, never the secret."""


def addresses(workspace: Workspace, delivery: Delivery) -> list[str]:
    """Give the Apprise URLs of a channel, variables filled in."""
    if delivery.uri_file:
        return _of_file(workspace, delivery)
    written = delivery.uri.get_secret_value()
    whole = _WHOLE.fullmatch(written)
    filled = _lookup(whole[1], delivery) if whole else _filled(written, delivery)
    return _lines(filled, f"the uri of '{delivery.name}'")


def _filled(written: str, delivery: Delivery) -> str:
    """Put the variables into an address; one that is a user, a password or an option is quoted.

    So a password may hold any sign.
    """
    host_at = written.rfind("@", 0, _end_of_host(written))
    asked_at = written.find("?") if "?" in written else len(written)

    def value(found: re.Match[str]) -> str:
        plain = _lookup(found[1], delivery)
        is_value = found.start() < host_at or found.start() > asked_at
        return quote(plain, safe="") if is_value else plain

    return _VARIABLE.sub(value, written)


def _end_of_host(written: str) -> int:
    """Find where an address's host ends: at the next slash or question mark."""
    begin = written.find("://") + 3 if "://" in written else 0
    ends = [at for sign in "/?#" if (at := written.find(sign, begin)) >= 0]
    return min(ends, default=len(written))


def _lookup(name: str, delivery: Delivery) -> str:
    """Give a variable's value."""
    if value := os.environ.get(name):
        return value
    raise NoAddress(
        f"the environment variable {name}, which the delivery '{delivery.name}' names, is not "
        "set. Set it for the user who runs revops"
    )


def _of_file(workspace: Workspace, delivery: Delivery) -> list[str]:
    """Read the addresses of a file that nobody but its owner can read."""
    shown = delivery.uri_file
    path = workspace.root / _VARIABLE.sub(lambda found: _lookup(found[1], delivery), shown)
    what = f"the file {shown}, which the delivery '{delivery.name}' names,"
    try:
        if mode := _open_to_others(path):
            raise NoAddress(
                f"{what} can be read by others (mode {mode:03o}). Run: chmod 600 {shown}"
            )
        return _lines(path.read_text(encoding="utf-8-sig"), what.rstrip(","))
    except OSError as error:
        raise NoAddress(f"{what} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise NoAddress(f"{what} is no text in UTF-8") from None


def _open_to_others(path: Path, system: str = os.name) -> int:
    """Give the permissions of a file that others can use; 0 of one that is the owner's alone.

    Windows has no such permissions; there the folder of the user is the owner's.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    return mode if system == "posix" and mode & _OTHERS else 0


def _lines(text: str, what: str) -> list[str]:
    """Give one address a line; empty lines and those that begin with # are left out."""
    found = [line.strip() for line in text.splitlines()]
    kept = [line for line in found if line and not line.startswith("#")]
    if not kept:
        raise NoAddress(f"{what} holds no address. Write an Apprise URL, such as mailtos://...")
    return kept
