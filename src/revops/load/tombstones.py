"""Who was forgotten: fingerprints that only this workspace can compare, and no one can read back.

    .revops/forgotten/key        made once, at random; without it a fingerprint says nothing
    .revops/forgotten/list.txt   one fingerprint a line: of an id, an address, a visitor, a number,
                                 a name, and of the deals and companies whose texts may name them

A later load of the same export finds the person by them and leaves them out again.
"""

import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import polars as pl

from revops.identity import emails

FOLDER = "forgotten"
_KEY, _LIST = "key", "list.txt"
#: What is known of a person, by the columns that tell it.
ID, ADDRESS, VISITOR = "id", "address", "visitor"
PHONE, NAME = "phone", "name"
#: What a person is tied to: it stays, and its texts are looked into.
DEAL, ACCOUNT = "deal", "account"


@dataclass(frozen=True, repr=False)
class Tombstones:
    """The fingerprints of everyone who was forgotten, and the key that makes them."""

    key: bytes
    prints: frozenset[str]

    def print_of(self, kind: str, value: str) -> str:
        """Give the fingerprint of one value."""
        return hmac.new(self.key, f"{kind}:{value}".encode(), sha256).hexdigest()

    def among(self, kind: str, values: pl.Series) -> list[str]:
        """List the values that belong to someone forgotten, each once.

        >>> stones = Tombstones(b"k", frozenset())
        >>> stones = Tombstones(b"k", frozenset([stones.print_of(ID, "L1")]))
        >>> stones.among(ID, pl.Series(["L1", "L2", None, "L1"]))
        ['L1']
        """
        named = values.drop_nulls().unique().sort().to_list()
        return [value for value in named if self.print_of(kind, value) in self.prints]

    def addresses(self, written: pl.Series) -> list[str]:
        """List the e-mail addresses, as they are written, that belong to someone forgotten."""
        some = written.drop_nulls().unique().sort()
        boxes = mailboxes(some).to_list()
        pairs = zip(some.to_list(), boxes, strict=True)
        return [text for text, box in pairs if box and self.print_of(ADDRESS, box) in self.prints]


def mailboxes(written: pl.Series) -> pl.Series:
    """Give the one spelling of each address; null where a text is none.

    >>> mailboxes(pl.Series(["Ana.Rojas+x@gmail.com", "n/a"])).to_list()
    ['anarojas@gmail.com', None]
    """
    return pl.select(emails.mailbox(pl.lit(emails.address(written)))).to_series()


def tombstones(state: Path) -> Tombstones | None:
    """Read who was forgotten in a workspace; nothing where nobody was."""
    folder = state / FOLDER
    if not (folder / _LIST).is_file():
        return None
    key = (folder / _KEY).read_text(encoding="ascii").strip()
    prints = (folder / _LIST).read_text(encoding="ascii").split()
    return Tombstones(bytes.fromhex(key), frozenset(prints))


def forget(state: Path, known: Mapping[str, Iterable[str]]) -> Tombstones:
    """Add the fingerprints of all by which one person is known."""
    folder = state / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / _KEY).is_file():
        _replace(folder / _KEY, token_hex(32))
    old = tombstones(state)
    key = bytes.fromhex((folder / _KEY).read_text(encoding="ascii").strip())
    bare = Tombstones(key, frozenset())
    told = {bare.print_of(kind, one) for kind, values in known.items() for one in values}
    every = told | (old.prints if old else frozenset())
    _replace(folder / _LIST, "\n".join(sorted(every)))
    return Tombstones(key, frozenset(every))


def supposed(known: Mapping[str, Iterable[str]]) -> Tombstones:
    """Give the fingerprints of one person by a key of the moment: nothing is written."""
    bare = Tombstones(token_hex(32).encode(), frozenset())
    told = (bare.print_of(kind, one) for kind, values in known.items() for one in values)
    return Tombstones(bare.key, frozenset(told))


def _replace(path: Path, text: str) -> None:
    """Write a file that only its owner reads, in one step."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    aside.replace(path)
