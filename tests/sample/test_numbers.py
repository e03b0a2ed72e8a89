from datetime import date

import polars as pl
import pytest

LAST_DAY = "2026-06-30 23:59"
CLOSED = pl.col("Deal Stage").str.starts_with("Closed")


@pytest.fixture(scope="module")
def contacts(written):
    return pl.read_csv(written / "hubspot_contacts.csv", infer_schema=False)


@pytest.fixture(scope="module")
def deals(written):
    return pl.read_csv(written / "hubspot_deals.csv", infer_schema=False)


def test_about_5000_leads_and_a_third_qualify(contacts):
    assert 4600 <= contacts.height <= 5300
    became = contacts.get_column("Became a Marketing Qualified Lead Date")
    assert 0.25 <= 1 - became.null_count() / contacts.height <= 0.35


def test_a_sixth_of_the_leads_have_a_deal(contacts, deals):
    new = deals.filter(pl.col("Deal Type") == "New Business")
    assert 0.15 <= new.height / contacts.height <= 0.20
    assert new.get_column("Associated Company IDs").n_unique() == new.height


def test_deals_are_won_lost_and_open(deals):
    by_stage = dict(deals.get_column("Deal Stage").value_counts().iter_rows())
    won, lost = by_stage["Closed Won"], by_stage["Closed Lost"]
    assert 200 <= won <= 300
    assert 0.20 <= won / (won + lost) <= 0.32
    assert 80 <= deals.height - won - lost <= 220


def test_the_median_won_cycle_is_about_two_months(deals):
    day = {
        name: pl.col(f"{name} Date").str.slice(0, 10).str.to_date() for name in ("Create", "Close")
    }
    won = deals.filter(pl.col("Deal Stage") == "Closed Won", pl.col("Deal Type") == "New Business")
    cycle = won.select((day["Close"] - day["Create"]).dt.total_days().median()).item()
    assert 45 <= cycle <= 70


def test_a_few_million_dollars_are_won(written, deals):
    rates = pl.read_csv(written / "rates.csv").group_by("currency").agg(pl.col("rate").mean())
    rates = pl.concat([rates, pl.DataFrame({"currency": ["USD"], "rate": [1.0]})])
    won = deals.filter(pl.col("Deal Stage") == "Closed Won").join(
        rates, left_on="Currency", right_on="currency"
    )
    value = won.select((pl.col("Amount").cast(pl.Float64) * pl.col("rate")).sum()).item()
    assert 1.5e6 <= value <= 5e6
    assert set(won.get_column("Currency")) == {"USD", "CLP", "CLF"}


def test_nothing_but_the_planted_future_dates_lies_beyond_the_as_of_day(written, contacts, deals):
    planted = set(pl.read_csv(written / "defects.csv").get_column("record_id"))
    dated = [name for name in contacts.columns if name.endswith(("Date", "date"))]
    clean = contacts.filter(~pl.col("Record ID").is_in(list(planted)))
    assert clean.select(pl.max_horizontal(dated).max()).item() <= LAST_DAY
    assert clean.select(pl.min_horizontal(dated).min()).item() >= "2025-01-01"
    entered = [name for name in deals.columns if name.startswith("Date entered")]
    assert deals.select(pl.max_horizontal(entered).max()).item() <= LAST_DAY


def test_open_deals_expect_to_close_later_unless_planted(written, deals):
    listed = pl.read_csv(written / "defects.csv").filter(pl.col("kind") == "open_past_close_date")
    late = deals.filter(~CLOSED, pl.col("Close Date") <= LAST_DAY).get_column("Record ID")
    assert sorted(late) == sorted(listed.get_column("record_id"))


def test_stages_of_a_deal_follow_each_other(written, deals):
    planted = pl.read_csv(written / "defects.csv").get_column("record_id").to_list()
    clean = deals.filter(~pl.col("Record ID").is_in(planted))
    entered = [name for name in deals.columns if name.startswith("Date entered")]
    last = pl.max_horizontal(entered)
    assert clean.filter(last < pl.col("Create Date")).height == 0
    assert clean.filter(CLOSED & (last != pl.col("Close Date"))).height == 0
    backward = deals.filter(pl.col(entered[1]) > pl.col(entered[2]))
    skipped = deals.filter(pl.col(entered[1]).is_null() & pl.col(entered[2]).is_not_null())
    assert 0 < backward.height < 40 < skipped.height


def test_weekends_summer_and_quarter_ends_show(written, deals):
    touches = pl.read_csv(written / "utm_touchpoints.csv", infer_schema=False)
    day = touches.get_column("occurred_at").str.slice(0, 10).str.to_date()
    weekend = day.filter(day.dt.weekday() >= 6).len() / day.len()
    assert weekend < 0.15
    of_month = day.dt.truncate("1mo").value_counts(sort=True)
    counts = dict(of_month.iter_rows())
    assert counts[date(2026, 2, 1)] < 0.8 * counts[date(2025, 11, 1)]
    won = deals.filter(pl.col("Deal Stage") == "Closed Won").get_column("Close Date")
    last_weeks = won.str.contains(r"-(03|06|09|12)-(2[4-9]|3\d)").sum()
    assert last_weeks / won.len() > 0.15


def test_buying_groups_have_one_to_five_people(deals):
    sizes = deals.get_column("Associated Contact IDs").str.split(";").list.len()
    assert sizes.min() == 1
    assert 3 <= sizes.max() <= 5
    assert 0.3 <= (sizes > 1).mean() <= 0.7


def test_some_leads_are_never_worked_and_some_wait_now(written, contacts):
    activities = pl.read_csv(written / "sales_activities.csv", infer_schema=False)
    by_hand = activities.filter(pl.col("is_automated") == "false").get_column("lead_id")
    waiting = contacts.filter(
        pl.col("Lead Status") == "New", ~pl.col("Record ID").is_in(by_hand.unique().implode())
    )
    recent = waiting.filter(pl.col("Owner assigned date") >= "2026-06-01")
    assert 80 <= waiting.height <= 250
    assert 3 <= recent.height <= 40
