from datetime import date
from decimal import Decimal

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
