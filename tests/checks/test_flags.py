"""Flags say true, false, or nothing where nothing can be said."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.checks import flags
from revops.checks.flags import FLAGS, flag_names, with_flags
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)


def flag(name: str, table: str, **tables: list[dict[str, Any]]) -> list[bool | None]:
    """Compute one flag over tables of full shape."""
    frames = {
        key: pl.concat([TABLES[key].empty(), pl.DataFrame(rows)], how="diagonal_relaxed")
        for key, rows in tables.items()
    }
    return with_flags(table, frames, AS_OF).flags[name].to_list()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_each_file_named_after_a_table_is_used() -> None:
    folder = Path(flags.__file__).parent
    assert {p.stem for p in folder.glob("*.py")} & set(TABLES) == set(FLAGS)


@pytest.mark.parametrize("table", FLAGS)
def test_flags_work_on_an_empty_table_and_alone(table: str) -> None:
    frame = with_flags(table, {table: TABLES[table].empty()}, AS_OF).flags
    assert {frame.schema[name] for name in flag_names(table)} == {pl.Boolean()}


@pytest.mark.parametrize("table", FLAGS)
def test_no_flag_hides_a_column(table: str) -> None:
    assert not set(flag_names(table)) & set(TABLES[table].schema())


def test_a_reference_to_an_absent_table_says_nothing() -> None:
    assert flag("owner_known", "leads", leads=[{"owner_id": "U1"}]) == [None]


def test_instants_of_another_zone_compare_with_an_empty_lookup() -> None:
    zone = "America/Santiago"
    calls = pl.DataFrame([{"kind": "call", "lead_id": "L1", "occurred_at": at("2026-01-10")}])
    people = pl.DataFrame([{"lead_id": "L1", "opted_out_at": at("2026-01-09")}])
    frames = {
        name: pl.concat([TABLES[name].empty(), rows], how="diagonal_relaxed").with_columns(
            pl.selectors.datetime().dt.convert_time_zone(zone)
        )
        for name, rows in (("activities", calls), ("leads", people))
    }
    flagged = with_flags("leads", frames, AS_OF)
    assert flagged.flags["not_mailed_after_opt_out"].to_list() == [None]


def test_a_blank_reference_says_nothing() -> None:
    leads = [{"owner_id": "U1"}, {"owner_id": None}, {"owner_id": "U9"}]
    assert flag("owner_known", "leads", leads=leads, users=[{"user_id": "U1"}]) == [
        True,
        None,
        False,
    ]


def test_a_circle_of_parents_is_found_and_a_long_line_is_not_one() -> None:
    circle = [("A1", "A2"), ("A2", "A3"), ("A3", "A1"), ("A4", "A1"), ("A5", None)]
    accounts = [{"account_id": one, "parent_id": above} for one, above in circle]
    assert flag("not_own_parent", "accounts", accounts=accounts) == [
        False,
        False,
        False,
        True,
        None,
    ]


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    [
        ("Faro Sur Ltda.", "FARO SUR LTDA", False),
        ("Faro Sur SpA", "Faro Sur S.A.", False),
        ("Panadería Ñuñoa", "PANADERIA NUNOA SpA", False),
        ("Faro Sur", "Faro Norte", True),
        ("Saco Hnos.", "Hnos.", True),
    ],
)
def test_names_are_compared_without_legal_form(one: str, other: str, are_two: bool) -> None:
    accounts = [{"account_id": "A1", "name": one}, {"account_id": "A2", "name": other}]
    assert flag("name_unique", "accounts", accounts=accounts) == [are_two, are_two]


def test_the_last_visit_is_told_by_file_order_on_ties() -> None:
    noon = at("2026-05-01T12:00")
    visits = [
        {"object": "opportunity", "object_id": "O1", "stage": stage, "entered_at": noon}
        for stage in ("New", "Proposal", "Won")
    ]
    deals = [{"opportunity_id": "O1", "stage": "Won"}]
    assert flag("last_is_current", "stage_history", stage_history=visits, opportunities=deals) == [
        None,
        None,
        True,
    ]


def test_a_deal_won_before_its_first_contact_is_seen() -> None:
    leads = [{"lead_id": "L1", "created_at": at("2026-03-02T10:00")}]
    deals = [
        {"opportunity_id": "O1", "lead_id": "L1", "closed_at": at("2026-02-28T10:00")},
        {"opportunity_id": "O2", "lead_id": "L1", "closed_at": at("2026-03-02T08:00")},
        {"opportunity_id": "O3", "lead_id": None, "closed_at": at("2026-02-28T10:00")},
    ]
    assert flag("closed_after_lead_created", "opportunities", opportunities=deals, leads=leads) == [
        False,
        True,
        None,
    ]


def test_an_export_without_people_is_not_held_against_its_deals() -> None:
    assert flag("has_person", "opportunities", opportunities=[{"opportunity_id": "O1"}]) == [None]


def test_the_day_is_that_of_the_zone_the_instant_carries() -> None:
    late = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)  # still the 30th in Santiago
    frame = pl.DataFrame({"lead_id": ["L1"], "created_at": [late]}).with_columns(
        pl.col("created_at").dt.convert_time_zone("America/Santiago")
    )
    flagged = with_flags("leads", {"leads": frame}, AS_OF)
    assert flagged.flags["created_by_as_of"].to_list() == [True]


def test_the_rarer_spelling_is_the_odd_one() -> None:
    touches = [{"utm_source": text} for text in ("google", "Google ", "google", None, "bing")]
    assert flag("source_usually_spelt", "touchpoints", touchpoints=touches) == [
        True,
        False,
        True,
        None,
        True,
    ]


def test_a_stage_that_no_history_dates_is_not_held_against_it() -> None:
    visits = [
        {"object": "lead", "object_id": name, "stage": "MQL", "entered_at": at("2026-05-01T12:00")}
        for name in ("L1", "L2")
    ]
    visits.append(visits[0] | {"object_id": "L3", "stage": "SQL"})
    stages = {"L1": "Customer", "L2": "SQL", "L3": "SQL"}
    leads = [{"lead_id": name, "lifecycle_stage": stage} for name, stage in stages.items()]
    found = flag("last_is_current", "stage_history", stage_history=visits, leads=leads)
    assert found == [None, False, True]
