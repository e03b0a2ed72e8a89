"""Merge the messages found into a catalogue, and write it the same for the same messages."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from revops.text.catalogue import forms, singular
from revops.text.readers import Message

SOURCE_LANGUAGE = "en"

HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def merged(language: str, messages: list[Message], path: Path) -> Catalog:
    """Give the catalogue of the messages found, with the translations that the file has.

    English is its own translation. Where a message changed a little, its old translation is
    kept as a guess (fuzzy): it is not shown until someone has looked at it.
    """
    template = Catalog(locale=language, charset="utf-8")
    for message in sorted(messages, key=lambda message: (message.forms[:1], -len(message.forms))):
        if len(message.forms) == 1 and message.forms[0] in template:
            template[message.forms[0]].locations.append((message.place, 0))
            continue
        same = message.forms[0] if len(message.forms) == 1 else message.forms
        string = same if language == SOURCE_LANGUAGE else None
        template.add(same, string, locations=[(message.place, 0)])
    if language == SOURCE_LANGUAGE or not path.exists():
        return template
    kept = read_po(BytesIO(path.read_bytes()), locale=language)
    kept.update(template, no_fuzzy_matching=False, update_header_comment=False)
    return kept


def missing(catalogue: Catalog) -> list[str]:
    """Give the messages without a translation, or with one that is only guessed."""
    lacks = []
    for message in catalogue:
        if message.id and (message.fuzzy or not all(forms(message))):
            lacks.append(singular(message.id))
    return sorted(lacks)


def written(catalogue: Catalog, path: Path) -> bytes:
    """Give the file's bytes: its own comment, a header without dates, messages in order."""
    for message in catalogue:
        message.locations = sorted(set(message.locations))
    body = BytesIO()
    write_po(body, catalogue, width=92, omit_header=True, sort_output=True,
             ignore_obsolete=True, include_lineno=False)  # fmt: skip
    language = catalogue.locale_identifier or ""
    header = HEADER.format(language=language)
    return (comment(path) + header).encode() + body.getvalue()


def comment(path: Path) -> str:
    """Give the comment at the top of a catalogue (its glossary), to be kept."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(f"{line}\n" for line in lines[:end])
