import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from revops.errors import SourceError

PAGE = """Campaign report
"July 8, 2025 - July 31, 2025"
Campaign status,Campaign,Budget,Currency code,Cost,Impr.,Clicks,Conversions,Search impr. share
Enabled,Brand,10.00,USD,"1,200.50","1,356,884",300,12.50, > 90%
Paused,Generic, --,USD,0, --,0,0, --
Total: Campaigns, --, --,USD,"1,200.50","1,356,884",300,12.50, --
Total: Account, --, --,USD,"1,500.50","1,400,000",310,13.50, --
Total: Search, --, --,USD,"1,200.50","1,356,884",300,12.50, --
"""


def test_the_page_without_days(load):
    loaded = load("google_ads.campaigns", PAGE)
    brand, generic = loaded.tables["spend"].iter_rows(named=True)
    assert (brand["campaign_id"], brand["from_vendor"]) == ("Brand", "google_ads")
    assert (brand["cost"], brand["currency"]) == (Decimal("1200.5"), "USD")
    assert (brand["impressions"], brand["clicks"]) == (1356884, 300)
    assert (brand["platform_conversions"], brand["spent_on"]) == (12.5, None)
    assert (generic["cost"], generic["impressions"], generic["from_row"]) == (0, None, 5)
    assert loaded.rejected.is_empty()
    assert loaded.files.select("n_rows", "n_totals").row(0) == (2, 3)
    campaigns = loaded.tables["campaigns"]
    assert campaigns.select("campaign_id", "status", "budget").rows() == [
        ("Brand", "Enabled", Decimal(10)),
        ("Generic", "Paused", None),
    ]


def test_the_excel_flavour_is_utf_16_with_tabs(load):
    text = (
        "Campaign report\r\nAll time\r\n"
        "Campaign status\tCampaign\tCampaign ID\tDay\tCurrency code\tCost\tImpr.\tClicks\r\n"
        "Enabled\tMarca ñ\t11\t2025-07-08\tCLP\t12000\t10\t1\r\n"
        "Enabled\tMarca ñ\t11\t2025-07-09\tCLP\t13000\t11\t2\r\n"
    )
    loaded = load("google_ads.campaigns", ("\ufeff" + text).encode("utf-16-le"))
    spend = loaded.tables["spend"]
    assert spend.select("campaign_id", "spent_on", "cost", "from_row").rows() == [
        ("11", date(2025, 7, 8), Decimal(12000), 4),
        ("11", date(2025, 7, 9), Decimal(13000), 5),
    ]
    assert loaded.tables["campaigns"].select("campaign_id", "name").rows() == [("11", "Marca ñ")]


def test_micros_of_the_api(load):
    text = "campaign.id,segments.date,metrics.cost_micros\n11,2025-07-08,1234567\n"
    assert load("google_ads.campaigns", text).tables["spend"]["cost"].item() == Decimal("1.234567")


def test_a_day_that_does_not_cast_leaves_the_cost_undated_and_is_told(load):
    text = "Campaign,Day,Cost\nBrand,07/08/2025,3\n"
    loaded = load("google_ads.campaigns", text)
    assert loaded.tables["spend"].select("spent_on", "cost").row(0) == (None, Decimal(3))
    assert loaded.rejected["reason"].to_list() == ["the order of day and month is not known"]


COLUMNS = (
    "campaign_id",
    "spent_on",
    "cost",
    "currency",
    "impressions",
    "clicks",
    "platform_conversions",
)
ROWS = [
    ("11", date(2026, 8, 13), Decimal("1234.5"), "USD", 2100, 31, 2.5),
    ("12", date(2026, 8, 13), Decimal("0.4"), "USD", 900, 1, None),
    ("11", date(2026, 8, 14), Decimal(10), "USD", 110, 3, 0.0),
]
ENGLISH = """Campaign report
"August 13, 2026 - August 14, 2026"
Campaign status,Campaign,Campaign ID,Day,Currency code,Cost,Impr.,Clicks,Conversions
Enabled,Marca ñ,11,2026-08-13,USD,"1,234.50","2,100",31,2.50
Paused,Guía,12,2026-08-13,USD,0.40,900,1, --
Enabled,Marca ñ,11,2026-08-14,USD,10.00,110,3,0.00
Total: Campaigns, --, --, --,USD,"1,244.90","3,110",35,2.50
Total: Account, --, --, --,USD,"1,300.00","3,200",36,2.50
"""
SPANISH = """Informe de campaña
13 de agosto de 2026 - 14 de agosto de 2026
Estado de la campaña;Campaña;ID de la campaña;Día;Código de moneda;Coste;Impr.;Clics;Conversiones
Habilitada;Marca ñ;11;2026-08-13;USD;1.234,50;2.100;31;2,50
En pausa;Guía;12;2026-08-13;USD;0,40;900;1; --
Habilitada;Marca ñ;11;2026-08-14;USD;10,00;110;3;0,00
Total: Campañas; --; --; --;USD;1.244,90;3.110;35;2,50
Total: Cuenta; --; --; --;USD;1.300,00;3.200;36;2,50
"""
PORTUGUESE = """Relatório de campanha
13 de agosto de 2026 - 14 de agosto de 2026
Status da campanha;Campanha;ID da campanha;Dia;Código da moeda;Custo;Impr.;Cliques;Conversões
Ativada;Marca ñ;11;2026-08-13;USD;1.234,50;2.100;31;2,50
Pausada;Guía;12;2026-08-13;USD;0,40;900;1; --
Ativada;Marca ñ;11;2026-08-14;USD;10,00;110;3;0,00
Total: Campanhas; --; --; --;USD;1.244,90;3.110;35;2,50
Total: Conta; --; --; --;USD;1.300,00;3.200;36;2,50
"""
API = """campaign.id,campaign.name,segments.date,customer.currency_code,metrics.cost_micros,\
metrics.impressions,metrics.clicks,metrics.conversions
11,Marca ñ,2026-08-13,USD,1234500000,2100,31,2.5
12,Guía,2026-08-13,USD,400000,900,1,
11,Marca ñ,2026-08-14,USD,10000000,110,3,0
"""
TRANSFER = API.replace("n.", "n_").replace("s.", "s_").replace("r.", "r_")
JSON = API.replace("currency_code", "currencyCode").replace("cost_micros", "costMicros")


def excel(page: str) -> bytes:
    """Write a page as the flavour "Excel .csv" does."""
    records = csv.reader(io.StringIO(page))
    text = "\r\n".join("\t".join(record) for record in records)
    return ("\ufeff" + text + "\r\n").encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "settings", "n_totals"),
    [
        (ENGLISH, {}, 2),
        (SPANISH, {}, 2),
        (PORTUGUESE, {}, 2),
        (SPANISH.encode("cp1252"), {}, 2),
        (excel(ENGLISH), {}, 2),
        (API, {}, 0),
        (TRANSFER, {}, 0),
        (JSON, {}, 0),
    ],
    ids=["english", "spanish", "portuguese", "cp1252", "excel", "api", "transfer", "json names"],
)
def test_each_flavour_gives_the_same_rows(load, content, settings, n_totals):
    loaded = load("google_ads.campaigns", content, **settings)
    assert loaded.tables["spend"].select(COLUMNS).rows() == ROWS
    assert loaded.tables["campaigns"].select("campaign_id", "name").rows() == [
        ("11", "Marca ñ"),
        ("12", "Guía"),
    ]
    assert loaded.files["n_totals"].item() == n_totals
    assert loaded.rejected.is_empty()


def test_ad_groups_are_added_up_to_their_campaign_and_a_repeated_row_is_not(load):
    text = (
        "Campaign,Ad group,Day,Cost,Clicks,Conversions\n"
        "Brand,Exact,2026-08-13,10.50,3,\n"
        "Brand,Broad,2026-08-13,4.50,2,1\n"
        "Brand,Broad,2026-08-13,4.50,2,1\n"
        "Brand,Exact,2026-08-14,1,0,\n"
    )
    spend = load("google_ads.campaigns", text).tables["spend"]
    columns = ("spent_on", "cost", "clicks", "platform_conversions", "from_row")
    assert spend.select(columns).rows() == [
        (date(2026, 8, 13), Decimal(15), 5, 1.0, 2),
        (date(2026, 8, 13), Decimal("4.5"), 2, 1.0, 4),
        (date(2026, 8, 14), Decimal(1), 0, None, 5),
    ]


def test_a_row_repeated_without_finer_detail_stays_for_the_checks_to_find(load):
    text = "Campaign,Day,Cost\nBrand,2026-08-13,10\nBrand,2026-08-13,10\n"
    assert load("google_ads.campaigns", text).tables["spend"].height == 2


def test_a_week_is_no_day(load):
    text = "Semana,Campaña,Coste\n2026-08-10,Marca,10\n2026-08-17,Marca,12\n"
    spend = load("google_ads.campaigns", text).tables["spend"]
    assert spend.select("spent_on", "cost").rows() == [(None, Decimal(10)), (None, Decimal(12))]


def test_a_cost_without_a_campaign_is_told(load):
    loaded = load("google_ads.campaigns", "Campaign,Day,Cost\n,2026-08-13,3\nBrand,2026-08-13,2\n")
    assert loaded.tables["spend"].height == 1
    assert set(loaded.rejected.filter(table="spend")["reason"]) == {"the row has no key"}


def test_a_campaign_whose_name_begins_like_a_total_is_kept(load):
    text = "Campaign,Day,Cost\nTotal de ventas,2026-08-13,3\n"
    assert (
        load("google_ads.campaigns", text).tables["spend"]["campaign_id"].item()
        == "Total de ventas"
    )


def test_another_report_is_refused_with_the_one_to_export(load):
    with pytest.raises(SourceError) as refused:
        load("google_ads.campaigns", "Search term,Match type\nfaro,Exact\n")
    told = str(refused.value)
    assert "'Campaign ID'" in told
    assert "'Campaña'" in told
    assert "with the segment Day" in told
