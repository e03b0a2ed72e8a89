"""Words, numbers, days and money, in both languages."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from revops import text
from revops.errors import RevopsError, UnknownName
from revops.text import catalogue

NARROW = str.maketrans({"\u00a0": " ", "\u202f": " "})


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    """A language of our own with one message in two forms."""
    lines = [
        'msgid ""', 'msgstr ""', r'"Content-Type: text/plain; charset=utf-8\n"',
        r'"Plural-Forms: nplurals=2; plural=(n > 1);\n"', "",
        'msgid "{n} lead"', 'msgid_plural "{n} leads"',
        'msgstr[0] "{n} piste"', 'msgstr[1] "{n} pistes"', "",
        "#, fuzzy", 'msgid "Won"', 'msgstr "Perdu"',
    ]  # fmt: skip
    (tmp_path / "fr.po").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    caches = (catalogue.read, catalogue.messages, text.load)
    for cache in caches:
        cache.cache_clear()
    yield text.load("fr")
    for cache in caches:
        cache.cache_clear()


def test_a_message_is_translated_and_filled():
    assert text.load("es")("Within {n} days.", n=1200) == "Dentro de 1.200 días."
    assert text.load("en")("Within {n} days.", n=1200) == "Within 1,200 days."


def test_values_are_written_as_the_language_writes_them():
    es = text.load("es")
    said = es("{a}|{b}|{c}|{d}|{e}", a=1234.5, b=date(2026, 3, 2), c=None, d="{a}", e=True)
    assert said == "1.234,5|2 mar 2026|–|{a}|True"


def test_a_message_without_values_keeps_its_braces():
    assert text.load("es")("A set {a, b}") == "A set {a, b}"


def test_an_unknown_language_is_refused_with_the_known_ones():
    with pytest.raises(UnknownName, match=r"no language named 'xx'\. Known: en, es"):
        text.load("xx")


@pytest.mark.parametrize(("n", "said"), [(0, "0 piste"), (1, "1 piste"), (2, "2 pistes")])
def test_the_plural_follows_the_rule_of_the_catalogue(made_up, n, said):
    assert made_up.plural("{n} lead", "{n} leads", n=n) == said


def test_a_guessed_translation_is_not_shown(made_up):
    assert made_up("Won") == "Won"


def test_a_plural_that_nobody_translated_is_shown_as_written():
    es = text.load("es")
    forms = ("{n} unknown thing of {who}", "{n} unknown things of {who}")
    assert es.plural(*forms, n=1, who="Ana") == "1 unknown thing of Ana"
    assert es.plural(*forms, n=2000, who="Ana") == "2.000 unknown things of Ana"


@pytest.mark.parametrize(
    ("value", "digits", "en", "es"),
    [
        (0, 0, "0", "0"),
        (-0.001, 1, "0.0", "0,0"),
        (-1234.5, 1, "-1,234.5", "-1.234,5"),
        (0.125, 2, "0.13", "0,13"),
        (Decimal("81674862.005"), 2, "81,674,862.01", "81.674.862,01"),
        (10**15, 0, "1,000,000,000,000,000", "1.000.000.000.000.000"),
        (None, 0, "–", "–"),
        (float("nan"), 0, "–", "–"),
        (float("-inf"), 0, "–", "–"),
    ],
)
def test_numbers(value, digits, en, es):
    assert text.load("en").number(value, digits) == en
    assert text.load("es").number(value, digits) == es


@pytest.mark.parametrize(
    ("value", "digits", "en", "es"),
    [(0.1052, 1, "10.5%", "10,5 %"), (0.5, 0, "50%", "50 %"), (None, 1, "–", "–")],
)
def test_percent(value, digits, en, es):
    assert text.load("en").percent(value, digits) == en
    assert text.load("es").percent(value, digits).translate(NARROW) == es


@pytest.mark.parametrize(
    ("value", "currency", "en", "es"),
    [
        (1234.5, "USD", "$1,234.50", "1.234,50 US$"),
        (1234.5, "CLP", "CLP 1,235", "1.235 CLP"),
        (1.5, "CLF", "CLF 1.5000", "1,5000 CLF"),
        (7, "QQQ", "QQQ 7.00", "7,00 QQQ"),
        (7, "", "7.00", "7,00"),
        (None, "USD", "–", "–"),
    ],
)
def test_money(value, currency, en, es):
    assert text.load("en").money(value, currency).translate(NARROW) == en
    assert text.load("es").money(value, currency).translate(NARROW) == es


def test_days_weeks_and_months():
    es, en = text.load("es"), text.load("en")
    assert es.day(datetime(2026, 3, 2, 23, 59)) == "2 mar 2026"
    assert en.day(None) == "–"
    assert es.week("2026-W10") == es.week(date(2026, 3, 2)) == "semana del 2 mar 2026"
    assert es.month("2026-03") == "marzo de 2026"
    assert [en.period(cohort) for cohort in ("2026-03", "2026-Q1", "2026", "old")] == [
        "Mar 2026", "Q1 2026", "2026", "old",
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", ["2026-13", "2026-W60", "March", ""])
def test_what_is_no_period_is_refused_with_the_forms(wrong):
    with pytest.raises(RevopsError, match=f"'{wrong}' is no period; write 2026-03"):
        text.load("es").month(wrong)


def test_labels_of_unknown_codes_are_shown_as_they_are():
    hostile = "<script>alert('{x}')</script>"
    assert text.load("es").label(hostile) == hostile
    assert text.load("es").label("") == ""


def test_a_label_inside_a_sentence_loses_its_capital_but_names_and_signs_keep_it():
    en = text.load("en")
    inside = [en.label(code, inside=True) for code in ("win_rate", "mql", "utm_source", "(blank)")]
    assert inside == ["win rate", "MQL", "UTM source", "(blank)"]
