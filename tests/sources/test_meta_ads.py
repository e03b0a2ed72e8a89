from datetime import date
from decimal import Decimal

import pytest

from revops.errors import SourceError

ENGLISH = """\ufeffReporting starts,Reporting ends,Campaign name,Campaign ID,Day,\
Amount spent (USD),Impressions,Link clicks,Clicks (all)
2026-01-01,2026-01-02,Leads Q1,120,2026-01-01,12.34,1000,10,15
2026-01-01,2026-01-02,Leads Q1,120,2026-01-02,3.66,900,9,12
2026-01-01,2026-01-02,,,,16.00,1900,19,27
"""


def test_english(load):
    loaded = load("meta_ads.campaigns", ENGLISH)
    spend = loaded.tables["spend"]
    assert spend.select("campaign_id", "spent_on", "cost", "currency", "clicks").rows() == [
        ("120", date(2026, 1, 1), Decimal("12.34"), "USD", 10),
        ("120", date(2026, 1, 2), Decimal("3.66"), "USD", 9),
    ]
    assert set(spend["from_vendor"]) == {"meta_ads"}
    assert loaded.tables["campaigns"]["name"].to_list() == ["Leads Q1"]
    assert loaded.files.select("n_rows", "n_totals").row(0) == (2, 1)
    assert loaded.rejected.is_empty()


SPANISH = """Inicio del informe,Fin del informe,Día,Nombre de la campaña,\
Importe gastado (PEN),Impresiones,Clics en el enlace,Compras
01/09/2026,02/09/2026,01/09/2026,Septiembre,"3.850,40","1.000",10,2
Total,,,,"7.862,50",,,
01/09/2026,02/09/2026,02/09/2026,Septiembre,4012.1,900,9,1
"""


def test_spanish_with_a_total_in_the_middle_and_two_decimal_marks(load):
    loaded = load("meta_ads.campaigns", SPANISH, decimal=",", date_format="%d/%m/%Y")
    spend = loaded.tables["spend"]
    assert spend.select("campaign_id", "spent_on", "cost", "currency").rows() == [
        ("Septiembre", date(2026, 9, 1), Decimal("3850.4"), "PEN"),
        ("Septiembre", date(2026, 9, 2), None, "PEN"),
    ]
    assert loaded.rejected.select("from_row", "column", "reason", "raw").rows() == [
        (4, "cost", "the decimal mark is another one", "4012.1"),
    ]


def test_a_row_without_campaign_but_with_a_day_is_told(load):
    text = "Campaign name,Day,Amount spent (USD)\n,2026-01-01,3\nLeads,2026-01-01,2\n"
    loaded = load("meta_ads.campaigns", text)
    assert loaded.tables["spend"].height == 1
    assert set(loaded.rejected["reason"]) == {"the row has no key"}
    assert set(loaded.rejected["table"]) == {"campaigns", "spend"}


def test_a_constant_is_stronger_than_the_header(load):
    loaded = load("meta_ads.campaigns", ENGLISH, constants={"currency": "EUR"})
    assert set(loaded.tables["spend"]["currency"]) == {"EUR"}


COLUMNS = ("campaign_id", "spent_on", "cost", "currency", "impressions", "clicks")
ROWS = [
    ("120", date(2026, 8, 13), Decimal("1234.5"), "BRL", 2100, 31),
    ("121", date(2026, 8, 13), Decimal("0.4"), "BRL", 900, 1),
]
FLAVOURS = {
    "english": """\ufeffReporting starts,Reporting ends,Campaign name,Campaign ID,Day,\
Campaign delivery,Amount spent (BRL),Impressions,Link clicks,Clicks (all),Results,Ends
2026-08-01,2026-08-31,Demo ñ,120,2026-08-13,active,"1,234.50","2,100",31,40,2,Ongoing
2026-08-01,2026-08-31,Guía,121,2026-08-13,inactive,0.40,900,1,3,,2026-08-20
,,,,,,"1,234.90","3,000",32,43,,
""",
    "spanish": """Inicio del informe;Fin del informe;Nombre de la campaña;\
Identificador de la campaña;Día;Entrega de la campaña;Importe gastado (BRL);Impresiones;\
Clics en el enlace;Clics (todos);Resultados;Finalización
2026-08-01;2026-08-31;Demo ñ;120;2026-08-13;active;1.234,50;2.100;31;40;2;En curso
Total;;;;;;1.234,90;3.000;32;43;;
2026-08-01;2026-08-31;Guía;121;2026-08-13;inactive;0,40;900;1;3;;2026-08-20
""",
    "portuguese": """Início dos relatórios;Encerramento dos relatórios;Nome da campanha;\
Identificação da campanha;Dia;Veiculação da campanha;Valor usado (BRL);Impressões;\
Cliques no link;Cliques (todos);Resultados;Término
2026-08-01;2026-08-31;Demo ñ;120;2026-08-13;active;R$ 1.234,50;2.100;31;40;2;Em andamento
2026-08-01;2026-08-31;Guía;121;2026-08-13;inactive;R$ 0,40;900;1;3;;2026-08-20
;;;;;;R$ 1.234,90;3.000;32;43;;
""",
    "api": """date_start,date_stop,campaign_id,campaign_name,account_currency,spend,impressions,\
inline_link_clicks,clicks
2026-08-13,2026-08-13,120,Demo ñ,BRL,1234.50,2100,31,40
2026-08-13,2026-08-13,121,Guía,BRL,0.40,900,1,3
""",
}


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_each_flavour_gives_the_same_rows(load, flavour, encoding):
    text = FLAVOURS[flavour].removeprefix("\ufeff" if encoding == "utf-16" else "")
    loaded = load("meta_ads.campaigns", text.encode(encoding))
    assert loaded.tables["spend"].select(COLUMNS).rows() == ROWS
    assert loaded.tables["campaigns"]["name"].to_list() == ["Demo ñ", "Guía"]
    assert loaded.files["n_totals"].item() == (0 if flavour == "api" else 1)
    assert loaded.rejected.is_empty()


def test_a_span_of_days_has_no_day_and_a_span_of_one_day_has(load):
    text = (
        "Reporting starts,Reporting ends,Campaign name,Amount spent (USD)\n"
        "2026-08-01,2026-08-31,Long,10\n"
        "2026-08-13,2026-08-13,Short,2\n"
    )
    spend = load("meta_ads.campaigns", text).tables["spend"]
    assert spend.select("campaign_id", "spent_on").rows() == [
        ("Long", None),
        ("Short", date(2026, 8, 13)),
    ]


def test_a_currency_beside_the_header_of_the_amount(load):
    text = (
        "Campaign name,Day,Currency,Amount spent (EGP)\n"
        "Demo,2026-08-13,EGP,10\nGuide,2026-08-13,,2\n"
    )
    assert load("meta_ads.campaigns", text).tables["spend"]["currency"].to_list() == ["EGP", "EGP"]


@pytest.mark.parametrize(
    ("level", "names"),
    [("Ad set name", ("Chile", "Perú")), ("Ad name", ("A", "B")), ("Age", ("18-24", "25-34"))],
)
def test_finer_levels_are_added_up_to_the_campaign(load, level, names):
    one, other = names
    text = (
        f"Campaign name,{level},Day,Amount spent (USD),Impressions,Link clicks\n"
        f"Demo,{one},2026-08-13,10.25,100,3\nDemo,{other},2026-08-13,4.75,50,\n"
    )
    spend = load("meta_ads.campaigns", text).tables["spend"]
    assert spend.select("cost", "impressions", "clicks").rows() == [(Decimal(15), 150, 3)]


def test_another_report_is_refused_with_the_one_to_export(load):
    with pytest.raises(SourceError) as refused:
        load("meta_ads.campaigns", "Page name,Followers\nFaro,12\n")
    told = str(refused.value)
    assert "'Campaign ID'" in told
    assert "'Nome da campanha'" in told
    assert "breakdown by Day" in told
