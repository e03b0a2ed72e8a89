"""The same rows, whatever the language of the headers."""

import polars as pl
import pytest

from revops.errors import SourceError

PROVENANCE = ("from_file", "from_row")

CONTACTS = {
    "en": (
        "Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Create Date,"
        "Original Source,Primary Associated Company ID,Became a Customer Date"
    ),
    "es": (
        "ID de registro,Nombre,Apellidos,Correo,Etapa del ciclo de vida,Propietario del contacto,"
        "Fecha de creación,Fuente original,IDs de empresas asociadas,"
        "Fecha en que se convirtió en Customer"
    ),
    "pt": (
        "ID do registro,Nome,Sobrenome,E-mail,Fase do ciclo de vida,Proprietário do contato,"
        "Data de criação,Fonte original,IDs de empresas associadas,"
        "Data em que se tornou um Customer"
    ),
    "api": (
        "hs_object_id,firstname,lastname,Email,lifecyclestage,hubspot_owner_id,createdate,"
        "hs_analytics_source,Associated Company IDs,hs_v2_date_entered_Customer"
    ),
}
CONTACT = "101,Ana,Ríos,ana@faro.example,Customer,Eva Sol,2024-01-15 10:00,PAID_SEARCH,9,2024-03-01"

DEALS = {
    "en": (
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date,"
        'Deal owner,Associated Contact IDs,"Date entered ""Demo (Sales)"""'
    ),
    "es": (
        "ID de registro,Nombre del negocio,Etapa del negocio,Pipeline,Importe,Moneda,"
        "Fecha de cierre,Fecha de creación,Propietario del negocio,IDs de contactos asociados,"
        '"Fecha de entrada en ""Demo (Sales)"""'
    ),
    "pt": (
        "ID do registro,Nome do negócio,Etapa do negócio,Pipeline,Valor,Moeda,"
        "Data de fechamento,Data de criação,Proprietário do negócio,IDs de contatos associados,"
        '"Data de entrada em ""Demo (Sales)"""'
    ),
}
DEAL = "301,Faro,Demo,Sales,1200.50,USD,2024-05-31,2024-01-20 09:00,Eva Sol,101;102,2024-02-15"

CALLS = {
    "en": "Record ID,Activity date,Call direction,Call outcome,Associated Contact IDs,Call notes",
    "es": (
        "ID de registro,Fecha de la actividad,Dirección de la llamada,Resultado de la llamada,"
        "IDs de contactos asociados,Notas de la llamada"
    ),
    "pt": (
        "ID do registro,Data da atividade,Direção da chamada,Resultado da chamada,"
        "IDs de contatos associados,Notas da chamada"
    ),
}
CALL = "7,2024-02-13 11:30,Outbound,Connected,101,Spoke of prices"

CASES = [
    ("hubspot.contacts", CONTACTS, CONTACT),
    ("hubspot.deals", DEALS, DEAL),
    ("hubspot.calls", CALLS, CALL),
]


@pytest.mark.parametrize(("source", "headers", "row"), CASES, ids=[case[0] for case in CASES])
def test_every_language_gives_the_same_rows(load, source, headers, row):
    read = {lang: load(source, f"{header}\n{row}\n").tables for lang, header in headers.items()}
    english = read["en"]
    for tables in read.values():
        assert set(tables) == set(english)
        assert all(tables[name].equals(english[name]) for name in english)
    filled = pl.concat(
        [one.null_count().transpose().to_series() for one in english.values()]
    ).to_list()
    assert filled.count(0) > len(headers["en"].split(","))


def test_the_english_rows_are_these(load):
    history = load("hubspot.contacts", f"{CONTACTS['pt']}\n{CONTACT}\n").tables["stage_history"]
    assert history.select("object_id", "stage").rows() == [("101", "Customer")]
    deals = load("hubspot.deals", f"{DEALS['pt']}\n{DEAL}\n").tables
    assert deals["stage_history"].select("object_id", "stage").rows() == [("301", "Demo")]
    assert deals["opportunity_people"]["lead_id"].to_list() == ["101", "102"]


@pytest.mark.parametrize(
    ("header", "stage"),
    [
        ('Date entered "Demo (Sales)"', "Demo"),
        ("Date entered “Demo (Sales (EMEA))”", "Demo"),
        ("Date entered 'Cierre (final) (Ventas)'", "Cierre (final)"),
        ("Fecha de ingreso a «Demo (Ventas)»", "Demo"),
        ('Data em que entrou em "Demo (Vendas)"', "Demo"),
        ("hs_v2_date_entered_12345", "12345"),
        ("hs_date_entered_12345", "12345"),
    ],
)
def test_a_stage_column_is_known_by_its_quotes(load, header, stage):
    quoted = '"' + header.replace('"', '""') + '"'
    tables = load("hubspot.deals", f"Record ID,Deal Name,{quoted}\n1,Faro,2024-02-15\n").tables
    assert tables["stage_history"]["stage"].to_list() == [stage]


def test_an_export_without_its_key_is_refused_with_the_column_to_add(load):
    with pytest.raises(SourceError) as refused:
        load("hubspot.deals", "Nombre del negocio,Etapa del negocio\nFaro,Demo\n")
    (problem,) = refused.value.problems
    assert "no header for opportunity_id of opportunities, such as 'Record ID'" in problem
    assert "'ID do registro'" in problem
    assert "keep the column Record ID" in problem
