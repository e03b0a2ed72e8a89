"""What looks alike is listed, never merged, until people decide."""

import polars as pl
import pytest

from revops.identity import DECISIONS, resolve
from revops.identity.alike import alike
from revops.identity.names import company_name, person_name
from revops.identity.pairs import MOST
from revops.identity.phones import e164

from .conftest import counts, ids, table, whys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pinturas Bahía S.A.", "PINTURAS BAHIA LTDA"),
        ("Faro SpA", "faro"),
        ("Faro Sociedad Anónima", "Faro, S. A."),
        ("Bosque y Cía. Ltda.", "Bosque"),
        ("Aurora S.L.U.", "Aurora GmbH"),
        ("Grupo Cumbre S.A. de C.V.", "Grupo Cumbre Inc."),
        ("Faro Comercial", "Comercial Faro"),
    ],
)
def test_names_differ_in_nothing_but_the_legal_form(one: str, other: str) -> None:
    first, second = pl.DataFrame({"n": [one, other]}).select(company_name(pl.col("n")))["n"]
    assert first == second is not None


def test_a_legal_form_within_a_name_stays() -> None:
    names = pl.DataFrame({"n": ["SA Trading", "Comercial Sandoval", "Sal Lobos"]})
    bare = names.select(company_name(pl.col("n")))["n"].to_list()
    assert bare == ["sa trading", "comercial sandoval", "lobos sal"]


def test_one_word_is_no_full_name() -> None:
    names = pl.DataFrame({"n": ["Ana", "Rojas, Ana", "Ana  ROJAS", "-"]})
    full = names.select(person_name(pl.col("n")))["n"].to_list()
    assert full == [None, "ana rojas", "ana rojas", None]


def test_a_telephone_number_has_one_spelling() -> None:
    phones = pl.Series(["+56 9 8123 4567", "981234567", "(011) 4321-5678", "123", "abc", None])
    countries = pl.Series([None, "CL", "AR", "CL", "CL", "CL"])
    assert e164(phones, countries).to_list() == [
        "+56981234567", "+56981234567", "+541143215678", None, None, None,
    ]  # fmt: skip


def companies(*rows: dict[str, object]) -> pl.DataFrame:
    return table("accounts", *({"account_id": f"A{n}", **row} for n, row in enumerate(rows, 1)))


def test_companies_of_one_name_are_listed_and_stay_two() -> None:
    accounts = companies(
        {"name": "Bosque Ltda.", "domain": "bosque.example"},
        {"name": "BOSQUE SpA"},
        {"name": "Cumbre"},
    )
    resolved = resolve({"accounts": accounts})
    assert resolved.merges.is_empty()
    assert whys(resolved) == {("A1", "A2"): "same name but for the legal form"}


def test_two_tax_ids_are_two_companies_whatever_their_names() -> None:
    accounts = companies(
        {"name": "Bosque", "tax_id": "76.123.456-0", "country": "Chile"},
        {"name": "Bosque", "tax_id": "96.790.240-3", "country": "Chile"},
    )
    assert resolve({"accounts": accounts}).suggestions.is_empty()


def test_a_parent_and_its_child_are_no_suggestion() -> None:
    accounts = companies({"name": "Bosque"}, {"name": "Bosque SpA", "parent_id": "A1"})
    assert resolve({"accounts": accounts}).suggestions.is_empty()


def test_alike_names_count_in_one_country_and_without_another_domain() -> None:
    alike_names = [
        {"name": "Distribuidora Cordillera", "country": "Chile"},
        {"name": "Distribuidora Cordilera", "country": "Chile"},
    ]
    assert list(whys(resolve({"accounts": companies(*alike_names)}))) == [("A1", "A2")]
    abroad = [alike_names[0], {**alike_names[1], "country": "Perú"}]
    assert not whys(resolve({"accounts": companies(*abroad)}))
    domains = [{**row, "domain": f"d{n}.example"} for n, row in enumerate(alike_names)]
    assert not whys(resolve({"accounts": companies(*domains)}))


def test_names_that_differ_in_a_word_are_not_alike() -> None:
    names = ["logistica lino", "logistica pino", "faro norte", "faro norte chile", "hotel arica 1"]
    assert alike(pl.DataFrame({"block": [""] * 5, "name": names})).is_empty()


def test_a_slip_at_either_end_of_a_name_is_found_among_many() -> None:
    noise = [f"empresa {n:04d} comercial" for n in range(500)]
    names = ["transportes andinos", "ransportes andinos", "vinos del maule", "vinos del maulle"]
    found = alike(pl.DataFrame({"block": [""] * 504, "name": [*names, *noise]}))
    pairs = set(found.filter(~pl.col("name").str.contains(r"\d")).select("name", "other").rows())
    assert pairs == {
        ("ransportes andinos", "transportes andinos"),
        ("vinos del maule", "vinos del maulle"),
    }


def test_people_of_one_name_need_one_thing_more() -> None:
    rows = [
        {"email": "ana.rojas@faro.example"},
        {"email": "arojas@faro.example"},
        {"email": "ana@bosque.example", "phone": "+56 9 8123 4567"},
        {"email": "ana@cumbre.example", "phone": "981234567", "country": "Chile"},
        {"email": "ana@aurora.example"},
    ]
    leads = [
        {"lead_id": f"L{n}", "full_name": "Ana Rojas", **row} for n, row in enumerate(rows, start=1)
    ]
    resolved = resolve({"leads": table("leads", *leads)})
    assert resolved.merges.is_empty()
    assert whys(resolved) == {
        ("L1", "L2"): "same name at one company",
        ("L3", "L4"): "same name and telephone",
    }


def test_free_mail_is_no_company() -> None:
    rows = [
        {"lead_id": f"L{n}", "full_name": "Ana Rojas", "email": f"ana{n}@gmail.com"} for n in (1, 2)
    ]
    assert resolve({"leads": table("leads", *rows)}).suggestions.is_empty()


def test_what_very_many_share_tells_nothing() -> None:
    rows = [{"name": "Particular"}] * (MOST + 1)
    assert resolve({"accounts": companies(*rows)}).suggestions.is_empty()
    assert resolve({"accounts": companies(*rows[1:])}).suggestions.height == MOST - 1


def test_one_name_on_one_device_is_listed() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "full_name": "Ana Rojas", "email": "ana@x.example"},
        {"lead_id": "L2", "full_name": "Rojas Ana", "email": "ana@y.example"},
        {"lead_id": "L3", "full_name": "Eva Luna", "email": "eva@x.example"},
    )
    visits = [
        {"touchpoint_id": f"T{n}", "lead_id": f"L{n}", "anonymous_id": "v1"} for n in (1, 2, 3)
    ]
    resolved = resolve({"leads": leads, "touchpoints": table("touchpoints", *visits)})
    assert whys(resolved) == {("L1", "L2"): "same name and visitor"}


def test_suggestions_name_no_person() -> None:
    leads = [
        {"lead_id": f"L{n}", "full_name": "Ana Rojas", "email": f"a{n}@faro.example"}
        for n in (1, 2)
    ]
    text = str(resolve({"leads": table("leads", *leads)}).suggestions.rows()).lower()
    assert "same name" in text
    assert "rojas" not in text
    assert "@" not in text


def decided(*rows: tuple[str, str, str, bool]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=DECISIONS, orient="row")


def test_a_decision_makes_one_and_the_suggestion_goes() -> None:
    accounts = companies({"name": "Bosque Ltda."}, {"name": "BOSQUE SpA"}, {"name": "Bosque"})
    yes = resolve({"accounts": accounts}, decided(("accounts", "A2", "A1", True)))
    assert yes.merges.rows() == [("accounts", "A2", "A1", "agreed")]
    assert list(whys(yes)) == [("A1", "A3")]
    no = resolve({"accounts": accounts}, decided(("accounts", "A2", "A1", False)))
    assert no.merges.is_empty()
    assert list(whys(no)) == [("A1", "A3")]


def test_a_decision_is_found_under_a_merged_id_too() -> None:
    accounts = companies(
        {"name": "Bosque", "domain": "bosque.example"},
        {"name": "Bosque", "domain": "www.bosque.example"},
        {"name": "Bosque"},
    )
    said = decided(("accounts", "A3", "A2", False))
    assert resolve({"accounts": accounts}, said).suggestions.is_empty()


def test_not_one_holds_against_the_rules_but_only_between_the_two() -> None:
    leads = table("leads", *({"lead_id": f"L{n}", "email": "ana@x.example"} for n in (1, 2, 3)))
    said = decided(("leads", "L2", "L1", False))
    resolved = resolve({"leads": leads}, said)
    assert ids(resolved.tables, "leads", "lead_id") == ["L1", "L2"]
    needless = resolve({"leads": leads}, decided(("leads", "L2", "L9", False)))
    assert needless.tables["leads"].height == 1


def test_a_decision_about_an_unknown_record_is_counted() -> None:
    said = decided(("accounts", "A1", "A9", True))
    resolved = resolve({"accounts": companies({"name": "Bosque"})}, said)
    assert counts(resolved, "left alone") == {"agreed, but not in the data": 1}
