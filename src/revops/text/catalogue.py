"""The catalogues of messages: one .po file a language, read with Babel and kept.

A message that has no translation, or only a guessed ("fuzzy") one, is shown as written.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
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
    revops.errors.UnknownName: there is no language named 'eo'. Did you mean 'es'? Known: en, es.
    """
    if language not in languages():
        raise UnknownName("language", language, languages())
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def messages(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give each message's translations: one form, or one for each plural form.

    >>> messages("es")["won"]
    ('ganada',)
    """
    found = {}
    for message in read(language):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(forms) and not message.fuzzy:
            found[singular(message.id)] = forms
    return found


def singular(message: str | tuple[str, ...] | list[str]) -> str:
    """Give the message as the code writes it: the first form where there are several.

    >>> singular(("{n} lead", "{n} leads"))
    '{n} lead'
    """
    return message if isinstance(message, str) else message[0]
