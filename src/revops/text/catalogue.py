"""The catalogues of messages: one .po file a language, read with Babel and kept.

A message that has no translation, or only a guessed ("fuzzy") one, is shown as written.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from revops.errors import UnknownName

FOLDER = Path(__file__).parent / "locale"


def languages() -> list[str]:
    """Give the languages that have a catalogue.

    >>> languages()
    ['en', 'es']
    """
    return sorted(path.stem for path in FOLDER.glob("*.po"))


@cache
def read(language: str) -> Catalog:
    """Read the catalogue of one language.

    >>> read("eo")
    Traceback (most recent call last):
        ...
    revops.errors.UnknownName: there is no language named 'eo'. Known: en, es.
    """
    if language not in languages():
        raise UnknownName("language", language, languages())
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def messages(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give each message's translations: one form, or one for each plural form.

    >>> messages("es")["Won"]
    ('Ganada',)
    """
    return {
        singular(message.id): forms(message)
        for message in read(language)
        if message.id and all(forms(message)) and not message.fuzzy
    }


def forms(message: Message) -> tuple[str, ...]:
    """Give the translations of a message: one, or one for each plural form."""
    given = message.string
    every = [given] if isinstance(given, str) else list(given or [""])
    return tuple(form or "" for form in every)


def plural_form(language: str, n: int) -> int:
    """Say which of a language's plural forms a number takes, by the rule in its catalogue.

    >>> plural_form("es", 1), plural_form("es", 2)
    (0, 1)
    """
    return int(c2py(read(language).plural_expr)(n))


def singular(message: str | Sequence[str]) -> str:
    """Give the message as the code writes it: the first form where there are several.

    >>> singular(("{n} lead", "{n} leads"))
    '{n} lead'
    """
    return message if isinstance(message, str) else message[0]
