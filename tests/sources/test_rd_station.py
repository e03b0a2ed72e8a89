from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from revops.errors import SourceError

DEALS = (
    "Nome da negociação;Etapa do funil de vendas;Responsável pela negociação;"
    "Valor da negociação;Data de criação;Data de fechamento;Funil;Campanha;Origem\n"
    "Farol;Proposta;Eva Sol;R$ 2.500,50;20/01/2024;31/05/2024;Vendas;Feira;Site\n"
    "Norte;Demo;Eva Sol;900,00;05/02/2024;;Vendas;;\n"
)


def test_deals_without_ids(load):
    loaded = load("rd_station.deals", DEALS.encode("cp1252"))
    farol, norte = loaded.tables["opportunities"].iter_rows(named=True)
    assert farol["opportunity_id"] == "Farol | 20/01/2024"
    assert (farol["amount"], norte["amount"]) == (Decimal("2500.5"), Decimal(900))
    assert farol["created_at"] == datetime(2024, 1, 20, tzinfo=UTC)
    assert norte["created_at"] == datetime(2024, 2, 5, tzinfo=UTC)
    assert (farol["close_date"], norte["close_date"]) == (date(2024, 5, 31), None)
    assert (farol["stage"], farol["pipeline"], farol["owner_id"]) == (
        "Proposta",
        "Vendas",
        "Eva Sol",
    )
    assert (farol["account_id"], farol["status"]) == (None, None)
    assert loaded.rejected.is_empty()


def test_deals_with_their_state_hours_and_people(load):
    text = (
        "ID;Nome;Empresa;Funil de vendas;Etapa;Estado;Motivo de Perda;Valor Único;Data de criação;"
        "Hora de criação;Previsão de fechamento;Data de fechamento;Responsável;Email\n"
        "a1;Farol;Farol SA;Vendas;Proposta;Vendida;;2.500,50;20/01/2024;09:30;30/06/2024;"
        "02/05/2024;Eva Sol;ana@farol.example, bia@farol.example\n"
        "a2;Norte;Norte SA;Vendas;Demo;Em andamento;;900;20/01/2024;10:00;30/06/2024;;Eva Sol;\n"
        "a3;Lago;Lago SA;Vendas;Demo;Perdida;Preço;0;20/01/2024;;;03/04/2024;Eva Sol;\n"
    )
    won, opened, lost = load("rd_station.deals", text).tables["opportunities"].to_dicts()
    assert [one["status"] for one in (won, opened, lost)] == ["won", "open", "lost"]
    assert [one["opportunity_id"] for one in (won, opened, lost)] == ["a1", "a2", "a3"]
    assert won["created_at"] == datetime(2024, 1, 20, 9, 30, tzinfo=UTC)
    assert (won["close_date"], opened["close_date"]) == (date(2024, 5, 2), date(2024, 6, 30))
    assert (won["lead_id"], lost["lost_reason"]) == ("ana@farol.example", "Preço")


def test_two_deals_of_one_name_and_day_differ_by_their_hour(load):
    text = "Nome;Data de criação;Hora de criação\nFarol;20/01/2024;09:30\nFarol;20/01/2024;10:00\n"
    deals = load("rd_station.deals", text).tables["opportunities"]
    assert deals["opportunity_id"].n_unique() == 2


def test_a_deal_without_a_name_or_a_day_has_no_key(load):
    text = "Nome da negociação;Data de criação;Etapa\n;20/01/2024;Demo\nFarol;;Demo\n"
    loaded = load("rd_station.deals", text)
    assert loaded.tables["opportunities"].is_empty()
    assert loaded.rejected["from_row"].to_list() == [2, 3]


def test_contacts_and_companies(load):
    contacts = "Nome;Cargo;E-mail;Telefone;Empresa;Data de criação\n"
    contacts += "Ana Ríos;Gerente;Ana@farol.example;555;Farol SA;20/01/2024\n"
    ana = load("rd_station.contacts", contacts).tables["leads"].row(0, named=True)
    assert (ana["email"], ana["full_name"]) == ("ana@farol.example", "Ana Ríos")
    assert (ana["job_title"], ana["company"]) == ("Gerente", "Farol SA")
    companies = "Nome da empresa;CNPJ;Site\nFarol SA;11.222.333/0001-81;www.farol.example\n"
    account = load("rd_station.companies", companies).tables["accounts"].row(0, named=True)
    assert (account["account_id"], account["tax_id"]) == ("11.222.333/0001-81",) * 2
    named = load("rd_station.companies", companies, columns={"account_id": "Nome da empresa"})
    assert named.tables["accounts"]["account_id"].item() == "Farol SA"


def test_marketing_leads(load):
    text = (
        "Email,Nome,Empresa,Cargo,Data da primeira conversão,Origem da primeira conversão,"
        "Estágio no funil,Lead Scoring - Perfil\n"
        "ana@farol.example,Ana Ríos,Farol SA,Gerente,2024-01-20 10:00:00 -0300,"
        "Busca Paga | Google,Lead Qualificado,b\n"
    )
    lead = load("rd_station.marketing_leads", text).tables["leads"].row(0, named=True)
    assert (lead["lead_id"], lead["record_type"]) == ("ana@farol.example", "lead")
    assert lead["created_at"] == datetime(2024, 1, 20, 13, tzinfo=UTC)
    assert lead["original_source"] == "Busca Paga | Google"
    assert (lead["lifecycle_stage"], lead["company"]) == ("Lead Qualificado", "Farol SA")


def test_without_name_and_day_the_refusal_names_them(load):
    with pytest.raises(SourceError) as refused:
        load("rd_station.deals", "Etapa;Valor\nDemo;3\n")
    (problem,) = refused.value.problems
    assert "no header for opportunity_id of opportunities" in problem
    assert "'Nome da negociação'" in problem
    assert "Data de criação" in problem
