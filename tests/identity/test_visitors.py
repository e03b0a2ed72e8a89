"""A touch finds its person by address, visitor or click, where these lead to one person only."""

from revops.identity import resolve

from .conftest import at, counts, ids, table


def test_a_click_leads_to_the_person_who_filled_the_form() -> None:
    touches = table(
        "touchpoints",
        {"touchpoint_id": "T1", "click_id": "c1"},
        {"touchpoint_id": "T2", "click_id": "c1", "lead_id": "L1", "kind": "form"},
        {"touchpoint_id": "T3", "click_id": "c2"},
    )
    resolved = resolve({"leads": table("leads", {"lead_id": "L1"}), "touchpoints": touches})
    assert ids(resolved.tables, "touchpoints", "lead_id") == ["L1", "L1", None]
    assert counts(resolved, "matched") == {"click id": 1}


def test_a_visitor_is_found_through_a_click() -> None:
    touches = table(
        "touchpoints",
        {"touchpoint_id": "T1", "anonymous_id": "v2"},
        {"touchpoint_id": "T2", "anonymous_id": "v2", "click_id": "c1"},
        {"touchpoint_id": "T3", "anonymous_id": "v1", "click_id": "c1", "lead_id": "L1"},
    )
    resolved = resolve({"leads": table("leads", {"lead_id": "L1"}), "touchpoints": touches})
    assert ids(resolved.tables, "touchpoints", "lead_id") == ["L1"] * 3
    assert counts(resolved, "matched") == {"click id": 1, "visitor id": 1}


def test_ids_of_two_people_lead_to_nobody_and_are_counted() -> None:
    touches = table(
        "touchpoints",
        {"touchpoint_id": "T1", "anonymous_id": "v1"},
        {"touchpoint_id": "T2", "anonymous_id": "v1", "lead_id": "L1"},
        {"touchpoint_id": "T3", "anonymous_id": "v1", "lead_id": "L2"},
        {"touchpoint_id": "T4", "click_id": "c1"},
        {"touchpoint_id": "T5", "click_id": "c1", "lead_id": "L1"},
        {"touchpoint_id": "T6", "click_id": "c1", "lead_id": "L2"},
        {"touchpoint_id": "T7", "lead_id": "nadie@x.example"},
        {"touchpoint_id": "T8", "lead_id": "info@x.example"},
    )
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "info@x.example", "full_name": "Ana Rojas"},
        {"lead_id": "L2", "email": "info@x.example", "full_name": "Bruno Díaz"},
    )
    resolved = resolve({"leads": leads, "touchpoints": touches})
    unnamed = [None, "L1", "L2", None, "L1", "L2", None, None]
    assert ids(resolved.tables, "touchpoints", "lead_id") == unnamed
    assert counts(resolved, "left alone") == {
        "address of a role": 2,
        "address of nobody": 1,
        "address of two records": 1,
        "click id of two people": 1,
        "visitor id of two people": 1,
    }


def test_an_address_of_a_merged_record_still_names_its_person() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "ana@vieja.example", "merged_into": "L2", "created_at": at(1)},
        {"lead_id": "L2", "email": "ana@nueva.example", "created_at": at(2)},
        {"lead_id": "eva@x.example", "created_at": at(3)},
    )
    touches = table(
        "touchpoints",
        {"touchpoint_id": "T1", "lead_id": "Ana@Vieja.example"},
        {"touchpoint_id": "T2", "lead_id": "eva@x.example"},
    )
    resolved = resolve({"leads": leads, "touchpoints": touches})
    assert ids(resolved.tables, "touchpoints", "lead_id") == ["L2", "eva@x.example"]
    assert counts(resolved, "matched")["e-mail of the touch"] == 2


def test_the_columns_and_the_order_of_touches_stay() -> None:
    rows = [{"touchpoint_id": f"T{n}", "anonymous_id": f"v{n % 3}"} for n in range(9)]
    touches = table("touchpoints", {**rows[0], "lead_id": "L1"}, *rows[1:])
    named = resolve({"leads": table("leads", {"lead_id": "L1"}), "touchpoints": touches})
    after = named.tables["touchpoints"]
    assert after.columns == touches.columns
    assert after["touchpoint_id"].to_list() == touches["touchpoint_id"].to_list()
