"""Each defect is looked up in the raw file, by row and column, as a reader with a spreadsheet."""

import csv
from collections import Counter

import polars as pl
import pytest

KINDS = {
    "hostile_text", "blank_email", "bad_email", "missing_owner", "mojibake", "future_created_at",
    "not_a_date", "duplicate_email", "test_lead", "scientific_id", "won_for_zero",
    "lost_without_reason", "closed_before_created", "open_past_close_date", "not_a_number",
    "unresolved_macro", "untidy_utm", "unmapped_channel", "click_id_without_paid",
    "duplicate_touch", "unknown_lead", "negative_spend", "clicks_above_impressions",
}  # fmt: skip


@pytest.fixture(scope="module")
def raw(written):
    """Every file as rows of cells; row 1 is the first line."""
    return {
        path.name: list(csv.reader(path.read_bytes().decode("utf-8-sig").splitlines()))
        for path in written.glob("*.csv")
    }


@pytest.fixture(scope="module")
def defects(raw):
    header, *rows = raw["defects.csv"]
    return [dict(zip(header, row, strict=True)) for row in rows]


def header_of(raw, file):
    return raw[file][2 if file.startswith("google") else 0]


def record(raw, defect):
    cells = raw[defect["file"]][int(defect["row"]) - 1]
    return dict(zip(header_of(raw, defect["file"]), cells, strict=True))


def of_kind(raw, defects, kind):
    return [record(raw, defect) for defect in defects if defect["kind"] == kind]


def test_each_cell_is_where_the_list_says(raw, defects):
    for defect in defects:
        row = record(raw, defect)
        assert row[defect["column"]] == defect["value"], defect["defect_id"]
        assert defect["record_id"] in row.values()


def test_there_is_a_handful_of_each_kind(defects):
    counts = Counter(defect["kind"] for defect in defects)
    assert counts.keys() == KINDS
    assert min(counts.values()) >= 2
    assert len({defect["defect_id"] for defect in defects}) == len(defects)


def test_a_row_is_spoilt_once(defects):
    places = Counter((defect["file"], defect["row"]) for defect in defects)
    assert max(places.values()) == 1


def test_duplicates_are_the_same_person_written_differently(raw, defects):
    known = {row[3] for row in raw["hubspot_contacts.csv"][1:]}
    for row in of_kind(raw, defects, "duplicate_email"):
        assert row["Email"] not in known - {row["Email"]}
        assert row["Email"].strip().lower() in known


def test_dates_and_numbers_do_not_cast(raw, defects):
    amounts = pl.Series([row["Amount"] for row in of_kind(raw, defects, "not_a_number")])
    assert amounts.cast(pl.Float64, strict=False).null_count() == amounts.len()
    days = pl.Series([row["Create Date"] for row in of_kind(raw, defects, "not_a_date")])
    assert days.str.to_date("%d/%m/%Y", strict=False).null_count() == days.len()


def test_deals_contradict_themselves(raw, defects):
    for row in of_kind(raw, defects, "won_for_zero"):
        assert (row["Deal Stage"], float(row["Amount"])) == ("Closed Won", 0.0)
    for row in of_kind(raw, defects, "lost_without_reason"):
        assert (row["Deal Stage"], row["Closed Lost Reason"]) == ("Closed Lost", "")
    for row in of_kind(raw, defects, "closed_before_created"):
        assert row["Close Date"] < row["Create Date"] <= "2026-06-30"
    for row in of_kind(raw, defects, "open_past_close_date"):
        assert not row["Deal Stage"].startswith("Closed")
        assert row["Close Date"] < "2026-06-30"


def test_touches_and_activities_lead_nowhere(raw, defects):
    ids = Counter(row[0] for row in raw["utm_touchpoints.csv"])
    assert all(ids[row["touchpoint_id"]] == 2 for row in of_kind(raw, defects, "duplicate_touch"))
    contacts = {row[0] for row in raw["hubspot_contacts.csv"]}
    for row in of_kind(raw, defects, "unknown_lead"):
        assert row["lead_id"] not in contacts
    for row in of_kind(raw, defects, "untidy_utm"):
        tags = (row["utm_source"], row["utm_medium"])
        assert tags != tuple(tag.strip().lower() for tag in tags)


def test_spend_is_impossible(raw, defects):
    for row in of_kind(raw, defects, "negative_spend"):
        assert float(row["Amount spent (CLP)"]) < 0
    for row in of_kind(raw, defects, "clicks_above_impressions"):
        shown = row.get("Impr.") or row["Impressions"]
        clicks = row.get("Clicks") or row["Link clicks"]
        assert int(clicks.replace(",", "")) > int(shown.replace(",", ""))


def test_hostile_names_are_on_deals_that_reports_show(raw, defects):
    rows = of_kind(raw, defects, "hostile_text")
    deals = [row for row in rows if "Deal Name" in row]
    won = [row["Deal Name"] for row in deals if row["Deal Stage"] == "Closed Won"]
    stuck = [row["Deal Name"] for row in deals if row["Deal Stage"] != "Closed Won"]
    assert any(name.startswith('<script>document.title="owned"</script>') for name in won)
    assert any(name.startswith("{{7*7}} & Co") for name in won)
    assert "$E=mc^2$ and **bold**" in won
    assert sorted(stuck) == ['=HYPERLINK("http://x","click")', "{__class__}"]
    assert all(
        row["Close Date"] >= "2026-06-24" for row in deals if row["Deal Stage"] == "Closed Won"
    )
    entered = [name for name in deals[0] if name.startswith("Date entered")]
    for row in deals:
        if row["Deal Name"] in stuck:
            assert not row["Deal Stage"].startswith("Closed")
            assert max(row[name] for name in entered) < "2026-01-01"


def test_a_hostile_company_is_hostile_in_every_file(raw):
    name = '<script>document.title="owned"</script> S.A.'
    companies = [row for row in raw["hubspot_companies.csv"] if row[1] == name]
    header = raw["hubspot_contacts.csv"][0]
    at = header.index("Associated Company IDs")
    people = [row for row in raw["hubspot_contacts.csv"] if row[at] == companies[0][0]]
    assert len(companies) == 1
    assert people
    assert {row[at - 1] for row in people} == {name}


def test_a_waiting_lead_has_a_formula_for_a_name(raw, defects):
    rows = [row for row in of_kind(raw, defects, "hostile_text") if "First Name" in row]
    command = [row for row in rows if row["First Name"] == "=cmd|'/c calc'!A1"]
    assert len(command) == 1
    worked = {row[3] for row in raw["sales_activities.csv"] if row[8] == "false"}
    assert command[0]["Record ID"] not in worked
    assert command[0]["Owner assigned date"] < "2026-06-26"


@pytest.mark.parametrize(
    ("file", "column", "kind"),
    [
        ("hubspot_contacts.csv", "Email", "blank_email"),
        ("hubspot_deals.csv", "Deal Name", None),
        ("hubspot_contacts.csv", "Last Name", None),
    ],
)
def test_blanks_are_only_where_planted(raw, defects, file, column, kind):
    at = header_of(raw, file).index(column)
    blank = [number for number, row in enumerate(raw[file], start=1) if not row[at]]
    assert blank == sorted(int(one["row"]) for one in defects if one["kind"] == kind)
