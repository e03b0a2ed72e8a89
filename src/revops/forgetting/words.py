"""The words by which a person stands in texts, pages and files, in every way they are written."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import quote

from revops.forgetting.person import Person
from revops.load.forgotten import FORGOTTEN

_FEWEST_DIGITS = 7
#: Ids shorter than this, of digits alone, are found as numbers of anything.
_SHORT = 5


@dataclass(frozen=True, repr=False)
class Words:
    """What to look for, and what to put in its place."""

    person: Person

    @cached_property
    def pattern(self) -> str:
        """Find any word that names the person: for bytes, texts and columns alike."""
        return "(?i)" + _either(_spelt(self._free)) + "|" + _apart(_spelt(self.person.ids))

    @cached_property
    def in_texts(self) -> str:
        """Find what can be taken out of a free text without hurting its other words."""
        long = [one for one in self.person.ids if len(one) >= _SHORT or not one.isdigit()]
        return "(?i)" + _either(_spelt(self._free)) + "|" + _apart(_spelt(long))

    @property
    def _free(self) -> list[str]:
        person = self.person
        digits = ["".join(filter(str.isdigit, one)) for one in person.phones]
        bare = [one for one in digits if len(one) >= _FEWEST_DIGITS]
        return [*person.addresses, *person.names, *person.phones, *bare]

    @cached_property
    def _bytes(self) -> "re.Pattern[bytes]":
        return re.compile(self.pattern.encode())

    def are_in(self, content: bytes) -> bool:
        """Say whether some bytes name the person."""
        return self._bytes.search(content) is not None

    def out_of_text(self, text: str) -> str:
        """Take the person out of a free text, where a short number may be anything."""
        return re.sub(self.in_texts, _kept, re.sub(self.in_texts, _kept, text))

    def out_of(self, text: str) -> str:
        """Take the person out of a text; twice, for ids that share what stands between them."""
        once = re.sub(self.pattern, _kept, text)
        return re.sub(self.pattern, _kept, once)


def _kept(found: "re.Match[str]") -> str:
    """Keep what stands around an id."""
    return f"{found['before'] or ''}{FORGOTTEN}{found['after'] or ''}"


def _spelt(values: Iterable[str]) -> list[str]:
    """Give each value as it is written in texts, pages, JSON and addresses, longest first.

    >>> _spelt(["Zoë <z>"])[:2]
    ['Zo%C3%AB%20%3Cz%3E', 'Zoë &lt;z&gt;']
    """
    ways = {
        way
        for one in values
        for way in (one, escape(one), json.dumps(one)[1:-1], quote(one), quote(one, safe=""))
    }
    return sorted(ways, key=lambda one: (-len(one), one))


def _either(words: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})" if words else "[^\\s\\S]"


def _apart(words: list[str]) -> str:
    """Find an id that is no part of a longer one."""
    return f"(?P<before>^|[^0-9A-Za-z]){_either(words)}(?P<after>[^0-9A-Za-z]|$)"
