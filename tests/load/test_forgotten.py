"""Who was forgotten is left out of a load: by id, address, merge and visitor, and nobody else."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.load import load
from revops.load.forgotten import gone, refused_without, without_gone
from revops.load.tombstones import (
    ACCOUNT,
    ADDRESS,
    DEAL,
    ID,
    NAME,
    PHONE,
    VISITOR,
    Tombstones,
    forget,
    tombstones,
)
from revops.load.within import FORGOTTEN, TYPED, names, numbers, unnamed
from revops.sources import REJECTED
from revops.tables import TABLES
from revops.workspace import open_workspace


def table(name: str, /, **columns: list[object]) -> pl.DataFrame:
    """Make rows of a table; what is not said is null."""
    n = len(next(iter(columns.values())))
    schema = TABLES[name].schema()
    told = [pl.Series(key, cells, dtype=schema[key]) for key, cells in columns.items()]
    return TABLES[name].empty().clear(n).with_columns(told)


def stones(state: Path, **known: list[str]) -> Tombstones:
    return forget(state, known)


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    return {
        "leads": table(
            "leads",
            lead_id=["L1", "L2", "L3", "L4"],
            email=["Ana.Araya+x@gmail.com", "bruno@faro.example", None, None],
            merged_into=[None, None, "L1", "L2"],
        ),
        "touchpoints": table(
            "touchpoints",
            touchpoint_id=["T1", "T2", "T3", "T4", "T5"],
            lead_id=["L1", "anaaraya@gmail.com", None, None, "L2"],
            anonymous_id=[None, None, "v1", "v2", None],
        ),
        "opportunities": table("opportunities", opportunity_id=["O1", "O2"], lead_id=["L1", "L2"]),
        "stage_history": table(
            "stage_history", object=["lead", "opportunity"], object_id=["L1", "L1"]
        ),
        "activities": table(
            "activities",
            activity_id=["A1", "A2"],
            lead_id=["L3", "L2"],
            note=["call", "met ANAARAYA@gmail.com and bruno@faro.example"],
        ),
    }


def left(tables: dict[str, pl.DataFrame], marks: Tombstones) -> dict[str, pl.DataFrame]:
    return without_gone(tables, gone(tables, marks), marks)


def test_rows_about_a_person_go_and_a_deal_stays_without_them(tmp_path, tables):
    found = left(
        tables, stones(tmp_path, id=["L1"], address=["anaaraya@gmail.com"], visitor=["v1"])
    )
    assert found["leads"]["lead_id"].to_list() == ["L2", "L4"]
    assert found["touchpoints"]["touchpoint_id"].to_list() == ["T4", "T5"]
    assert found["opportunities"]["lead_id"].to_list() == [None, "L2"]
    assert found["stage_history"]["object"].to_list() == ["opportunity"]
    assert found["activities"]["note"].to_list() == ["met [forgotten] and bruno@faro.example"]


def test_an_address_alone_is_enough(tmp_path, tables):
    found = left(tables, stones(tmp_path, address=["anaaraya@gmail.com"]))
    assert found["leads"]["lead_id"].to_list() == ["L2", "L4"]
    assert found["activities"]["activity_id"].to_list() == ["A2"]


def test_another_kind_of_the_same_word_is_no_one(tmp_path, tables):
    found = left(tables, stones(tmp_path, visitor=["L1"], address=["L2"]))
    assert {name: frame.height for name, frame in found.items()} == {
        name: frame.height for name, frame in tables.items()
    }


def test_another_workspace_makes_other_fingerprints(tmp_path):
    one, other = (stones(tmp_path / name, id=["L1"]) for name in ("a", "b"))
    assert not one.prints & other.prints
    assert len(one.prints) == 1


def test_those_forgotten_before_stay_forgotten(tmp_path):
    stones(tmp_path, id=["L1"])
    stones(tmp_path, id=["L2"])
    read = tombstones(tmp_path)
    assert read is not None
    assert read.among(ID, pl.Series(["L1", "L2", "L3"])) == ["L1", "L2"]


@given(st.lists(st.text(max_size=5)), st.lists(st.text(max_size=5)))
def test_exactly_the_values_that_were_told_are_known(told, asked):
    bare = Tombstones(b"key", frozenset())
    marks = Tombstones(b"key", frozenset(bare.print_of(ID, one) for one in told))
    found = marks.among(ID, pl.Series(asked, dtype=pl.String))
    assert found == sorted(set(told) & set(asked), key=lambda one: one.encode())


def test_what_was_refused_of_them_goes(tmp_path):
    marks = stones(tmp_path, id=["L1"])
    rows = [
        {"table": "leads", "record_id": "L1", "raw": "x"},
        {"table": "opportunity_people", "record_id": "O1 | L1", "raw": "x"},
        {"table": "opportunities", "record_id": "L1", "raw": "x"},
        {"table": "leads", "record_id": "L2", "raw": "x"},
        {"table": "leads", "record_id": None, "raw": "x"},
    ]
    refused = pl.DataFrame(rows, schema_overrides=REJECTED).select(*rows[0])
    whom = gone({"leads": table("leads", lead_id=["L1"])}, marks)
    assert refused_without(refused, whom, marks)["record_id"].to_list() == ["L1", "L2", None]


def test_big_files_lose_the_same_rows(cast, monkeypatch):
    place = open_workspace(cast)
    load(place)
    forget(place.state, {ID: ["101"], ADDRESS: ["ana@aurora.example"], VISITOR: []})
    shutil.rmtree(place.state / "snapshots")
    expected = load(place).tables["touchpoints"]
    shutil.rmtree(place.state / "snapshots")
    monkeypatch.setattr("revops.sources.reading.scanned.BIG", 1)
    found = load(place).tables["touchpoints"]
    assert found["touchpoint_id"].to_list() == expected["touchpoint_id"].to_list()
    assert "101" not in found["lead_id"].to_list()
    assert found.height == 4


ANA = "Ana María Núñez de Rojas"
CALLS = "+56 (2) 2345-0101"


@pytest.fixture
def ana(tmp_path):
    """Forget Ana, who was tied to a deal and a company."""
    return stones(
        tmp_path,
        **{ID: ["L1"], DEAL: ["O1"], ACCOUNT: ["C1"]},
        **{NAME: names(ANA), PHONE: numbers(CALLS)},
    )


def test_her_name_goes_from_what_is_typed_about_her_deals_and_company(ana):
    """A namesake, on another deal, keeps theirs."""
    texts = ["ANA NUÑEZ asks", "Rojas, Ana said", "Ana-María", "ana  nuñez", "Ana", "Rojas Ltda."]
    found = left(
        {
            "activities": table(
                "activities", opportunity_id=["O1"] * 6 + ["O2"], note=[*texts, "Ana Núñez"]
            ),
            "opportunities": table(
                "opportunities",
                opportunity_id=["O1", "O2", "O3"],
                account_id=[None, "C1", "C2"],
                name=["Ana Rojas: 12 seats", "Ana Rojas", "Ana Rojas"],
            ),
            "accounts": table("accounts", account_id=["C1", "C2"], name=["Ana Rojas"] * 2),
            "field_history": table(
                "field_history",
                object=["opportunity", "opportunity", "account"],
                object_id=["O1", "O3", "C1"],
                new_value=["Ana Rojas"] * 3,
            ),
        },
        ana,
    )
    assert found["activities"]["note"].to_list() == [
        "[forgotten] asks",
        "[forgotten] said",
        "[forgotten]",
        "[forgotten]",
        "Ana",
        "Rojas Ltda.",
        "Ana Núñez",
    ]
    kept = found["opportunities"]["name"].to_list()
    assert kept == ["[forgotten]: 12 seats", "[forgotten]", "Ana Rojas"]
    assert found["accounts"]["name"].to_list() == ["[forgotten] C1", "Ana Rojas"]
    values = found["field_history"]["new_value"].to_list()
    assert values == ["[forgotten]", "Ana Rojas", "[forgotten]"]


def test_a_deal_that_comes_with_her_is_hers_though_it_is_new(ana):
    """What a later export ties to her is looked into, too."""
    deals = table(
        "opportunities", opportunity_id=["O7", "O8"], lead_id=["L1", "L2"], name=["Ana Rojas"] * 2
    )
    notes = table("activities", opportunity_id=["O7", "O8"], note=["Ana Rojas"] * 2)
    found = left({"opportunities": deals, "activities": notes}, ana)
    assert found["opportunities"]["name"].to_list() == ["[forgotten]", "Ana Rojas"]
    assert found["activities"]["note"].to_list() == ["[forgotten]", "Ana Rojas"]


def test_her_number_goes_from_all_that_is_typed(ana):
    texts = [
        "call +56223450101 today",
        "2345 0101, 2345 0102",
        "(02) 2345-0101 on 2026-03-01 09:00",
        "deal 1234567 of 2026-01-01",
        "12345 01012",
    ]
    found = left({"activities": table("activities", note=texts)}, ana)
    assert found["activities"]["note"].to_list() == [
        "call +[forgotten] today",
        "[forgotten], 2345 0102",
        "([forgotten] on 2026-03-01 09:00",
        "deal 1234567 of 2026-01-01",
        "12345 01012",
    ]


def test_people_and_ids_are_no_texts(ana):
    """Another person with her name, number and company is not scrubbed."""
    tables = {
        "leads": table("leads", lead_id=["L2"], account_id=["C1"], full_name=[ANA], phone=[CALLS]),
        "touchpoints": table("touchpoints", account_id=["C1"], click_id=["56223450101"]),
    }
    found = left(tables, ana)
    assert found["leads"].row(0) == tables["leads"].row(0)
    assert found["touchpoints"].row(0) == tables["touchpoints"].row(0)


def test_every_column_of_text_is_thought_of():
    """A new column of text is either typed by people, or none that could name somebody."""
    other = {
        *("from_vendor", "from_file", "domain", "industry", "country", "pipeline"),
        *("stage", "currency", "status", "type", "field", "object", "changed_by", "kind"),
        *("direction", "channel", "utm_source", "utm_medium", "utm_campaign", "utm_content"),
        *("utm_term", "url", "answered_by", "event", "team", "params", "period", "week"),
        *("source",),
    }
    texts = {
        name
        for each, told in TABLES.items()
        if each != "leads"
        for name, kind in told.schema().items()
        if kind == pl.String and not name.endswith("_id")
    }
    assert texts == TYPED | other
    assert not TYPED & other


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_names_nobody_is_left_alone(text, name):
    for kind in (NAME, PHONE):
        assert unnamed(text, kind, lambda key: False) == text
    assert unnamed(text, NAME, lambda key: " " not in key) == text  # one word names nobody


@given(st.lists(st.sampled_from(["Ana", "Núñez", "o", "José", "d'Alva"]), min_size=2, max_size=4))
def test_a_name_is_found_as_it_is_written(words):
    name = " ".join(words)
    keys = set(names(name))
    found = unnamed(f"before, {name.upper()}; after", NAME, keys.__contains__)
    if "d'Alva" not in words:
        assert FORGOTTEN in found
