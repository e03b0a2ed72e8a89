"""One mailbox is one person, unless several people share it."""

import polars as pl
import pytest

from revops.identity import resolve
from revops.identity.emails import address, mailbox

from .conftest import at, counts, ids, table, whys


@pytest.mark.parametrize(
    ("written", "one_spelling"),
    [
        (" Ana@Faro.EXAMPLE ", "ana@faro.example"),
        ("ana@mail.faro.test", "ana@mail.faro.test"),
        ("josé@faro.example", "josé@faro.example"),
        ("ana@xn--mnchen-3ya.de", "ana@münchen.de"),
        ("ana@MÜNCHEN.de", "ana@münchen.de"),
        ("o'brien@faro.example", "o'brien@faro.example"),
        ("ana@faro", None),
        ("ana..rojas@faro.example", None),
        ("<ana@faro.example>", None),
        ("ana@faro.example; bruno@faro.example", None),
        ("n/a", None),
        ("@", None),
    ],
)
def test_an_address_has_one_spelling_or_is_none(written: str, one_spelling: str | None) -> None:
    assert address(pl.Series([written, None])).to_list() == [one_spelling, None]


def test_points_and_tags_are_nothing_at_gmail_only() -> None:
    emails = pl.DataFrame({"e": ["a.na+x@gmail.com", "ana@googlemail.com", "a.na+x@faro.example"]})
    assert emails.select(mailbox(pl.col("e")))["e"].to_list() == [
        "ana@gmail.com",
        "ana@gmail.com",
        "a.na+x@faro.example",
    ]


def test_one_gmail_mailbox_is_one_person_by_a_rule_of_its_own() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "ana.rojas@gmail.com", "created_at": at(1)},
        {"lead_id": "L2", "email": "anarojas+promo@gmail.com", "created_at": at(2)},
        {"lead_id": "L3", "email": "ana.rojas@faro.example", "created_at": at(3)},
        {"lead_id": "L4", "email": "anarojas@faro.example", "created_at": at(4)},
    )
    resolved = resolve({"leads": leads})
    assert resolved.merges.rows() == [("leads", "L2", "L1", "Gmail mailbox")]


def test_a_tag_elsewhere_is_only_suggested() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "ana@faro.example"},
        {"lead_id": "L2", "email": "ana+ventas@faro.example"},
    )
    resolved = resolve({"leads": leads})
    assert resolved.merges.is_empty()
    assert whys(resolved) == {("L1", "L2"): "same address but for the tag after a plus"}


def test_an_address_of_a_role_is_one_person_for_each_name() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "ventas@faro.example", "full_name": "Ana Rojas"},
        {"lead_id": "L2", "email": "ventas@faro.example", "full_name": "Bruno Díaz"},
        {"lead_id": "L3", "email": "ventas@faro.example", "full_name": "ANA ROJAS"},
        {"lead_id": "L4", "email": "ventas@faro.example"},
        {"lead_id": "L5", "email": "info@bosque.example", "full_name": "Eva Luna"},
        {"lead_id": "L6", "email": "info@bosque.example"},
    )
    resolved = resolve({"leads": leads})
    assert ids(resolved.tables, "leads", "lead_id") == ["L1", "L2", "L4", "L5"]
    assert counts(resolved, "left alone") == {"address of a role": 4}
    assert set(whys(resolved)) == {("L1", "L2"), ("L1", "L4")}


def test_an_address_with_three_first_names_is_nobodys() -> None:
    names = ["Ana Rojas", "Bruno Díaz", "Carla Soto"]
    shared = [
        {"lead_id": f"L{n}", "email": "bodega1@faro.example", "full_name": name}
        for n, name in enumerate(names)
    ]
    assert resolve({"leads": table("leads", *shared)}).merges.is_empty()
    respelt = [{**row, "full_name": f"Ana {n}"} for n, row in enumerate(shared)]
    assert resolve({"leads": table("leads", *respelt)}).tables["leads"].height == 1


def test_one_id_in_two_crms_is_not_one_person() -> None:
    rows = [
        {"lead_id": "7", "email": "ana@x.example", "full_name": "Ana Rojas", "from_vendor": "a"},
        {"lead_id": "7", "email": "bruno@y.example", "full_name": "Bruno", "from_vendor": "b"},
    ]
    apart = resolve({"leads": table("leads", *rows)})
    assert apart.tables["leads"].height == 2
    assert counts(apart, "left alone") == {"one id in two CRMs": 2}
    agree = [rows[0], {**rows[1], "full_name": "Ana Rojas"}]
    assert resolve({"leads": table("leads", *agree)}).tables["leads"].height == 1
    moved = [rows[0], {**rows[1], "from_vendor": "a"}]
    assert resolve({"leads": table("leads", *moved)}).tables["leads"].height == 1


def test_each_record_keeps_the_rules_that_tied_it() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "a@x.example", "created_at": at(1)},
        {"lead_id": "L2", "email": "a@x.example", "merged_into": "L3", "created_at": at(2)},
        {"lead_id": "L3", "email": "c@x.example", "created_at": at(3)},
    )
    rules = dict(resolve({"leads": leads}).merges.select("from_id", "rule").iter_rows())
    assert rules == {"L2": "e-mail, merged in the CRM", "L3": "merged in the CRM"}
