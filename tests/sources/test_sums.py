"""Totals that an export writes are left out, and compared with the sum of its rows."""

from decimal import Decimal

import polars as pl
import pytest

from revops.sources import unreconciled

GOOGLE = """Campaign report
"July 1, 2026 - July 31, 2026"
Campaign status,Campaign,Campaign ID,Day,Currency code,Cost,Impr.,Clicks,Conversions
Enabled,Brand,1,2026-07-01,USD,"1,200.50","1,356,884",10,1.50
Paused,Video,2,2026-07-01,USD, --,12,0,0.00
Total: Campaigns,,,,USD,"1,200.50","1,356,896",10,1.50
Total: Account,,,,USD,"4,000.00","2,000,000",99,9.00
"""
MIDDLE = """Reporting starts,Campaign name,Campaign ID,Day,Amount spent (USD),Impressions
2026-07-01,Brand,1,2026-07-01,"3.850,40",10
Total,,,,4021.5,30
2026-07-01,Video,2,2026-07-02,171.10,20
"""
REPORT = """Lead ID,Email,Lead Source
00Q000000000001,a@b.example,unknown
00Q000000000002,b@b.example,(not set)


Grand Totals (3 records)
Confidential Information - Do Not Distribute
Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.
"""


def told(loaded, column: str) -> list[tuple[object, ...]]:
    wanted = loaded.sums.filter(pl.col("column") == column, pl.col("source").str.len_chars() > 0)
    return wanted.select("label", "rows_sum", "own_total").rows()


def test_totals_that_overlap_are_each_told_and_one_that_agrees_is_enough(load):
    loaded = load("google_ads.campaigns", GOOGLE)
    assert loaded.tables["spend"]["cost"].to_list() == [Decimal("1200.5"), None]
    assert told(loaded, "cost") == [
        ("Total: Campaigns", Decimal("1200.5"), Decimal("1200.5")),
        ("Total: Account", Decimal("1200.5"), Decimal(4000)),
    ]
    assert told(loaded, "impressions")[0][1:] == (1356896, 1356896)
    assert unreconciled(loaded.sums).is_empty()
    assert loaded.files["n_totals"].item() == 2


def test_a_total_that_no_sum_reaches_is_found(load):
    loaded = load("google_ads.campaigns", GOOGLE.replace('"1,200.50","1,356,884"', '"200.50","12"'))
    off = unreconciled(loaded.sums)
    assert set(off["column"]) == {"cost", "impressions"}
    assert off.filter(column="cost")["rows_sum"].to_list() == [Decimal("200.5")] * 2


def test_half_a_percent_is_rounding(load):
    near = GOOGLE.replace('USD,"1,200.50","1,356,896"', 'USD,"1,206.00","1,356,896"')
    assert unreconciled(load("google_ads.campaigns", near).sums).is_empty()


def test_a_total_in_mid_file_beside_two_decimal_marks(load):
    loaded = load("meta_ads.campaigns", MIDDLE)
    assert loaded.tables["spend"]["cost"].to_list() == [Decimal("3850.4"), Decimal("171.1")]
    assert told(loaded, "cost") == [("Total", Decimal("4021.5"), Decimal("4021.5"))]


def test_the_footer_of_a_report_counts_its_rows(load):
    loaded = load("salesforce.lead", REPORT)
    assert loaded.tables["leads"].height == 2
    assert loaded.files["n_totals"].item() == 3
    assert told(loaded, "rows") == [("Grand Totals (3 records)", 2, 3)]
    assert unreconciled(loaded.sums).height == 1


def test_an_answer_of_unknown_is_kept_and_nothing_set_is_missing(load):
    leads = load("salesforce.lead", REPORT).tables["leads"]
    assert leads["original_source"].to_list() == ["unknown", None]


def test_headers_that_are_said_again_are_left_out(load):
    text = "Record ID,Email\n1,a@b.example\n\ufeffRecord ID,Email \n2,b@b.example\n"
    loaded = load("hubspot.contacts", text)
    assert loaded.tables["leads"]["lead_id"].to_list() == ["1", "2"]
    assert loaded.rejected.is_empty()
    assert loaded.files["n_totals"].item() == 1


@pytest.mark.parametrize("word", ["Total", "TOTAL", "Totales", "Total general", "Grand Total:"])
def test_a_row_that_begins_with_the_word_total_is_one_whatever_the_vendor(load, word):
    loaded = load("hubspot.deals", f"Record ID,Amount\n301,12\n302,30\n{word},42\n")
    assert loaded.tables["opportunities"].height == 2
    assert told(loaded, "amount") == [(word, 42, 42)]


def test_a_name_that_only_begins_with_total_is_a_row(load):
    loaded = load("hubspot.deals", "Deal Name,Record ID,Amount\nTotal Energies,301,12\n")
    assert loaded.tables["opportunities"].height == 1
