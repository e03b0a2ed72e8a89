"""A file of no known vendor: which table it may be, and which header may be which column.

Plain words of the headers speak first, then the vendors' spellings of the same column, then what
stands in the cells. Everything here is a guess, and each comes with its reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from revops.sources.casting.renewals import speak_of_renewals
from revops.sources.mapping import parts
from revops.sources.recognise.content import Content, plain
from revops.sources.recognise.file_words import FILE_WORDS
from revops.sources.recognise.rank import ESSENCE, OURS
from revops.sources.recognise.spellings import Sources
from revops.sources.recognise.words import WORDS
from revops.tables import TABLES

_ENOUGH, _MOST, _SHARE = 1.5, 4.0, 0.2
#: A sheet of these is told by what its cells say; the words above them are anybody's.
_BY_CELLS = {"customers": 2.0}
_DATED = frozenset({"created_at", "close_date", "closed_at", "spent_on", "occurred_at"})
_COUNTED = frozenset({"amount", "recurring_amount", "cost", "impressions", "clicks", "employees"})
_IDS = re.compile(r"(?:^|\W)(?:id|no|nr|num|number|code|key|codigo|numero|folio)(?:\W|$)")


@dataclass(frozen=True)
class Guess:
    """A custom mapping that may hold: our column -> their header, and why."""

    table: str
    columns: Mapping[str, str]
    reasons: Mapping[str, str]
    score: float
    constants: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


def vocabulary(sources: Sources) -> dict[str, dict[str, list[str]]]:
    """Give for each table and column every word that may stand for it, best first."""
    known = {
        table: {our: list(words) for our, words in columns.items()}
        for table, columns in WORDS.items()
    }
    for exports in sources.values():
        for export in exports:
            if export.vendor == OURS or export.table not in known or export.wide:
                continue
            for our, cell in export.columns.items():
                spelt = (n for names in parts(cell) for n in names if isinstance(n, str))
                if our not in export.needed:
                    known[export.table].setdefault(our, []).extend(plain(n) for n in spelt)
    for table, columns in known.items():
        for our in TABLES[table].columns:
            columns[our] = list(dict.fromkeys([our.replace("_", " "), *columns.get(our, [])]))
    return known


def _fits(our: str, content: Content) -> bool:
    """Tell whether the cells can be what the column holds."""
    if our in _DATED:
        return content.kind in {"date", "", "number"}
    if our == "event":
        return speak_of_renewals(content.filled)
    if our in _COUNTED:
        return content.kind in {"number", "", "text"}
    return our != "email" or content.kind in {"email", ""}


def _by_words(
    columns: Mapping[str, Sequence[str]], contents: Sequence[Content]
) -> dict[str, Content]:
    """Find each column's header by its words; one header is one column, ids first."""
    by_name: dict[str, Content] = {}
    for content in contents:
        by_name.setdefault(plain(content.name), content)
    wanted = [
        (rank, our, by_name[word])
        for our, words in columns.items()
        for rank, word in enumerate(words)
        if word in by_name
    ]
    found: dict[str, Content] = {}
    taken: set[str] = set()
    for _, our, content in sorted(wanted, key=lambda one: one[0]):
        if our not in found and content.name not in taken and _fits(our, content):
            found[our] = content
            taken.add(content.name)
    return found


def _key(contents: Sequence[Content]) -> Content | None:
    """Find the column that may be the key: all cells differ, and its name or place says id."""
    keys = [content for content in contents if content.is_key and content.name]
    named = [content for content in keys if _IDS.search(plain(content.name))]
    first = [content for content in keys if content is contents[0]]
    return next(iter([*named, *first]), None)


def _file_words(name: str) -> set[str]:
    """Give the words of a file's name."""
    return {word.rstrip("s") for word in plain(name).split()}


def _status(found: dict[str, Content], contents: Sequence[Content], why: dict[str, str]) -> None:
    """Take a column whose few words say won and lost for the stage of a deal."""
    if "stage" in found or "status" in found:
        return
    taken = {content.name for content in found.values()}
    for content in contents:
        if content.name not in taken and {"won", "lost"} & content.outcomes:
            found["stage"] = content
            why["stage"] = "its few words speak of won, lost or open"
            return


def _has_outcomes(contents: Sequence[Content], event: Content | None) -> bool:
    """Tell whether another column says what was won or lost: a file of deals, of whatever type."""
    return any({"won", "lost"} & one.outcomes for one in contents if one is not event)


def _guess(table: str, words: Mapping[str, Sequence[str]], all_words: Mapping[str, int],
           contents: Sequence[Content], name: str) -> Guess | None:  # fmt: skip
    """Guess one table."""
    found = _by_words(words, contents)
    why = {our: f"'{plain(content.name)}' says so" for our, content in found.items()}
    score = sum(max(0.5, 1 / all_words.get(plain(c.name), 1)) for c in found.values())
    score += _BY_CELLS.get(table, 0)
    if table == "opportunities":
        _status(found, contents, why)
    if "event" in found:
        why["event"] = f"its cells speak of customers, such as '{found['event'].filled[0]}'"
    key = TABLES[table].key[0]
    if key not in found and table != "spend" and (id_ := _key(contents)):
        found[key], why[key] = id_, "every cell is filled and differs from the others"
    needed = {our for our in TABLES[table].key if our not in {"from_vendor", "spent_on"}}
    essence = ESSENCE.get(table, frozenset()) or {"occurred_at"}
    if table == "leads":
        essence |= {"original_source", "landing_page"}
    if not needed <= found.keys() or not essence & found.keys():
        return None
    if table in _BY_CELLS and _has_outcomes(contents, found.get("event")):
        return None
    score += bool(_file_words(name) & FILE_WORDS[table])
    columns = {our: found[our].name for our in words if our in found}
    return Guess(table, columns, why, score)


def guesses(
    contents: Sequence[Content], name: str, known: Mapping[str, Mapping[str, Sequence[str]]]
) -> list[Guess]:
    """Guess what a file of no known vendor is, best first; nothing where little speaks for it.

    `known` is the vocabulary, `name` the file's name.
    """
    counts: dict[str, int] = {}
    for words in (words for table, words in known.items() if table not in _BY_CELLS):
        for word in {word for columns in words.values() for word in columns}:
            counts[word] = counts.get(word, 0) + 1
    made = [_guess(table, words, counts, contents, name) for table, words in known.items()]
    n_headers = sum(bool(content.name) for content in contents)
    likely = [
        one
        for one in made
        if one
        and one.score >= _ENOUGH
        and (one.score >= _MOST or len(set(one.columns.values())) >= _SHARE * n_headers)
    ]
    return sorted(likely, key=lambda one: -one.score)
