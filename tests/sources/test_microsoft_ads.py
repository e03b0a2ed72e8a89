from datetime import date
from decimal import Decimal

import pytest

from revops.errors import SourceError

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
    ("71", date(2026, 8, 13), Decimal("1034.25"), "USD", 2100, 31, 2.0),
    ("72", date(2026, 8, 14), Decimal("8.4"), "USD", 90, 1, 0.0),
]
PREAMBLE = """"Report Name: Campaign performance"
"Report Time: 8/13/2026 - 8/14/2026"
"Time Zone: Santiago"
"Last Completed Available Day: 8/14/2026 11:59:00 PM (GMT)"
"Report Aggregation: Daily"
"Rows: 2"

"""
FOOTER = '\n"©2026 Microsoft Corporation. All rights reserved. "\n'
ENGLISH = (
    PREAMBLE + '"Gregorian date","Account name","Campaign","Campaign ID","Currency code","Spend",'
    '"Impressions","Clicks","Conversions"\n'
    '"8/13/2026","Faro","Marca ñ","71","USD","1,034.25","2,100","31","2"\n'
    '"8/14/2026","Faro","Guía","72","USD","8.40","90","1","0"\n' + FOOTER
)
SPANISH = (
    PREAMBLE
    + "Fecha;Campaña;Id. de campaña;Código de moneda;Gasto;Impresiones;Clics;Conversiones\n"
    "13/08/2026;Marca ñ;71;USD;1.034,25;2.100;31;2\n"
    "14/08/2026;Guía;72;USD;8,40;90;1;0\n" + FOOTER
)
PORTUGUESE = (
    PREAMBLE + "Data;Campanha;ID da campanha;Código da moeda;Gasto;Impressões;Cliques;Conversões\n"
    "13/08/2026;Marca ñ;71;USD;1.034,25;2.100;31;2\n"
    "14/08/2026;Guía;72;USD;8,40;90;1;0\n" + FOOTER
)
API = (
    "TimePeriod,CampaignName,CampaignId,CurrencyCode,Spend,Impressions,Clicks,Conversions\n"
    "2026-08-13,Marca ñ,71,USD,1034.25,2100,31,2\n"
    "2026-08-14,Guía,72,USD,8.40,90,1,0\n"
)


@pytest.mark.parametrize(
    ("text", "settings", "n_totals"),
    [
        (ENGLISH, {"date_format": "%m/%d/%Y"}, 1),
        (SPANISH, {"date_format": "%d/%m/%Y", "decimal": ","}, 1),
        (PORTUGUESE, {"date_format": "%d/%m/%Y", "decimal": ","}, 1),
        (API, {}, 0),
    ],
    ids=["english", "spanish", "portuguese", "api"],
)
def test_each_flavour_gives_the_same_rows(load, text, settings, n_totals):
    loaded = load("microsoft_ads.campaigns", text, **settings)
    assert loaded.tables["spend"].select(COLUMNS).rows() == ROWS
    assert loaded.tables["campaigns"]["name"].to_list() == ["Marca ñ", "Guía"]
    assert loaded.files["n_totals"].item() == n_totals
    assert loaded.rejected.is_empty()


def test_totals_of_the_campaigns_page_are_left_out(load):
    text = (
        "Campaign,Campaign ID,Day,Spend\n"
        "Marca,71,2026-08-13,10\n"
        "Overall total - 12 campaigns,-,-,10\n"
        "Deleted items total - 0 campaigns,-,-,0\n"
    )
    loaded = load("microsoft_ads.campaigns", text)
    assert loaded.tables["spend"]["cost"].to_list() == [Decimal(10)]
    assert loaded.files["n_totals"].item() == 2


def test_devices_of_a_campaign_are_added_up(load):
    text = (
        "Day,Campaign,Device type,Spend,Clicks\n"
        "2026-08-13,Marca,Computer,10,3\n"
        "2026-08-13,Marca,Smartphone,2.5,1\n"
    )
    spend = load("microsoft_ads.campaigns", text).tables["spend"]
    assert spend.select("cost", "clicks").rows() == [(Decimal("12.5"), 4)]


def test_another_report_is_refused_with_the_one_to_export(load):
    with pytest.raises(SourceError) as refused:
        load("microsoft_ads.campaigns", PREAMBLE + "Budget name,Amount\nAll,12\n")
    assert "'Campaign ID'" in str(refused.value)
    assert "Performance > Campaign" in str(refused.value)
