from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

CONTACTS = """\ufeffRecord ID,First Name,Last Name,Email,Lifecycle Stage,Create Date,\
Original Source,Associated Company IDs,Contact owner,Became a Lead Date,\
Became a Marketing Qualified Lead Date
0101,Ana,Ríos, Ana@Faro.cl ,Lead,2024-01-15 10:00:00,ORGANIC_SEARCH,9;8,Eva Sol,\
2024-01-15 10:00:00,
102,,Paz,,Subscriber,2024-03-12 09:14,,,,,2024-03-13
"""


def test_contacts(load):
    loaded = load("hubspot.contacts", CONTACTS)
    ana, paz = loaded.tables["leads"].iter_rows(named=True)
    assert (ana["lead_id"], ana["record_type"], ana["full_name"]) == ("0101", "contact", "Ana Ríos")
    assert (ana["email"], ana["email_hash"][:12]) == ("ana@faro.cl", "da64da0ddc0b")
    assert (ana["account_id"], ana["owner_id"]) == ("9", "Eva Sol")
    assert ana["created_at"] == datetime(2024, 1, 15, 10, tzinfo=UTC)
    assert (paz["full_name"], paz["email"], paz["email_hash"]) == ("Paz", None, None)
    assert loaded.rejected.is_empty()


def test_contact_stages_become_rows(load):
    history = load("hubspot.contacts", CONTACTS).tables["stage_history"]
    assert history.select("object", "object_id", "stage", "from_row").rows() == [
        ("lead", "0101", "Lead", 2),
        ("lead", "102", "Marketing Qualified Lead", 3),
    ]


def test_contacts_without_stage_columns_give_no_history(load):
    loaded = load("hubspot.contacts", "Record ID,Email\n1,ana@faro.cl\n")
    assert list(loaded.tables) == ["leads"]
    assert loaded.files["tables"].to_list() == [["leads"]]


def test_spanish_contacts(load):
    text = (
        "ID de registro;Nombre;Apellidos;Correo;Etapa del ciclo de vida;Fecha de creación;"
        "Propietario del contacto;Fuente original\n"
        "101;Ana;Peña;ANA@FARO.CL;Cliente;2024-01-15 10:00;Eva Sol;Búsqueda orgánica\n"
    )
    lead = load("hubspot.contacts", text.encode("cp1252")).tables["leads"].row(0, named=True)
    assert (lead["full_name"], lead["email"]) == ("Ana Peña", "ana@faro.cl")
    assert (lead["lifecycle_stage"], lead["original_source"]) == ("Cliente", "Búsqueda orgánica")
    assert lead["created_at"] == datetime(2024, 1, 15, 10, tzinfo=UTC)


DEALS = """Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Deal Type,\
Associated Contact IDs,Associated Company IDs,\
Date entered "Demo (Sales Pipeline)",Date exited "Demo (Sales Pipeline)",\
Date entered “Closed won (Sales Pipeline)”,Date entered 'Trial (Sales (EMEA))'
301,Faro,Demo,Sales Pipeline,"1,200.50",USD,2024-05-01,newbusiness,101;102,9,\
2024-02-01 10:00:00,2024-02-03,,2024-02-02
302,Norte,Closed won,Sales Pipeline,,USD,2024-04-01,Existing Business,,,,,2024-04-01,
"""


@pytest.fixture
def deals(load):
    header, rest = DEALS.split("\n", 1)
    quoted = ",".join('"' + name.replace('"', '""') + '"' for name in header.split(","))
    return load("hubspot.deals", f"{quoted}\n{rest}")


def test_deals(deals):
    faro, norte = deals.tables["opportunities"].iter_rows(named=True)
    assert (faro["amount"], faro["currency"]) == (Decimal("1200.5"), "USD")
    assert (faro["close_date"], faro["type"]) == (date(2024, 5, 1), "new")
    assert (faro["lead_id"], faro["account_id"]) == ("101", "9")
    assert (faro["status"], faro["closed_at"], faro["amount_base"]) == (None, None, None)
    assert (norte["amount"], norte["type"], norte["lead_id"]) == (None, "expansion", None)


def test_people_on_deals_become_rows(deals):
    people = deals.tables["opportunity_people"]
    assert people.select("opportunity_id", "lead_id", "from_row").rows() == [
        ("301", "101", 2),
        ("301", "102", 2),
    ]


def test_stage_columns_become_rows_whatever_their_quotes(deals):
    history = deals.tables["stage_history"]
    assert history.select("object_id", "stage", "entered_at", "left_at").rows() == [
        ("301", "Demo", datetime(2024, 2, 1, 10, tzinfo=UTC), datetime(2024, 2, 3, tzinfo=UTC)),
        ("301", "Trial", datetime(2024, 2, 2, tzinfo=UTC), None),
        ("302", "Closed won", datetime(2024, 4, 1, tzinfo=UTC), None),
    ]


def test_stage_columns_by_their_internal_name(load):
    text = "Deal ID,hs_v2_date_entered_demo,hs_v2_date_exited_demo\n301,2024-02-01,2024-02-03\n"
    history = load("hubspot.deals", text).tables["stage_history"]
    assert history.select("stage", "left_at").rows() == [
        ("demo", datetime(2024, 2, 3, tzinfo=UTC)),
    ]


def test_long_stage_history(load):
    text = (
        "Record ID,Deal Stage,Date entered stage,Date left stage\n"
        "301,Demo,2024-02-01,2024-02-03\n301,Trial,2024-02-03,\n301,Demo,later,\n"
    )
    loaded = load("hubspot.deal_stages", text)
    assert loaded.tables["stage_history"]["stage"].to_list() == ["Demo", "Trial"]
    assert loaded.rejected.select("from_row", "column", "raw").rows() == [
        (4, "entered_at", "later")
    ]


def test_spanish_deals(load):
    text = (
        "ID de registro;Nombre del negocio;Etapa del negocio;Importe;Fecha de cierre\n"
        "301;Faro;Demostración;1.200,50 €;01/09/2026\n"
    )
    loaded = load("hubspot.deals", text, decimal=",", date_format="%d/%m/%Y")
    deal = loaded.tables["opportunities"].row(0, named=True)
    assert (deal["amount"], deal["close_date"]) == (Decimal("1200.5"), date(2026, 9, 1))


def test_companies(load):
    text = (
        "Record ID,Company name,Company Domain Name,Number of Employees\n"
        '9,Faro,https://www.Faro.cl/inicio,"1,200"\n'
    )
    account = load("hubspot.companies", text).tables["accounts"].row(0, named=True)
    assert (account["domain"], account["employees"]) == ("faro.cl", 1200)
