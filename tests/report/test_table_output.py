"""A table is written for a person: named columns, local numbers, nothing personal."""

import re
from base64 import b64decode
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from revops.report.table_output import table_html
from revops.workspace.crm import Crm

SHARES = pl.DataFrame(
    {
        "original_source": ["paid_search", "(blank)", "<b>fair</b>"],
        "horizon_days": [90, 90, 90],
        "value": [0.1052, None, 0.5],
        "low": [0.08, None, 0.2],
        "high": [0.12, None, 0.8],
        "numerator": [105.0, 0.0, 1.0],
        "denominator": [1998.0, 0.0, 2.0],
        "is_immature": [False, False, True],
    }
)
LEADS = pl.DataFrame(
    {
        "lead_id": ["007", "l2"],
        "full_name": ["Ana Rojas", "Luis Paz"],
        "email": ["ana@faro.cl", None],
        "company": ["=cmd()", "{{ 7 * 7 }} $x$"],
        "created_at": [datetime(2026, 6, 30, 9, 5, tzinfo=UTC), None],
        "close_date": [date(2026, 6, 30), None],
        "amount": [Decimal("1200.4"), None],
        "hours_late": [7.2, None],
        "status": ["won", "open"],
        "is_converted": [True, None],
        "topics": [["price", None, "timing"], None],
    }
)


def rows(html):
    """Give the cells of the table, row by row, as text."""
    body = re.search(r"<tbody.*?</tbody>", html, re.DOTALL)[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("</tr>")[:-1]]


def header(html):
    return re.findall(r"<th [^>]*>(.*?)</th>", html)


def test_a_metric_is_written_by_its_unit_with_its_interval(english):
    html = table_html(SHARES, english, title="Won", metric="lead_to_won_share", unit="share")
    assert header(html)[2:] == ["95 % interval", "Count", "Out of"]
    assert rows(html) == [
        ["Paid search", "10.5%", "8.0% – 12.0%", "105", "1,998"],
        ["(blank)", "–", "–", "0", "0"],
        ["&lt;b&gt;fair&lt;/b&gt;", "50.0%", "20.0% – 80.0%", "1", "2"],
    ]


def test_numbers_and_names_follow_the_language(spanish):
    html = table_html(SHARES, spanish, title="Ganados", metric="lead_to_won_share", unit="share")
    assert rows(html)[0][1:] == ["10,5\xa0%", "8,0\xa0% – 12,0\xa0%", "105", "1.998"]


def test_notes_say_what_is_missing_grey_or_left_out(english):
    html = table_html(SHARES, english, title="Won", unit="share", limit=2, why="no deal is known")
    note = re.search(r'<p class="note">(.*?)</p>', html)[1]
    assert "Within 90 days." in note
    assert "no deal is known" in note
    assert "too young" in note
    assert "The first 2 of 3 rows" in note
    assert len(rows(html)) == 2


def test_a_download_stays_small_enough_to_be_sent(english):
    frame = pl.DataFrame({"lead_id": range(10_001)})
    html = table_html(frame, english, title="Late")
    assert "The first 50 of 10,001 rows; the downloads hold the first 10,000." in html


def test_the_unit_and_the_metric_may_come_with_the_frame(english):
    frame = SHARES.with_columns(unit=pl.lit("share"), metric_id=pl.lit("win_rate"))
    html = table_html(frame, english, title="Won")
    assert header(html)[1] == english.label("win_rate")
    assert rows(html)[0][1] == "10.5%"


def test_a_list_is_written_by_type_without_people(english):
    html = table_html(LEADS, english, title="Late", currency="USD")
    assert rows(html)[0] == [
        "007",
        "=cmd()",
        "Jun 30, 2026 09:05",
        "Jun 30, 2026",
        "$1,200",
        "7.2",
        "Won",
        "yes",
        "price, timing",
    ]
    assert rows(html)[1][1] == "{{ 7 * 7 }} $x$"
    assert "Ana" not in html


def test_people_are_named_only_where_the_workspace_says_so(english):
    html = table_html(LEADS, english, title="Late", show_names=True)
    assert "Ana Rojas" in html


def test_a_column_of_numbers_has_one_number_of_decimals(english):
    frame = pl.DataFrame({"small": [75.0, 43.16], "big": [2_600_000.0, 0.5]})
    written = rows(table_html(frame, english, title="Late"))
    assert written == [["75.0", "2,600,000"], ["43.2", "1"]]


def test_a_count_that_repeats_the_value_is_left_out(english):
    frame = pl.DataFrame({"value": [3.0, 4.0], "numerator": [3.0, 4.0], "denominator": [9.0, 9.0]})
    assert len(header(table_html(frame, english, title="Won", unit="count"))) == 2


def test_labels_and_ways_of_writing_can_be_given(english):
    frame = pl.DataFrame({"change": [0.25]})
    html = table_html(
        frame, english, title="Won", labels={"change": "<Up>"}, kinds={"change": "share"}
    )
    assert (header(html), rows(html)) == (["&lt;Up&gt;"], [["25.0%"]])


def test_two_codes_of_one_name_stay_apart(english):
    frame = pl.DataFrame({"channel": ["won", "Won"], "value": [1, 2]})
    assert [row[0] for row in rows(table_html(frame, english, title="Won"))] == ["won", "Won"]


@pytest.mark.parametrize("frame", [SHARES, LEADS, LEADS.clear(), SHARES.clear()])
def test_the_same_table_is_the_same_html(frame, english):
    assert table_html(frame, english, title="T") == table_html(frame, english, title="T")


def test_both_downloads_are_named_after_the_title(english):
    html = table_html(LEADS, english, title="¿Quién va <tarde>?")
    assert re.findall(r'download="([^"]*)"', html) == ["quien-va-tarde.csv", "quien-va-tarde.xlsx"]
    assert "http" not in re.sub(r"base64,[^\"]*", "", html)


CRM = Crm(lead_url="https://crm.example/contacts/{id}")


def test_an_id_is_a_link_to_the_crm_and_stays_an_id_in_the_downloads(english):
    html = table_html(LEADS.select("lead_id", "company"), english, title="Leads", crm=CRM)
    link = '<a class="record" href="https://crm.example/contacts/007" rel="noreferrer">007</a>'
    assert rows(html)[0][0] == link
    file = re.search(r"data:text/csv[^,]*,([\w+/=]+)", html)[1]
    assert b"007,'=cmd()" in b64decode(file)


def test_a_hostile_id_stays_within_its_link(english):
    frame = pl.DataFrame({"lead_id": ['"><script>x</script>', "a@b.example", None]})
    cells = [row[0] for row in rows(table_html(frame, english, title="Leads", crm=CRM))]
    assert "contacts/%22%3E%3Cscript%3E" in cells[0]
    assert "<script" not in cells[0]
    assert cells[1:] == ["…@…", "–"]


def test_without_an_address_an_id_is_plain(english):
    frame = pl.DataFrame({"opportunity_id": ["7"]})
    assert rows(table_html(frame, english, title="Deals", crm=CRM)) == [["7"]]
