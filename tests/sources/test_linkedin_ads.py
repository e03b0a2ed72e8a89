from datetime import date
from decimal import Decimal

import pytest

from revops.errors import SourceError

REPORT = """Campaign Performance Report (in UTC)
"Report Start: 09/01/2026, Report End: 09/02/2026"
Date Generated: 9/3/2026

Start Date (in UTC),Account Name,Campaign Group Name,Campaign Name,Campaign ID,Currency,\
Total Spent,Impressions,Clicks,Clicks to Landing Page,Conversions,Total Conversion Value
9/1/2026,Faro,Otoño,Demo ñ,501,USD,"1,200.50","12,000",40,38,3,0
9/2/2026,Faro,Otoño,Demo ñ,501,USD,100.25,900,4,4,0,0
9/2/2026,Faro,Otoño,Guía,502,USD,44.00,700,2,2,-,0
Total,,,,"1,344.75","13,600",46,44,3,0
"""
ROWS = [
    ("501", date(2026, 9, 1), Decimal("1200.5"), "USD", 12000, 40, 3.0),
    ("501", date(2026, 9, 2), Decimal("100.25"), "USD", 900, 4, 0.0),
    ("502", date(2026, 9, 2), Decimal(44), "USD", 700, 2, None),
]
COLUMNS = (
    "campaign_id",
    "spent_on",
    "cost",
    "currency",
    "impressions",
    "clicks",
    "platform_conversions",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_report_in_any_encoding(load, encoding):
    loaded = load("linkedin_ads.campaigns", REPORT.encode(encoding))
    assert loaded.tables["spend"].select(COLUMNS).rows() == ROWS
    assert loaded.tables["campaigns"].select("campaign_id", "name").rows() == [
        ("501", "Demo ñ"),
        ("502", "Guía"),
    ]
    assert loaded.files.select("n_rows", "n_totals").row(0) == (3, 1)
    assert loaded.rejected.is_empty()


def test_days_are_month_first_whatever_they_could_be(load):
    one_day = REPORT.replace("Report End: 09/02/2026", "Report End: 09/01/2026")
    only_small_numbers = "\n".join(one_day.splitlines()[:6]) + "\n"
    spend = load("linkedin_ads.campaigns", only_small_numbers).tables["spend"]
    assert spend["spent_on"].to_list() == [date(2026, 9, 1)]


def test_spanish_and_portuguese_give_the_same_rows(load):
    spanish = REPORT
    for english, word in {
        "Start Date (in UTC)": "Fecha de inicio (en UTC)",
        "Campaign Name": "Nombre de la campaña",
        "Campaign ID": "ID de la campaña",
        "Currency": "Divisa",
        "Total Spent": "Total gastado",
        "Impressions": "Impresiones",
        "Clicks,": "Clics,",
        "Conversions": "Conversiones",
    }.items():
        spanish = spanish.replace(english, word)
    assert load("linkedin_ads.campaigns", spanish).tables["spend"].select(COLUMNS).rows() == ROWS


def test_ads_of_a_campaign_are_added_up(load):
    text = (
        "Start Date (in UTC),Campaign ID,Campaign Name,Ad ID,Currency,Total Spent,Clicks\n"
        "9/1/2026,501,Demo,1,USD,10.50,2\n"
        "9/1/2026,501,Demo,2,USD,4.50,1\n"
    )
    loaded = load("linkedin_ads.campaigns", text)
    assert loaded.tables["spend"].select("campaign_id", "cost", "clicks").rows() == [
        ("501", Decimal(15), 3)
    ]


def test_another_report_is_refused_with_the_one_to_export(load):
    with pytest.raises(SourceError) as refused:
        load("linkedin_ads.campaigns", "Company Name,Followers\nFaro,12\n")
    told = str(refused.value)
    assert "'Campaign ID'" in told
    assert "Campaign Performance report" in told
    assert "'Followers'" in told
