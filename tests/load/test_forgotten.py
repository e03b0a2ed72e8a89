"""Who was forgotten is left out of a load: by id, address, merge and visitor, and nobody else."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.load import load
from revops.load.forgotten import gone, refused_without, without_gone
from revops.load.tombstones import ADDRESS, ID, VISITOR, Tombstones, forget, tombstones
from revops.sources import REJECTED
from revops.tables import TABLES
from revops.workspace import open_workspace


def table(name: str, **columns: list[object]) -> pl.DataFrame:
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
