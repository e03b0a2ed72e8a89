"""Files that have all the headers and still would give a wrong number."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from revops.errors import SourceError
from revops.sources import Loaded, read_all
from revops.sources.building.currencies import OTHER_CURRENCY
from revops.sources.building.deleted import DELETED
from revops.workspace.settings import ExportSettings

COST = ("campaign_id", "spent_on", "cost")


@pytest.mark.parametrize(
    "header", ["Conversion action", "Acción de conversión", "segments.conversion_action_name"]
)
def test_a_report_by_conversion_repeats_the_cost_and_is_refused(load, header):
    text = (
        f"Campaign,{header},Ad group,Day,Cost\n"
        "Brand,Lead,x,2026-08-13,100\nBrand,Purchase,y,2026-08-13,100\n"
    )
    with pytest.raises(SourceError, match="repeats the cost") as refused:
        load("google_ads.campaigns", text)
    assert "with the segment Day" in str(refused.value)


def test_two_currencies_in_two_headers_are_refused(load):
    text = (
        "Campaign name,Day,Amount spent (USD),Amount spent (EUR)\n"
        "Demo,2026-01-01,30,\nGuide,2026-01-02,,20\n"
    )
    with pytest.raises(SourceError, match=r"'Amount spent \(USD\)' and 'Amount spent \(EUR\)'"):
        load("meta_ads.campaigns", text)


def test_two_currencies_in_one_column_are_each_its_own(load):
    text = "Campaign,Day,Currency code,Cost\nA,2026-01-01,USD,3\nB,2026-01-01,CLP,4000\n"
    spend = load("google_ads.campaigns", text).tables["spend"]
    assert spend["currency"].to_list() == ["USD", "CLP"]


PIVOT = """Campaign name,Day,Amount spent (USD)
Demo,All,30
Demo,2026-01-01,10
Demo,2026-01-02,20
Guide,All,7
Guide,2026-01-02,7
"""


def test_the_subtotals_of_a_pivot_table_are_not_added_to_its_days(load):
    loaded = load("meta_ads.campaigns", PIVOT)
    spend = loaded.tables["spend"]
    assert spend["cost"].sum() == Decimal(37)
    assert spend["spent_on"].null_count() == 0
    assert loaded.files.select("n_rows", "n_totals").row(0) == (3, 2)
    assert loaded.sums.is_empty()


def test_rows_of_all_days_alone_are_rows_without_a_day(load):
    loaded = load("meta_ads.campaigns", "Campaign name,Day,Amount spent (USD)\nDemo,All,30\n")
    assert loaded.tables["spend"].select(COST).rows() == [("Demo", None, Decimal(30))]
    assert loaded.rejected["raw"].to_list() == ["All"]


def test_a_campaign_that_is_called_total_has_a_day_and_a_total_has_none(load):
    text = (
        "Campaign,Day,Cost\nTotal: summer,2026-08-13,100\nBrand,2026-08-13,50\n"
        "Total: Campaigns, --,150\nTotal: Account, --,200\n"
    )
    loaded = load("google_ads.campaigns", text)
    assert loaded.tables["spend"]["campaign_id"].to_list() == ["Total: summer", "Brand"]
    assert loaded.tables["campaigns"]["name"].to_list() == ["Total: summer", "Brand"]
    assert loaded.files["n_totals"].item() == 2


@pytest.mark.parametrize("tick", ["true", "1", "TRUE"])
def test_deleted_records_of_an_export_of_all_are_set_aside_and_told(load, tick):
    text = (
        f"Id,IsDeleted,Name,Amount\n006A000000AbCdE,{tick},gone,100\n"
        "006A000000AbCdF,false,kept,50\n006A000000AbCdG,,kept,5\n"
    )
    loaded = load("salesforce.opportunity", text)
    assert loaded.tables["opportunities"]["amount"].to_list() == [Decimal(50), Decimal(5)]
    told = loaded.rejected.select("table", "record_id", "from_row", "reason", "raw")
    assert told.rows() == [("opportunities", "006A000000AbCdE", 2, DELETED, "IsDeleted")]
    assert loaded.parts.select("n_read", "n_no_key", "n_rows").row(0) == (3, 1, 2)


@pytest.mark.parametrize(
    ("header", "row", "amount", "currency"),
    [
        (
            "Amount (converted) Currency,Amount (converted),Opportunity Currency",
            "USD,110,EUR",
            110,
            "USD",
        ),
        (
            "Amount (converted) Currency,Amount (converted),Amount Currency,Amount",
            "USD,110,EUR,100",
            100,
            "EUR",
        ),
        ("Amount (converted),Opportunity Currency", "110,EUR", 110, None),
    ],
    ids=["converted only", "both", "nobody says into what"],
)
def test_an_amount_goes_with_its_own_currency(load, header, row, amount, currency):
    text = f"Opportunity ID,Opportunity Name,{header}\n006A000000AbCdE,Faro,{row}\n"
    deal = load("salesforce.opportunity", text).tables["opportunities"]
    assert deal.select("amount", "currency").row(0) == (Decimal(amount), currency)


@pytest.mark.parametrize("source", ["salesforce.opportunity", "zoho.deals", "pipedrive.deals"])
def test_a_chance_in_percent_is_a_share_with_and_without_its_sign(load, source):
    header = {
        "salesforce.opportunity": "Id,Name,Probability (%),Amount",
        "zoho.deals": "Record Id,Deal Name,Probability (%),Amount",
        "pipedrive.deals": "Deal - ID,Deal - Title,Deal - Probability,Deal - Value",
    }[source]
    ids = ("006A000000AbCdE", "006A000000AbCdF")
    text = f"{header}\n{ids[0]},a,40%,1\n{ids[1]},b,40,1\n"
    assert load(source, text).tables["opportunities"]["probability"].to_list() == [0.4, 0.4]


def test_the_part_of_a_deal_that_does_not_recur_is_not_its_amount(load):
    text = (
        "Nome;Valor Único;Valor Recorrente;Data de criação\n"
        "A;0,00;500,00;13/01/2026\nB;1.000,00;0,00;14/01/2026\nC;20,00;;14/01/2026\n"
    )
    deals = load("rd_station.deals", text).tables["opportunities"]
    assert deals["amount"].to_list() == [None, Decimal(1000), Decimal(20)]


def test_the_creation_of_a_deal_is_not_when_it_changed_stage(load):
    text = "Opportunity ID,To Stage,Created Date\n006A000000AbCdE,Won,2026-01-13\n"
    with pytest.raises(SourceError, match="entered_at") as refused:
        load("salesforce.opportunity_history", text)
    assert "Last Modified" in str(refused.value)


def test_the_creation_of_a_meeting_is_not_when_it_was_held(load):
    with pytest.raises(SourceError, match="occurred_at"):
        load("hubspot.meetings", "Record ID,Create date\n1,2026-01-13 10:00\n")


@pytest.mark.parametrize(
    ("source", "header", "said", "kind"),
    [
        ("hubspot.meetings", "Meeting outcome", "CANCELED", "task"),
        ("hubspot.meetings", "Meeting outcome", "COMPLETED", "meeting"),
        ("hubspot.calls", "Call status", "SCHEDULED", "task"),
        ("hubspot.calls", "Call status", "COMPLETED", "call"),
        ("hubspot.emails", "Email send status", "SCHEDULED", "task"),
        ("hubspot.emails", "Email send status", "SENT", "email"),
    ],
)
def test_what_was_never_done_is_a_plan(load, source, header, said, kind):
    text = f"Record ID,Activity date,{header}\n1,2026-01-13 10:00,{said}\n2,2026-01-13 11:00,\n"
    activities = load(source, text).tables["activities"]
    assert activities["kind"].to_list() == [kind, source.split(".")[1].removesuffix("s")]


def test_the_first_source_of_a_visitor_is_not_that_of_each_visit(load):
    text = (
        "event_timestamp,event_name,user_pseudo_id,traffic_source.source,traffic_source.medium\n"
        "1785571200000000,session_start,88.1,bing,cpc\n"
    )
    touch = load("ga4.events", text).tables["touchpoints"]
    assert touch.select("utm_source", "utm_medium").row(0) == (None, None)


def test_mailchimp_does_not_say_which_source_a_link_names(load):
    text = "Email,Action,Timestamp\nana@faro.example,click,2026-01-13 10:00\n"
    touch = load("mailchimp.activity", text).tables["touchpoints"]
    assert touch.select("utm_source", "utm_medium").row(0) == (None, "email")


def test_hubspots_amount_is_the_deals_own_not_the_companys(load):
    text = (
        "Record ID,Deal Name,Amount in company currency,Amount,Currency\n1,Faro,110,100,EUR\n"
        "2,Mar,90,,EUR\n"
    )
    deals = load("hubspot.deals", text).tables["opportunities"]
    assert deals.select("amount", "currency").rows() == [(Decimal(100), "EUR"), (None, "EUR")]


def test_a_cost_has_the_day_of_its_row_where_all_days_are_known(load):
    text = "Reporting starts,Reporting ends,Campaign name,Amount spent (USD)\n"
    text += "2026-08-03,2026-08-09,Demo,10\n2026-08-10,2026-08-10,Demo,3\n"
    spend = load("meta_ads.campaigns", text).tables["spend"]
    assert spend["spent_on"].to_list() == [None, date(2026, 8, 10)]


def test_a_rounded_amount_is_said_to_be_rounded(load):
    text = "Record Id,Deal Name,Amount\nzcrm_1,A,$342.09K\nzcrm_2,B,12.50\n"
    loaded = load("zoho.deals", text)
    assert loaded.tables["opportunities"]["amount"].to_list() == [Decimal(342090), Decimal("12.5")]
    evidence = loaded.readings.filter(column="amount")["evidence"].item()
    assert "1 cell is rounded by who wrote it, such as '$342.09K'" in evidence


def several(folder: Path, *texts: str) -> Loaded:
    exports = []
    for number, text in enumerate(texts):
        (folder / f"{number}.csv").write_text(text)
        exports.append(ExportSettings(source="google_ads.campaigns", path=f"{number}.csv"))
    return read_all(exports, root=folder, zone="UTC")


BY_ID = "Campaign,Campaign ID,Day,Cost\nBrand,11,2026-08-13,100\n"


def test_a_cost_by_id_and_by_name_on_one_day_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"1\.csv row 2 has the cost of 'Brand' by its name"):
        several(tmp_path, BY_ID, "Campaign,Day,Cost\nBrand,2026-08-13,100\n")


def test_a_cost_by_name_on_another_day_or_of_another_campaign_is_read(tmp_path):
    other = "Campaign,Day,Cost\nBrand,2026-08-14,100\nDemo,2026-08-13,1\n"
    assert several(tmp_path, BY_ID, other).tables["spend"].height == 3


def test_one_content_in_two_exports_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"the same, byte for byte, as 0\.csv of export 1"):
        several(tmp_path, BY_ID, BY_ID)


def test_two_exports_without_a_row_are_no_copies(tmp_path):
    empty = BY_ID.splitlines()[0] + "\n"
    assert several(tmp_path, empty, empty).tables["spend"].is_empty()


def test_an_amount_with_the_sign_of_another_currency_is_refused(load):
    text = (
        "Record ID,Deal Name,Amount,Currency\n1,a,100 €,USD\n2,b,US$ 100,USD\n3,c,$100,USD\n"
        "4,d,EUR 100,EUR\n5,e,EUR 100,usd\n6,f,7,USD\n"
    )
    loaded = load("hubspot.deals", text)
    assert loaded.tables["opportunities"]["amount"].to_list() == [
        *(None, Decimal(100), Decimal(100), Decimal(100), None, Decimal(7))
    ]
    told = loaded.rejected.select("from_row", "column", "reason", "raw").rows()
    assert told == [
        (row, "amount", OTHER_CURRENCY, raw) for row, raw in ((2, "100 €"), (6, "EUR 100"))
    ]


def test_the_declared_currency_of_an_export_is_contradicted_too(load):
    text = "Campaign,Day,Cost\nA,2026-08-13,R$ 10\nB,2026-08-13,€ 5\n"
    spend = load("google_ads.campaigns", text, currency="BRL").tables["spend"]
    assert spend.select("cost", "currency").rows() == [(Decimal(10), "BRL"), (None, "BRL")]


def test_hours_of_a_day_are_added_up(load):
    text = "Campaign,Day,Hour of the day,Cost\nA,2026-01-13,1,10\nA,2026-01-13,2,5\n"
    assert load("google_ads.campaigns", text).tables["spend"]["cost"].to_list() == [Decimal(15)]


@pytest.mark.parametrize(("yes", "no"), [("true", "false"), ("VERDADERO", "FALSO"), ("1", "0")])
def test_ticks_are_read_as_spreadsheets_write_them(load, yes, no):
    rows = ((yes, yes), (yes, no), (no, no))
    text = "Id,Name,IsClosed,IsWon\n" + "".join(
        f"006A00000000{number:03},a,{closed},{won}\n"
        for number, (closed, won) in enumerate(rows, start=1)
    )
    deals = load("salesforce.opportunity", text).tables["opportunities"]
    assert deals["status"].to_list() == ["won", "lost", "open"]
