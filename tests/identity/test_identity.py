"""One person is one lead, one company is one account; nothing is lost on the way."""

from revops.identity import resolve

from .conftest import at, ids, table


def test_two_records_with_one_email_are_one_person_with_the_gaps_filled() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "ana@x.example", "created_at": at(5), "country": "CL"},
        {"lead_id": "L2", "email": "bruno@x.example", "created_at": at(1)},
        {"lead_id": "L3", "email": "ana@x.example", "created_at": at(2), "phone": "123"},
    )
    resolved = resolve({"leads": leads})
    assert ids(resolved.tables, "leads", "lead_id") == ["L3", "L2"]
    ana = resolved.tables["leads"].row(0, named=True)
    assert (ana["created_at"], ana["country"], ana["phone"]) == (at(2), "CL", "123")
    assert resolved.merges.rows() == [("leads", "L1", "L3", "e-mail")]


def test_a_converted_lead_and_its_contact_are_one_and_the_origin_is_the_leads() -> None:
    leads = table(
        "leads",
        {"lead_id": "W1", "created_at": at(1), "original_source": "Web", "merged_into": "C1"},
        {"lead_id": "C1", "created_at": at(9), "original_source": "Import"},
    )
    resolved = resolve({"leads": leads})
    (person,) = resolved.tables["leads"].to_dicts()
    assert (person["lead_id"], person["original_source"]) == ("C1", "Web")
    assert person["created_at"] == at(1)
    assert resolved.merges.row(0) == ("leads", "W1", "C1", "merged in the CRM")


def test_chained_merges_resolve_to_the_survivor_everywhere() -> None:
    leads = table(
        "leads",
        {"lead_id": "A", "merged_into": "B", "created_at": at(1)},
        {"lead_id": "B", "merged_into": "C", "created_at": at(2)},
        {"lead_id": "C", "created_at": at(3)},
    )
    people = table(
        "opportunity_people",
        {"opportunity_id": "O1", "lead_id": "A"},
        {"opportunity_id": "O1", "lead_id": "C"},
    )
    history = table(
        "stage_history",
        {"object": "lead", "object_id": "B", "stage": "mql"},
        {"object": "opportunity", "object_id": "B", "stage": "demo"},
    )
    resolved = resolve({"leads": leads, "opportunity_people": people, "stage_history": history})
    assert ids(resolved.tables, "leads", "lead_id") == ["C"]
    assert ids(resolved.tables, "opportunity_people", "lead_id") == ["C"]
    assert ids(resolved.tables, "stage_history", "object_id") == ["C", "B"]


def test_companies_match_by_tax_id_and_domain_but_not_by_name_or_free_mail() -> None:
    accounts = table(
        "accounts",
        {"account_id": "A1", "name": "Aurora", "tax_id": "76.123.456-0"},
        {"account_id": "A2", "name": "Aurora SpA", "tax_id": "761234560"},
        {"account_id": "A3", "name": "Bosque", "domain": "bosque.example"},
        {"account_id": "A4", "name": "Bosque Ltda", "domain": "bosque.example"},
        {"account_id": "A5", "name": "Cumbre", "domain": "gmail.com"},
        {"account_id": "A6", "name": "Cumbre", "domain": "gmail.com"},
    )
    resolved = resolve({"accounts": accounts})
    assert ids(resolved.tables, "accounts", "account_id") == ["A1", "A3", "A5", "A6"]
    assert resolved.merges.get_column("rule").to_list() == ["tax id", "domain"]


def test_texts_that_are_no_address_or_number_make_nobody_one() -> None:
    words = ["n/a", "-", "sin correo", "@", "x@y"]
    leads = [{"lead_id": f"L{n}{i}", "email": w} for n, w in enumerate(words) for i in (1, 2)]
    pairs = [("tax_id", "-"), ("tax_id", "0"), ("tax_id", "00000"), ("domain", "n/a"),
             ("domain", "facebook.com"), ("domain", "uol.com.br")]  # fmt: skip
    accounts = [
        {"account_id": f"A{n}{i}", column: text}
        for n, (column, text) in enumerate(pairs)
        for i in (1, 2)
    ]
    tables = {"leads": table("leads", *leads), "accounts": table("accounts", *accounts)}
    assert resolve(tables).merges.is_empty()


def test_two_tax_ids_on_one_domain_are_two_companies() -> None:
    accounts = table(
        "accounts",
        {"account_id": "A1", "tax_id": "761234560", "domain": "grupo.example"},
        {"account_id": "A2", "tax_id": "96790240-3", "domain": "grupo.example"},
    )
    assert resolve({"accounts": accounts}).merges.is_empty()


def test_a_conversion_of_any_record_is_kept() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "a@x.example", "created_at": at(1), "is_converted": False},
        {"lead_id": "L2", "email": "a@x.example", "created_at": at(2), "is_converted": True},
    )
    assert ids(resolve({"leads": leads}).tables, "leads", "is_converted") == [True]


def test_touches_find_their_person_by_email_and_by_visitor() -> None:
    leads = table("leads", {"lead_id": "L1", "email": "ana@x.example"})
    touches = table(
        "touchpoints",
        {"touchpoint_id": "T1", "anonymous_id": "v1"},
        {"touchpoint_id": "T2", "anonymous_id": "v1", "lead_id": " ANA@x.example "},
        {"touchpoint_id": "T3", "anonymous_id": "v2"},
        {"touchpoint_id": "T4", "lead_id": "nobody@x.example"},
    )
    resolved = resolve({"leads": leads, "touchpoints": touches})
    assert ids(resolved.tables, "touchpoints", "lead_id") == ["L1", "L1", None, None]


def test_a_visitor_shared_by_two_people_is_nobody() -> None:
    touches = table(
        "touchpoints",
        {"touchpoint_id": "T1", "anonymous_id": "v1"},
        {"touchpoint_id": "T2", "anonymous_id": "v1", "lead_id": "L1"},
        {"touchpoint_id": "T3", "anonymous_id": "v1", "lead_id": "L2"},
    )
    leads = table("leads", {"lead_id": "L1"}, {"lead_id": "L2"})
    resolved = resolve({"leads": leads, "touchpoints": touches})
    assert ids(resolved.tables, "touchpoints", "lead_id") == [None, "L1", "L2"]


def test_a_campaign_in_two_exports_is_one_with_what_each_knows() -> None:
    campaigns = table(
        "campaigns",
        {"campaign_id": "C1", "name": "Demo", "promise": ["price"], "from_vendor": "ours"},
        {"campaign_id": "C2", "name": "Demo", "from_vendor": "ours"},
        {"campaign_id": "C1", "budget": 10, "currency": "USD", "from_vendor": "google_ads"},
    )
    resolved = resolve({"campaigns": campaigns})
    first, second = resolved.tables["campaigns"].to_dicts()
    assert (first["name"], first["promise"], first["currency"]) == ("Demo", ["price"], "USD")
    assert second["campaign_id"] == "C2"
    assert resolved.merges.row(0) == ("campaigns", "C1", "C1", "same id")


def test_a_deal_finds_its_person_and_company() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "account_id": "A1", "converted_opportunity_id": "O3"},
        {"lead_id": "L2", "account_id": "A2"},
    )
    people = table(
        "opportunity_people",
        {"opportunity_id": "O1", "lead_id": "L1"},
        {"opportunity_id": "O1", "lead_id": "L2", "is_primary": True},
        {"opportunity_id": "O2", "lead_id": "L1"},
    )
    deals = table("opportunities", *({"opportunity_id": f"O{n}"} for n in (1, 2, 3, 4)))
    resolved = resolve({"leads": leads, "opportunity_people": people, "opportunities": deals})
    assert ids(resolved.tables, "opportunities", "lead_id") == ["L2", "L1", "L1", None]
    assert ids(resolved.tables, "opportunities", "account_id") == ["A2", "A1", "A1", None]


def test_a_company_shows_in_the_domain_of_the_email() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "email": "ana@aurora.example"},
        {"lead_id": "L2", "email": "bruno@gmail.com"},
    )
    accounts = table(
        "accounts",
        {"account_id": "A1", "domain": "aurora.example"},
        {"account_id": "A2", "domain": "gmail.com"},
    )
    resolved = resolve({"leads": leads, "accounts": accounts})
    assert ids(resolved.tables, "leads", "account_id") == ["A1", None]
