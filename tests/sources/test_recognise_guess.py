"""Files of no known vendor: what their words and their cells let one guess."""

from pathlib import Path

import pytest

from revops.sources import SOURCES
from revops.sources.recognise import Recognised, Recogniser, outcome, recognise

RECOGNISER = Recogniser(SOURCES)


def look(tmp_path: Path, text: str, name: str = "export.csv") -> Recognised:
    (tmp_path / name).write_text(text, "utf-8")
    (found,) = recognise(tmp_path / name, RECOGNISER)
    return found


def test_deals_in_spanish(tmp_path: Path) -> None:
    text = (
        "Folio;Cliente;Vendedor;Monto;Fecha de creación;Fecha de cierre;Situación\n"
        "F1;Aurora;Ana;1.200,50;05/02/2026;20/03/2026;Ganado\n"
        "F2;Bosque;Bruno;900,00;07/02/2026;21/03/2026;Perdido\n"
        "F3;Cumbre;Ana;50,00;09/02/2026;30/09/2026;En curso\n"
    )
    found = look(tmp_path, text)
    assert (found.status, found.tables) == ("guessed", ("opportunities",))
    assert found.guess is not None
    assert dict(found.guess.columns) == {
        "opportunity_id": "Folio",
        "account_id": "Cliente",
        "owner_id": "Vendedor",
        "amount": "Monto",
        "created_at": "Fecha de creación",
        "close_date": "Fecha de cierre",
        "stage": "Situación",
    }
    assert "won, lost or open" in found.guess.reasons["stage"]


def test_leads_in_portuguese(tmp_path: Path) -> None:
    text = (
        "Código,Nome completo,E-mail,Telefone,Data de criação,Origem\n"
        "1,Ana Souza,ana@faro.example,+55 11 1,2026-01-02,google\n"
        "2,Bia Reis,bia@faro.example,+55 11 2,2026-01-03,evento\n"
    )
    found = look(tmp_path, text)
    assert found.guess is not None
    assert found.guess.table == "leads"
    columns = found.guess.columns
    assert (columns["lead_id"], columns["email"]) == ("Código", "E-mail")
    assert (columns["created_at"], columns["original_source"]) == ("Data de criação", "Origem")


def test_a_word_is_not_believed_against_its_cells(tmp_path: Path) -> None:
    text = "deal id,value,close date,email\nA,12,maybe,yes\nB,13,never,no\n"
    found = look(tmp_path, text)
    assert found.guess is not None
    assert "close_date" not in found.guess.columns


def test_a_column_that_repeats_is_no_key(tmp_path: Path) -> None:
    text = "mi numero,monto,etapa\nA,12,Ganado\nA,13,Perdido\n"
    assert look(tmp_path, text).status == "unplaced"


@pytest.mark.parametrize(
    "text",
    [
        "product,series,sales_price\nGTX,G,550\nMG,M,3\n",
        "seller_id,seller_city,seller_state\n1,campinas,SP\n2,mogi,SP\n",
        "name,beleza,health\nx,1,2\n",
    ],
)
def test_little_evidence_is_no_guess(text: str, tmp_path: Path) -> None:
    found = look(tmp_path, text)
    assert (found.status, found.guess) == ("unplaced", None)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Closed Won", "won"),
        ("closedwon", "won"),
        ("Cerrado ganado", "won"),
        ("Cierre ganado (nuevo)", "won"),
        ("Ganho", "won"),
        ("Venda perdida", "lost"),
        ("Lost - price", "lost"),
        ("Perdido", "lost"),
        ("Won or lost", ""),
        ("Negotiation", ""),
        ("Wonderful", ""),
        ("Almost there", ""),
    ],
)
def test_outcomes_are_words_of_three_languages(label: str, said: str) -> None:
    assert outcome(label) == said


RENEWALS = {
    "Cliente;Fecha;Tipo;Importe;Notas\n": ("Cliente", "Fecha", "Tipo", "Importe"),
    "Empresa;Fecha de renovación;Evento;ARR;Notas\n": (
        "Empresa",
        "Fecha de renovación",
        "Evento",
        "ARR",
    ),
}


@pytest.mark.parametrize("header", RENEWALS)
def test_a_sheet_of_renewals_is_told_by_its_cells(header: str, tmp_path: Path) -> None:
    text = (
        f"{header}Aurora;15/07/2026;Renovación;12.000,00;ok\n"
        "Bosque;20/07/2026;Baja;-4.500,50;se fue\nCumbre;02/08/2026;Ampliación;900,00;\n"
    )
    found = look(tmp_path, text, "renovaciones 2026.csv")
    assert found.guess is not None
    assert found.guess.table == "customers"
    names = ("account_id", "occurred_at", "event", "amount")
    assert tuple(found.guess.columns[name] for name in names) == RENEWALS[header]
    assert found.guess.reasons["event"] == "its cells speak of customers, such as 'Renovación'"


@pytest.mark.parametrize(
    "text",
    [
        "Folio;Cliente;Fecha;Tipo;Monto;Etapa\nF1;A;15/07/2026;Renovación;5;Ganado\n"
        "F2;B;16/07/2026;Ampliación;6;Perdido\n",
        "Cliente;Fecha;Tipo;Importe\nA;15/07/2026;Ganado;5\nA;16/07/2026;Perdido;6\n",
    ],
)
def test_deals_of_a_type_are_no_sheet_of_renewals(text: str, tmp_path: Path) -> None:
    found = look(tmp_path, text)
    assert found.guess is None or found.guess.table != "customers"
