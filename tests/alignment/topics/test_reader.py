"""What a note is about: by its tags, else by its words."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.alignment.topics import as_topics, read_notes, with_topics
from revops.workspace.topics import shipped_topics

LISTS = shipped_topics()
TAGS = pl.List(pl.String)


def read(*notes: str) -> list[list[str]]:
    frame = pl.DataFrame(
        {"note": notes, "tags": [None] * len(notes)}, schema_overrides={"tags": TAGS}
    )
    return with_topics(frame, LISTS, text="note", tags="tags").get_column("said").to_list()


def is_read(*notes: str | None) -> list[bool]:
    frame = pl.DataFrame(
        {"note": notes, "tags": [None] * len(notes)},
        schema={"note": pl.String, "tags": TAGS},
    )
    return with_topics(frame, LISTS, text="note", tags="tags").get_column("is_read").to_list()


@pytest.mark.parametrize(
    ("note", "topics"),
    [
        ("Lo encuentran caro", ["price"]),
        ("LO ENCUENTRAN CARÍSIMO!!!", ["price"]),
        ("lo encuentran carisimo", ["price"]),
        ("no es tema de precio", []),
        ("No es por el precio, es que la integración les preocupa", ["integration"]),
        ("sin problema de integración", []),
        ("price is not an issue", []),
        ("the price isn't an issue", []),
        ("No tienen presupuesto", ["price"]),
        ("no tiene la función de lotes", ["missing_feature"]),
        ("el precio no es problema, pero les preocupa la seguridad", ["security"]),
        ("Ya está resuelto el tema de accesos", []),
        ("la integración quedó resuelta", []),
        ("la integración no está resuelta", ["integration"]),
        ("Les encantó lo fácil de usar que es", []),
        ("piden un descunto", ["price"]),
        ("no budget this year", ["price"]),
        ("no connector for Xero, so no deal", ["integration"]),
        ("price is fine but they went with HubSpot", ["competitor"]),
        ("can't afford it", ["price"]),
        ("budget approved, no concerns about security", []),
        ("se movió la llamada al jueves", []),
        ("subió el precio de la acción", []),
    ],
)
def test_what_is_meant_counts_and_what_is_denied_settled_or_praised_does_not(
    note: str, topics: list[str]
) -> None:
    assert read(note) == [topics]


def test_a_note_can_have_several_topics() -> None:
    assert read("Muy caro y sin conector con su ERP; lo decide el comité") == [
        ["decision_process", "integration", "price"]
    ]


def test_tags_win_over_the_note_and_words_of_a_topic_are_the_topic() -> None:
    frame = pl.DataFrame(
        {"note": ["muy caro", "muy caro"], "tags": [["Timing", "ERP", "other"], []]}
    )
    found = with_topics(frame, LISTS, text="note", tags="tags")
    assert found.get_column("said").to_list() == [["integration", "other", "timing"], ["price"]]
    assert found.get_column("is_read").to_list() == [True, True]
    assert as_topics(pl.Series([None, [" "]], dtype=TAGS), LISTS).to_list() == [[], []]


@pytest.mark.parametrize(
    "note",
    [
        "O cliente achou o preço muito alto e não quer seguir",
        "C'est trop cher pour eux, ils n'ont pas de budget cette année",
        "Der Preis ist zu hoch, sie haben kein Budget",
        "Il prezzo è troppo alto, non hanno budget",
        "Слишком дорого",
        "价格太高",
        "",
        "   ",
        "...",
        "12345",
    ],
)
def test_a_third_language_or_nothing_is_unread_and_has_no_topic(note: str) -> None:
    assert read(note) == [[]]
    assert is_read(note) == [False]


def test_a_note_without_a_topic_is_read_and_null_is_not() -> None:
    assert is_read("Se movió la llamada al jueves", None, "call moved to Thursday") == [
        True,
        False,
        True,
    ]


HOSTILE = [
    "<script>alert(1)</script> caro",
    "=cmd|' /C calc'!A0 caro",
    "caro {{x}} $y$ %s \\ \" ' \x00 \x1f",
    "(?i)caro.*+[",
    "caro\u202e\ufeff\u200b",
    "caro " * 5000,
]


@pytest.mark.parametrize("note", HOSTILE)
def test_hostile_text_is_only_text(note: str) -> None:
    assert read(note) == [["price"]]


@settings(max_examples=20)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_rows_stay_in_their_order_and_each_note_is_read_by_itself(notes: list[str]) -> None:
    frame = pl.DataFrame(
        {"row": range(len(notes)), "note": notes, "tags": [None] * len(notes)},
        schema={"row": pl.Int64, "note": pl.String, "tags": TAGS},
    )
    found = with_topics(frame, LISTS, text="note", tags="tags")
    assert found.drop("said", "is_read").equals(frame)
    half = len(notes) // 2
    alone = [
        with_topics(part, LISTS, text="note", tags="tags") for part in (frame[:half], frame[half:])
    ]
    assert pl.concat(alone).equals(found)


@given(st.sampled_from(["muy caro", "no es caro", "piden descuento, lo decide el comité"]))
def test_case_and_accents_do_not_matter(note: str) -> None:
    accented = note.replace("e", "é").replace("o", "ó")
    assert read(note.upper()) == read(note) == read(accented)


def test_lists_that_are_empty_read_nothing_but_the_language() -> None:
    none = LISTS.clear()
    found = read_notes(pl.Series(["Lo encuentran caro", None]), none)
    assert found.select("read", "is_understood").rows() == [([], True)]


def test_no_rows() -> None:
    frame = pl.DataFrame(schema={"note": pl.String, "tags": TAGS, "day": pl.Date})
    found = with_topics(frame, LISTS, text="note", tags="tags")
    assert found.schema["said"] == TAGS
    assert found.height == 0
