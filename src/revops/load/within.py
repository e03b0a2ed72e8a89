"""Telephone numbers and names of those forgotten, in the middle of what people typed.

A text is read in stretches of words and of digits; each stretch is looked up by its fingerprint.
Numbers are looked for in all that is typed. Names are looked for only where a row is about a deal
or a company of theirs, so that a namesake elsewhere keeps theirs, and the work stays small.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from revops.load.tombstones import NAME, PHONE, Tombstones

#: What stands where something was forgotten.
FORGOTTEN = "[forgotten]"
#: Columns that hold what people typed.
TYPED = frozenset(
    {"name", "note", "text", "reason", "lost_reason", "outcome", "title", "product"}
    | {"old_value", "new_value", "role"}
)
_MOST_WORDS = 4
_FEWEST_DIGITS, _MOST_DIGITS, _LOCAL_DIGITS = 7, 15, 8
_PARTICLES = frozenset({"da", "de", "del", "dos", "la", "las", "los", "van", "von", "y"})
_HAS_NUMBER = r"\d(?:[\s().\-/+]{0,4}\d){6}"


@dataclass(frozen=True)
class _Kind:
    """How one kind of stretch is read: its pieces, what may stand between, and its keys."""

    piece: re.Pattern[str]
    between: re.Pattern[str]
    most: int
    keys: Callable[[list[str]], list[str]]


def folded(text: str) -> list[str]:
    """Give the words of a name as all spellings of it have them.

    >>> folded("Núñez,  ANA-María")
    ['nunez', 'ana', 'maria']
    """
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.findall(r"[^\W\d_]+", bare.casefold())


def names(full_name: str) -> list[str]:
    """Give the stretches by which a full name is found: whole, shortened, and turned around.

    >>> names("Ana María Rojas")
    ['ana maria', 'ana maria rojas', 'ana rojas', 'rojas ana', 'rojas ana maria']
    """
    words = folded(full_name)
    if len(words) < 2:
        return []
    own = [word for word in words[1:] if len(word) > 1 and word not in _PARTICLES]
    told = [words[:_MOST_WORDS], *([words[0], word] for word in own)]
    told += [[word, words[0]] for word in own[-1:]]
    told += [[words[-1], *words[:-1]]] if len(words) <= _MOST_WORDS else []
    return sorted({" ".join(each) for each in told})


def numbers(written: str) -> list[str]:
    """Give the digits by which a telephone number is found: all, and those within its country.

    >>> numbers("+56 2 2345 0101"), numbers("0101")
    (['23450101', '56223450101'], [])
    """
    return sorted(set(_digits(re.findall(r"\d+", written))))


def _digits(groups: list[str]) -> list[str]:
    whole = "".join(groups)
    if not _FEWEST_DIGITS <= len(whole) <= _MOST_DIGITS:
        return []
    return [whole, whole[-_LOCAL_DIGITS:]] if len(whole) > _LOCAL_DIGITS else [whole]


def _name(words: list[str]) -> list[str]:
    spelt = [piece for word in words for piece in folded(word)]
    return [" ".join(spelt)] if len(spelt) > 1 else []


_KINDS = {
    PHONE: _Kind(re.compile(r"\d+"), re.compile(r"[\s().\-/+]{0,4}"), 7, _digits),
    NAME: _Kind(
        re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+"), re.compile(r"[\s,.\-]{1,3}"), 4, _name
    ),
}


def _stretches(text: str, kind: _Kind) -> Iterator[tuple[int, int, list[str]]]:
    """Give every stretch of a text with its place, from each piece on the longest first."""
    found = list(kind.piece.finditer(text))
    for n, first in enumerate(found):
        last = n + 1
        while last < min(n + kind.most, len(found)) and kind.between.fullmatch(
            text, found[last - 1].end(), found[last].start()
        ):
            last += 1
        for end in range(last, n, -1):
            pieces = found[n:end]
            yield first.start(), pieces[-1].end(), [each[0] for each in pieces]


def unnamed(text: str, kind: str, is_theirs: Callable[[str], bool]) -> str:
    """Take out of a text each stretch of a kind that names someone forgotten.

    >>> unnamed("Call Ana Rojas, or Ana.", NAME, lambda key: key == "ana rojas")
    'Call [forgotten], or Ana.'
    """
    how, told, done = _KINDS[kind], [], 0
    for start, end, pieces in _stretches(text, how):
        if start >= done and any(is_theirs(key) for key in how.keys(pieces)):
            told += [text[done:start], FORGOTTEN]
            done = end
    return "".join([*told, text[done:]])


def _out_of(cells: pl.Series, kind: str, stones: Tombstones) -> dict[str, str]:
    """Give each text that names someone forgotten, and what remains of it."""
    is_theirs = cache(lambda key: stones.print_of(kind, key) in stones.prints)
    new = {text: unnamed(text, kind, is_theirs) for text in cells.drop_nulls().unique().to_list()}
    return {text: left for text, left in new.items() if left != text}


def _typed(frame: pl.DataFrame) -> Iterable[str]:
    return (name for name, kind in frame.schema.items() if name in TYPED and kind == pl.String)


def without_words(frame: pl.DataFrame, is_tied: pl.Expr, stones: Tombstones) -> pl.DataFrame:
    """Take numbers out of what people typed, and names out of that of the rows that are tied."""
    left = frame
    for name in _typed(frame):
        some = left[name].filter(left[name].str.contains(_HAS_NUMBER).fill_null(False))
        if found := _out_of(some, PHONE, stones):
            left = left.with_columns(pl.col(name).replace(found))
        if found := _out_of(left.filter(is_tied)[name], NAME, stones):
            scrubbed = pl.when(is_tied).then(pl.col(name).replace(found)).otherwise(name)
            left = left.with_columns(scrubbed.alias(name))
    return left


def told_apart(accounts: pl.DataFrame) -> pl.DataFrame:
    """Tell companies apart that had the names of people: one name would make them one.

    >>> found = told_apart(pl.DataFrame({"account_id": ["C1", "C2"], "name": ["[forgotten]", "x"]}))
    >>> found["name"].to_list()
    ['[forgotten] C1', 'x']
    """
    named = pl.format("{} {}", pl.lit(FORGOTTEN), "account_id")
    is_nameless = pl.col("name") == FORGOTTEN
    return accounts.with_columns(pl.when(is_nameless).then(named).otherwise("name").alias("name"))
