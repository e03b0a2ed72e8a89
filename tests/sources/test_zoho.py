from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from revops.errors import SourceError

LEADS = (
    "LEADID,Last Name,Company,Lead Owner,Email,Mobile,Website,Industry,Lead Source,Lead Status,"
    "Created Time,CONVERTED\n"
    'zcrm_101,Ríos,Faro SA,Eva Sol,Ana@faro.example,555,,,-None-,Contacted,"15 Apr, 2021 00:03:00",'
    "true\n"
    'zcrm_102,Paz,Norte SA,Eva Sol,,,,,Web,,"3 May, 2021 10:00:00",\n'
)


def test_leads_of_an_older_export(load):
    loaded = load("zoho.leads", LEADS)
    ana, paz = loaded.tables["leads"].iter_rows(named=True)
    assert (ana["lead_id"], ana["record_type"], ana["full_name"]) == ("zcrm_101", "lead", "Ríos")
    assert ana["created_at"] == datetime(2021, 4, 15, 0, 3, tzinfo=UTC)
    assert (ana["original_source"], paz["original_source"]) == (None, "Web")
    assert (ana["is_converted"], paz["is_converted"]) == (True, False)
    assert loaded.rejected.is_empty()


DEALS = {
    "en": (
        "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,"
        "Account Name,Stage,Probability (%),Contact Name.id,Created Time,Pipeline,Type"
    ),
    "es": (
        "ID de registro,Propietario de trato.id,Propietario de trato,Importe,Nombre de Trato,"
        "Fecha de cierre,Nombre de Cuenta.id,Nombre de Cuenta,Fase,Probabilidad (%),"
        "Nombre de Contacto.id,Hora de creación,Canalización,Tipo"
    ),
    "pt": (
        "ID do registro,Proprietário do negócio.id,Proprietário do negócio,Valor,Nome do negócio,"
        "Data de fechamento,Nome da conta.id,Nome da conta,Estágio,Probabilidade (%),"
        "Nome do contato.id,Hora da criação,Funil,Tipo"
    ),
}
DEAL = (
    'zcrm_301,zcrm_5,Eva Sol,"$1,117.10K",Faro,2024-05-31,zcrm_9,Faro SA,Demo,75,zcrm_101,'
    "2024-01-20 09:00:00,Ventas,New Business\n"
)


@pytest.mark.parametrize("language", DEALS)
def test_deals_in_each_language(load, language):
    loaded = load("zoho.deals", f"{DEALS[language]}\n{DEAL}")
    deal = loaded.tables["opportunities"].row(0, named=True)
    assert (deal["opportunity_id"], deal["account_id"]) == ("zcrm_301", "zcrm_9")
    assert (deal["lead_id"], deal["owner_id"]) == ("zcrm_101", "zcrm_5")
    assert (deal["amount"], deal["probability"]) == (Decimal(1117100), 0.75)
    assert (deal["name"], deal["stage"], deal["pipeline"]) == ("Faro", "Demo", "Ventas")
    assert (deal["close_date"], deal["status"], deal["type"]) == (date(2024, 5, 31), None, "new")
    assert loaded.rejected.is_empty()


def test_contacts_and_accounts(load):
    contacts = "Record Id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Email\n"
    contacts += "zcrm_101,Eva Sol,Ana,Ríos,zcrm_9,Faro SA,ana@faro.example\n"
    contact = load("zoho.contacts", contacts).tables["leads"].row(0, named=True)
    assert (contact["full_name"], contact["account_id"]) == ("Ana Ríos", "zcrm_9")
    assert (contact["company"], contact["record_type"]) == ("Faro SA", "contact")
    accounts = "Record Id,Account Name,Website,Employees\nzcrm_9,Faro SA,www.faro.example,12\n"
    account = load("zoho.accounts", accounts).tables["accounts"].row(0, named=True)
    assert (account["account_id"], account["name"]) == ("zcrm_9", "Faro SA")
    assert (account["domain"], account["employees"]) == ("faro.example", 12)


def test_a_deal_with_names_only_belongs_to_no_account(load):
    text = "Record Id,Deal Name,Account Name,Stage\nzcrm_301,Faro,Faro SA,Demo\n"
    assert load("zoho.deals", text).tables["opportunities"]["account_id"].item() is None


def test_stage_history(load):
    text = "Deal Name.id,Stage,Modified Time,Modified By,Amount\n"
    text += "zcrm_301,Demo,2024-02-01 10:00:00,Eva Sol,900\n"
    (visit,) = load("zoho.deal_stages", text).tables["stage_history"].to_dicts()
    assert (visit["object"], visit["object_id"]) == ("opportunity", "zcrm_301")
    assert (visit["stage"], visit["changed_by"]) == ("Demo", "Eva Sol")


def test_calls_that_were_made_and_those_that_were_not(load):
    text = (
        "Record Id,Call Owner,Call Type,Call Start Time,Call Result,Call Status,Contact Name.id,"
        "Related To.id\n"
        "zcrm_1,Eva Sol,Outbound,2024-02-13 11:30:00,Interested,Completed,zcrm_101,zcrm_301\n"
        "zcrm_2,Eva Sol,Outbound,2024-02-20 11:30:00,,Scheduled,,zcrm_102\n"
        "zcrm_3,Eva Sol,Missed,2024-02-21 11:30:00,,,,zcrm_102\n"
    )
    calls = load("zoho.calls", text).tables["activities"]
    assert calls.select("kind", "direction", "lead_id", "outcome").rows() == [
        ("call", "outbound", "zcrm_101", "Interested"),
        ("task", "outbound", "zcrm_102", "Scheduled"),
        ("call", "inbound", "zcrm_102", None),
    ]


def test_meetings(load):
    text = "Record Id,Title,From,To,Host,Contact Name.id\n"
    text += "zcrm_1,Demo,2024-02-13 11:30:00,2024-02-13 12:00:00,Eva Sol,zcrm_101\n"
    meeting = load("zoho.meetings", text).tables["activities"].row(0, named=True)
    assert (meeting["kind"], meeting["user_id"]) == ("meeting", "Eva Sol")
    assert meeting["occurred_at"] == datetime(2024, 2, 13, 11, 30, tzinfo=UTC)


def test_without_the_id_the_refusal_names_the_column(load):
    with pytest.raises(SourceError) as refused:
        load("zoho.deals", "Deal Name,Stage\nFaro,Demo\n")
    (problem,) = refused.value.problems
    assert "no header for opportunity_id of opportunities, such as 'Record Id'" in problem
    assert "it holds the Record Id" in problem
