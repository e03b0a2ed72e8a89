"""Both catalogues hold every message of the project, and nothing else."""

from collections import Counter

import pytest

from revops.text import catalogue, extract
from revops.text.catalogue import forms, singular
from revops.text.fill import names


@pytest.fixture(scope="module")
def found():
    return {message.forms[0] for message in extract.extract(extract.project_root())}


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_message_is_missing(language, found):
    lacking = sorted(found - set(catalogue.messages(language)))
    assert lacking == [], (
        f"{len(lacking)} lack a translation: run `make messages`, fill {language}.po"
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_message_is_obsolete(language, found):
    listed = {singular(message.id) for message in catalogue.read(language) if message.id}
    assert sorted(listed - found) == []


def as_said(message):
    """Give what the code says, in as many forms as the message has."""
    return (message.id,) if isinstance(message.id, str) else message.id


@pytest.mark.parametrize("language", ["en", "es"])
def test_translations_ask_for_the_same_values(language):
    wrong = [
        message.id
        for message in catalogue.read(language)
        for said, form in zip(as_said(message), forms(message), strict=True)
        if form and Counter(names(form)) != Counter(names(said))
    ]
    assert wrong == []


def test_spanish_keeps_the_shape_of_a_notebook_s_cells():
    for message, translated in catalogue.messages("es").items():
        marks = [line.split(" ")[0] for line in message.splitlines() if line[:1] in "#>|-"]
        kept = [line.split(" ")[0] for line in translated[0].splitlines() if line[:1] in "#>|-"]
        assert marks == kept, message
        assert message.count("**") == translated[0].count("**"), message


def test_english_says_what_the_code_says():
    for message, translated in catalogue.messages("en").items():
        assert translated[0] == message
