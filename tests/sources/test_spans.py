"""Costs by week, by month or in one sum are never put on the first day of their span."""

from datetime import date
from decimal import Decimal

import pytest

from revops.sources.building.spans import FIRST_OF_SPAN

LINKEDIN = "Start Date (in UTC),Campaign Name,Campaign ID,Currency,Total Spent\n"
TITLE = 'Campaign Performance Report (in UTC)\n"Report Start: {}, Report End: {}"\n\n'
MICROSOFT = (
    '"Report Name: Campaigns"\n"Report Time: 8/1/2026 - 8/31/2026"\n{}\n'
    "TimePeriod,CampaignName,CampaignId,CurrencyCode,Spend\n"
)


def linkedin(first: str, last: str, *days: str) -> str:
    rows = "".join(f"{day},Demo,501,USD,10\n" for day in days)
    return TITLE.format(first, last) + LINKEDIN + rows


@pytest.mark.parametrize(
    "days",
    [("9/1/2026",), ("9/1/2026", "9/1/2026")],
    ids=["one campaign", "one row a campaign"],
)
def test_one_sum_over_a_month_has_no_day_and_says_so(load, days):
    loaded = load("linkedin_ads.campaigns", linkedin("09/01/2026", "09/30/2026", *days))
    spend = loaded.tables["spend"]
    assert set(spend["spent_on"]) == {None}
    assert spend["cost"].to_list() == [Decimal(10)] * len(days)
    told = loaded.rejected.filter(table="spend").select("column", "reason", "raw")
    assert told.rows() == [("spent_on", FIRST_OF_SPAN, "9/1/2026")] * len(days)


@pytest.mark.parametrize(
    ("first", "days"),
    [
        ("09/01/2026", ("9/1/2026", "10/1/2026", "11/1/2026")),
        ("09/15/2026", ("9/15/2026", "10/1/2026")),
        ("September 1, 2026", ("9/1/2026",)),
    ],
    ids=["whole months", "from the middle of a month", "a title with the month in words"],
)
def test_months_are_no_days(load, first, days):
    last = "November 30, 2026" if "," in first else "11/30/2026"
    spend = load("linkedin_ads.campaigns", linkedin(first, last, *days)).tables["spend"]
    assert set(spend["spent_on"]) == {None}


def test_months_are_no_days_without_the_title_too(load):
    text = LINKEDIN + "9/1/2026,Demo,501,USD,10\n10/1/2026,Demo,501,USD,10\n"
    assert set(load("linkedin_ads.campaigns", text).tables["spend"]["spent_on"]) == {None}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("09/01/2026", "09/30/2026", ("9/1/2026", "9/2/2026")),
        ("09/01/2026", "09/30/2026", ("9/13/2026",)),
        ("09/01/2026", "09/01/2026", ("9/1/2026",)),
    ],
    ids=["two days", "a campaign of one day", "a report of one day"],
)
def test_days_stay_days(load, first, last, days):
    loaded = load("linkedin_ads.campaigns", linkedin(first, last, *days))
    spent_on = loaded.tables["spend"]["spent_on"].to_list()
    assert spent_on == [date(2026, 9, int(day.split("/")[1])) for day in days]
    assert loaded.rejected.is_empty()


def test_a_row_whose_last_day_is_another_has_no_day(load):
    text = (
        "Start Date (in UTC),End Date (in UTC),Campaign ID,Total Spent\n"
        "9/7/2026,9/13/2026,501,10\n9/14/2026,9/14/2026,501,3\n"
    )
    spend = load("linkedin_ads.campaigns", text).tables["spend"]
    assert spend["spent_on"].to_list() == [None, date(2026, 9, 14)]


@pytest.mark.parametrize(
    "line",
    [
        '"Report Aggregation: Weekly"',
        '"Report Aggregation: Monthly"',
        '"Agregación de informes: Semanal"',
        '"Agregação do relatório: Mensal"',
    ],
)
def test_the_aggregation_above_the_header_is_heard(load, line):
    text = MICROSOFT.format(line) + "2026-08-02,Brand,71,USD,10\n2026-08-09,Brand,71,USD,12\n"
    loaded = load("microsoft_ads.campaigns", text)
    assert loaded.tables["spend"].select("spent_on", "cost").rows() == [
        (None, Decimal(10)),
        (None, Decimal(12)),
    ]
    assert loaded.rejected.filter(table="spend")["reason"].to_list() == [FIRST_OF_SPAN] * 2


def test_three_sundays_are_weeks_unless_the_report_says_that_it_is_by_day(load):
    rows = "".join(f"2026-08-{day:02},Brand,71,USD,10\n" for day in (2, 9, 16))
    weekly = load("microsoft_ads.campaigns", MICROSOFT.format("") + rows)
    assert set(weekly.tables["spend"]["spent_on"]) == {None}
    daily = MICROSOFT.format('"Report Aggregation: Daily"') + rows
    spend = load("microsoft_ads.campaigns", daily, path="daily.csv").tables["spend"]
    assert spend["spent_on"].to_list() == [date(2026, 8, day) for day in (2, 9, 16)]


def test_a_header_that_can_only_hold_days_is_believed(load):
    rows = "".join(f"2026-08-{day:02},Brand,10\n" for day in (2, 9, 16))
    text = "Gregorian date,Campaign,Spend\n" + rows
    spend = load("microsoft_ads.campaigns", text).tables["spend"]
    assert spend["spent_on"].null_count() == 0
