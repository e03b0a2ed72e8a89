"""The words of a form: a contract with the files that people keep, so they are never changed.

`headers.csv` names each column in three languages, `words.csv` the agreed values of a column,
and `meanings.csv` says in Spanish what goes into the columns that people fill.
"""

import csv
from functools import cache
from pathlib import Path

#: The languages in which a form is written; Portuguese headers and words are read as well.
FORM_LANGUAGES = ("en", "es")
_READ = ("en", "es", "pt")
#: What the load fills, so that no form asks for it.
MADE = frozenset({"deleted_at", "email_hash", "is_inferred", "is_rebuilt"})


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one of the files, every cell as text."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def is_made(column: str) -> bool:
    """Say whether the load fills a column, whatever a file says.

    >>> is_made("amount_base"), is_made("amount")
    (True, False)
    """
    return column in MADE or column.endswith("_base")


@cache
def _by_column() -> dict[str, dict[str, str]]:
    """Give the headers of each column by language."""
    return {row["column"]: row for row in _rows("headers")}


def headers(column: str) -> tuple[str, ...]:
    """Give every header under which a column is read: our name first, then each language's.

    >>> headers("budget")
    ('budget', 'Presupuesto', 'Orçamento')
    """
    named = _by_column().get(column, {})
    spelt = [column, *(named[one] for one in _READ if one in named)]
    once = {name.casefold(): name for name in reversed(spelt)}
    return tuple(once[name] for name in dict.fromkeys(map(str.casefold, spelt)))


def header(column: str, language: str) -> str:
    """Give the header of a column in a form.

    >>> header("budget", "en"), header("budget", "es")
    ('Budget', 'Presupuesto')
    """
    return _by_column()[column][language]


def words(table: str) -> dict[str, dict[str, str]]:
    """Give for each column of a table its words in other languages, and our own for each.

    >>> words("users")["team"]["ventas"]
    'sales'
    """
    found: dict[str, dict[str, str]] = {}
    for row in _rows("words"):
        if row["table"] == table:
            ours = found.setdefault(row["column"], {})
            ours.update({row[one]: row["word"] for one in ("es", "pt")})
    return found


def said(table: str, column: str, word: str, language: str) -> str:
    """Say one of our words in a form's language.

    >>> said("users", "team", "sales", "es"), said("users", "team", "sales", "en")
    ('ventas', 'sales')
    """
    for row in _rows("words"):
        if (row["table"], row["column"], row["word"]) == (table, column, word):
            return row.get(language, word)
    return word


def meaning(table: str, column: str, english: str, language: str) -> str:
    """Say what goes into a column; in English where nobody wrote it in the language."""
    told = ((row["table"], row["column"], row.get(language)) for row in _rows("meanings"))
    return next((text for *at, text in told if at == [table, column] and text), english)
