from datetime import date
from decimal import Decimal

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
