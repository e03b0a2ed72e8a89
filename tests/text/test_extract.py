"""Messages are found where they stand, and the catalogues keep up with them."""

import json

import pytest

from revops.errors import RevopsError
from revops.text import extract as tool
from revops.text.merge import merged, missing, written
from revops.text.readers import (
    Message,
    notebook_messages,
    python_messages,
    suite_messages,
    template_messages,
)

CODE = """
A = {"won": N_("Won")}
text("One {n}" " line", n=1)
self.text("Two")
text.plural("{n} lead", "{n} leads", n=2)
page.say("Three {n}", n=1)
page.table(rows, title="Four")
other.table(rows, title="not ours")
text(A["won"])
path.read_text("utf-8")
"""


def test_python_messages():
    found = set(python_messages(CODE, "a.py"))
    single = {("Won",), ("One {n} line",), ("Two",), ("Three {n}",), ("Four",)}
    assert found == single | {("{n} lead", "{n} leads")}


@pytest.mark.parametrize("call", ['text(f"Won {n}")', 'page.say(f"Won {n}")', 'N_(f"{n}")'])
def test_an_f_string_is_refused_with_its_place(call):
    with pytest.raises(RevopsError, match=r"a\.py line 2: an f-string can't be translated"):
        list(python_messages(f"\n{call}", "a.py"))


def test_notebook_messages_are_whole_cells_and_the_code_s():
    cells = [
        {"cell_type": "markdown", "source": ["# Funnel\n", "\n", "Of the leads."]},
        {"cell_type": "markdown", "source": "  \n"},
        {"cell_type": "code", "source": ["%time\n", 'page.say("Won {n}", n=n)']},
    ]
    found = list(notebook_messages(json.dumps({"cells": cells}), "funnel.ipynb"))
    assert found == [("# Funnel\n\nOf the leads.",), ("Won {n}",)]


def test_suite_messages_are_descriptions():
    suite = {
        "name": "leads",
        "expectations": [{"type": "t", "kwargs": {"title": ""}, "description": "D"}],
    }
    assert list(suite_messages(json.dumps(suite), "leads.json")) == [("D",)]


def test_the_question_of_a_metric_is_a_message():
    code = 'def wins():\n    """How many?\n\n    Won deals.\n    """\nWINS = Metric(wins, unit="")'
    assert list(python_messages(code, "wins.py")) == [("How many?",)]
    assert list(python_messages(code.replace("Metric(wins", "Metric(losses"), "wins.py")) == []


def test_template_messages():
    page = (
        '{% extends "base.html.j2" %}{% block body %}{{ text("Made on {day}", day=day) }}'
        '{% if x %}{{ _("Two") | upper }}{% endif %}{{ text.plural("a", "b", n=2) }}'
        "{{ text(name) }}{% endblock %}"
    )
    assert set(template_messages(page, "page.j2")) == {("Made on {day}",), ("Two",), ("a", "b")}


@pytest.fixture
def es(tmp_path):
    path = tmp_path / "es.po"
    path.write_text(
        '# Glosario.\nmsgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Won"\nmsgstr "Ganada"\n\nmsgid "Gone"\nmsgstr "Perdida"\n\n'
        'msgid "How many leads came in this week?"\nmsgstr "¿Cuántos leads llegaron?"\n',
        encoding="utf-8",
    )
    return path


MESSAGES = [
    Message(("Won",), "src/b.py"),
    Message(("Won",), "src/a.py"),
    Message(("{n} lead", "{n} leads"), "src/a.py"),
    Message(("How many leads came in that week?",), "src/a.py"),
]


def test_merging_keeps_translations_drops_what_is_gone_and_lists_what_lacks(es):
    catalogue = merged("es", MESSAGES, es)
    assert catalogue["Won"].string == "Ganada"
    assert "Gone" not in written(catalogue, es).decode()
    assert missing(catalogue) == ["How many leads came in that week?", "{n} lead"]


def test_a_changed_message_keeps_its_translation_as_a_guess(es):
    changed = merged("es", MESSAGES, es)["How many leads came in that week?"]
    assert changed.fuzzy
    assert changed.string == "¿Cuántos leads llegaron?"


def test_the_file_has_the_same_bytes_however_the_messages_come(es):
    first = written(merged("es", MESSAGES, es), es)
    es.write_bytes(first)
    assert written(merged("es", MESSAGES[::-1], es), es) == first
    assert first.startswith(b"# Glosario.\nmsgid")
    assert b"POT-Creation-Date" not in first


def test_english_is_its_own_translation(tmp_path):
    catalogue = merged("en", MESSAGES, tmp_path / "en.po")
    assert missing(catalogue) == []
    assert catalogue[("{n} lead", "{n} leads")].string == ("{n} lead", "{n} leads")


def test_a_message_in_one_and_in_two_forms_is_one_entry(tmp_path):
    both = [Message(("{n} lead",), "a"), Message(("{n} lead", "{n} leads"), "b")]
    catalogue = merged("en", both, tmp_path / "en.po")
    assert len([message for message in catalogue if message.id]) == 1


def test_the_command_lists_what_is_missing_and_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(tool.catalogue, "FOLDER", tmp_path)
    monkeypatch.setattr(tool, "extract", lambda root: [Message(("Won",), "a.py")])
    assert tool.main() == 1
    assert capsys.readouterr().out == "es.po lacks: 'Won'\n1 messages\n"
