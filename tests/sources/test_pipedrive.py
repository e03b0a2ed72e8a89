from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from revops.errors import SourceError

DEALS = {
    "en": (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Pipeline,Deal - Stage,"
        "Deal - Status,Deal - Owner,Deal - Organization,Organization - ID,Deal - Contact person,"
        "Person - ID,Deal - Probability,Deal - Expected close date,Deal - Deal created,"
        "Deal - Won time,Deal - Lost time,Deal - Lost reason"
    ),
    "es": (
        "Negocio - ID,Negocio - Título,Negocio - Valor,Negocio - Moneda,Negocio - Embudo,"
        "Negocio - Etapa,Negocio - Estado,Negocio - Propietario,Negocio - Organización,"
        "Organización - ID,Negocio - Persona de contacto,Persona - ID,Negocio - Probabilidad,"
        "Negocio - Fecha prevista de cierre,Negocio - Negocio creado el,Negocio - Fecha de ganado,"
        "Negocio - Fecha de perdido,Negocio - Motivo de pérdida"
    ),
    "pt": (
        "Negócio - ID,Negócio - Título,Negócio - Valor,Negócio - Moeda,Negócio - Funil,"
        "Negócio - Etapa,Negócio - Status,Negócio - Proprietário,Negócio - Organização,"
        "Organização - ID,Negócio - Pessoa de contato,Pessoa - ID,Negócio - Probabilidade,"
        "Negócio - Data de fechamento esperada,Negócio - Negócio criado em,Negócio - Ganho em,"
        "Negócio - Data de perda,Negócio - Motivo da perda"
    ),
}
WORDS = {
    "en": ("Won", "Lost", "Open"),
    "es": ("Ganado", "Perdido", "Abierto"),
    "pt": ("Ganho", "Perdido", "Aberto"),
}
ROWS = (
    "1,Faro,1200.50,CLP,Ventas,Cierre,{0},Eva Sol,Faro SA,11,Ana Ríos,21,50,2024-06-30,"
    "2024-01-20 09:00:00,2024-05-02 12:30:00,,\n"
    "2,Norte,900,CLP,Ventas,Demo,{1},Eva Sol,Norte SA,12,,,,2024-06-30,2024-01-21 09:00:00,,"
    "2024-04-01 10:00:00,Precio\n"
    "3,Lago,700,CLP,Ventas,Demo,{2},Eva Sol,Lago SA,13,,,20,2024-06-30,2024-01-22 09:00:00,,,\n"
)


@pytest.mark.parametrize("language", DEALS)
def test_deals_in_each_language(load, language):
    text = f"{DEALS[language]}\n{ROWS.format(*WORDS[language])}"
    loaded = load("pipedrive.deals", text)
    won, lost, opened = loaded.tables["opportunities"].iter_rows(named=True)
    assert [one["status"] for one in (won, lost, opened)] == ["won", "lost", "open"]
    assert (won["opportunity_id"], won["account_id"], won["lead_id"]) == ("1", "11", "21")
    assert (won["amount"], won["currency"], won["probability"]) == (Decimal("1200.5"), "CLP", 0.5)
    assert won["closed_at"] == datetime(2024, 5, 2, 12, 30, tzinfo=UTC)
    assert (won["close_date"], lost["close_date"]) == (date(2024, 5, 2), date(2024, 4, 1))
    assert (opened["close_date"], opened["closed_at"]) == (date(2024, 6, 30), None)
    assert (lost["lost_reason"], lost["pipeline"], lost["stage"]) == ("Precio", "Ventas", "Demo")
    assert loaded.rejected.is_empty()


def test_a_name_is_no_account(load):
    text = "Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person\n1,Faro,Faro SA,Ana\n"
    deal = load("pipedrive.deals", text).tables["opportunities"].row(0, named=True)
    assert (deal["account_id"], deal["lead_id"]) == (None, None)
    named = load("pipedrive.deals", text, columns={"account_id": "Deal - Organization"})
    assert named.tables["opportunities"]["account_id"].item() == "Faro SA"


@pytest.mark.parametrize(
    "header",
    [
        "Person - ID,Person - Name,Person - Organization,Organization - ID,Person - Email - Work,"
        "Person - Email - Home,Person - Phone - Work,Person - Person created",
        "Persona - ID,Persona - Nombre,Persona - Organización,Organización - ID,"
        "Persona - Correo electrónico - Trabajo,Persona - Correo electrónico - Casa,"
        "Persona - Teléfono - Trabajo,Persona - Persona creada el",
        "Pessoa - ID,Pessoa - Nome,Pessoa - Organização,Organização - ID,Pessoa - Email - Work,"
        "Pessoa - Email - Home,Pessoa - Phone - Work,Pessoa - Pessoa criada em",
    ],
    ids=["en", "es", "pt"],
)
def test_persons(load, header):
    text = f"{header}\n21,Ana Ríos,Faro SA,11,,Ana@faro.example,555,2024-01-15 10:00:00\n"
    lead = load("pipedrive.persons", text).tables["leads"].row(0, named=True)
    assert (lead["lead_id"], lead["full_name"], lead["account_id"]) == ("21", "Ana Ríos", "11")
    assert (lead["email"], lead["phone"], lead["company"]) == ("ana@faro.example", "555", "Faro SA")
    assert lead["created_at"] == datetime(2024, 1, 15, 10, tzinfo=UTC)


def test_organizations(load):
    text = "Organização - ID,Organização - Nome,Organização - Site\n11,Faro SA,www.faro.example\n"
    account = load("pipedrive.organizations", text).tables["accounts"].row(0, named=True)
    assert (account["account_id"], account["name"]) == ("11", "Faro SA")
    assert account["domain"] == "faro.example"


def test_activities_that_are_done_and_those_to_do(load):
    text = (
        "Activity - ID,Activity - Type,Activity - Done,Activity - Due date,Activity - Due time,"
        "Activity - Marked as done time,Person - ID,Deal - ID,Activity - Assigned to user\n"
        "1,Call,Done,2024-02-13,10:00,2024-02-13 11:30:00,21,1,Eva Sol\n"
        "2,Call,To do,2024-02-20,10:00,,21,1,Eva Sol\n"
        "3,Meeting,Done,2024-02-21,16:00,,21,1,Eva Sol\n"
        "4,Deadline,Done,2024-02-22,,,21,1,Eva Sol\n"
    )
    rows = load("pipedrive.activities", text).tables["activities"]
    assert rows["kind"].to_list() == ["call", "task", "meeting", "task"]
    assert rows["occurred_at"].dt.strftime("%d %H:%M").to_list() == [
        "13 11:30",
        "20 10:00",
        "21 16:00",
        "22 00:00",
    ]
    assert rows["direction"].null_count() == 4
    assert set(rows["opportunity_id"]) == {"1"}


def test_without_the_id_the_refusal_names_the_column(load):
    with pytest.raises(SourceError) as refused:
        load("pipedrive.deals", "Deal - Title,Deal - Value\nFaro,3\n")
    (problem,) = refused.value.problems
    assert "no header for opportunity_id of opportunities, such as 'Deal - ID'" in problem
    assert "add the column ID of the deal" in problem
