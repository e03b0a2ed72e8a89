"""Where a database is, and who asks it: known only while it is asked, and never repeated.

postgresql://USER:PASSWORD@HOST:PORT/DATABASE     mysql://...     sqlite:crm.db
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings

_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_ENGINES = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "sqlite": "sqlite",
}
_WAYS = "postgresql://..., mysql://... or sqlite:FILE"
_NUMBERED = r"\b\d{1,3}(?:\.\d{1,3}){3}\b"


@dataclass(frozen=True, repr=False)
class Address:
    """A database's address, spelt out, and the words in it that nobody is told."""

    engine: str
    uri: str
    parts: SplitResult
    secrets: tuple[tuple[str, str], ...]
    root: Path


def address(settings: ExportSettings, root: Path) -> Address:
    """Spell out the address of a query's database from the environment."""
    written = settings.uri.get_secret_value() if settings.uri else ""
    named = [one or other for one, other in _VARIABLE.findall(written)]
    if unset := [name for name in dict.fromkeys(named) if name not in os.environ]:
        raise refuse(
            *(f"the environment variable {name}, which `uri` names, is not set." for name in unset)
        )
    uri = _VARIABLE.sub(lambda match: os.environ[match[1] or match[2]], written).strip()
    engine = _ENGINES.get(uri.partition(":")[0].lower())
    if engine is None:
        raise refuse(f"`uri` names no database that can be asked. It is {_WAYS}.")
    try:
        parts = urlsplit(uri)
        secrets = () if engine == "sqlite" else tuple(_secrets(uri, parts))
    except ValueError:
        raise refuse(
            f"`uri` is no address. It is {_WAYS}; write @ : / in a password as %40 %3A %2F."
        ) from None
    return Address(engine, uri, parts, secrets, root)


def _secrets(uri: str, parts: SplitResult) -> list[tuple[str, str]]:
    """List what an address tells, each with what is said in its place; the longest first."""
    _ = parts.port  # raises where it is none
    named = {
        "address": [uri],
        "password": [parts.password or ""],
        "user": [parts.username or ""],
        "host": [parts.hostname or ""],
        "database": [parts.path.strip("/")],
    }
    for key, value in parse_qsl(parts.query):
        named.setdefault(key, []).append(value)
    every = [(word, f"[{name}]") for name, words in named.items() for word in words if word]
    plain = [(unquote(word), name) for word, name in every]
    return sorted({*every, *plain}, key=lambda one: -len(one[0]))


def said(message: str, found: Address) -> str:
    """Give a driver's message without what only the address tells.

    >>> from revops.workspace.settings import ExportSettings as Asked
    >>> uri = "postgresql://${USER_7}@db.faro.example/crm"
    >>> os.environ["USER_7"] = "ana:hush"
    >>> one = address(Asked(source="template.leads", query="select 1", uri=uri), Path())
    >>> said("FATAL: user ana at db.faro.example (10.0.0.7) may not read crm: hush", one)
    'FATAL: user [user] at [host] ([host]) may not read [database]: [password]'
    """
    if not found.secrets:
        return message
    names = {word.lower(): name for word, name in reversed(found.secrets)}
    words = "|".join(_pattern(word) for word, _ in found.secrets)
    return re.sub(
        f"{words}|{_NUMBERED}",
        lambda match: names.get(match[0].lower(), "[host]"),
        message,
        flags=re.IGNORECASE,
    )


def _pattern(word: str) -> str:
    """Find a word as a word, where it is one."""
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"
