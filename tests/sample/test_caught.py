"""Each planted defect is caught by the check meant for it, and no critical check by a clean row."""

import csv
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops import checks, store
from revops.report.prepare import prepare
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[2]
#: The checks that look at rows, and find the very row that was spoilt.
BY_ROW: Mapping[str, tuple[str, ...]] = {
    "hostile_text": (
        "accounts.name_is_plain",
        "leads.name_is_plain",
        "leads.company_is_plain",
        "opportunities.name_is_plain",
    ),
    "mojibake": ("leads.name_not_garbled",),
    "blank_email": ("leads.email_present",),
    "bad_email": ("leads.email_well_formed",),
    "missing_owner": ("leads.owner_present",),
    "future_created_at": ("leads.created_by_as_of",),
    "not_a_date": ("leads.created_at_present",),
    "test_lead": ("leads.email_not_a_test",),
    "won_for_zero": ("opportunities.won_amount_positive",),
    "lost_without_reason": ("opportunities.lost_has_reason",),
    "closed_before_created": ("opportunities.close_not_before_created",),
    "open_past_close_date": ("opportunities.open_close_date_not_past",),
    "unresolved_macro": ("touchpoints.utm_campaign_resolved",),
    "untidy_utm": ("touchpoints.utm_source_lower_case", "touchpoints.utm_medium_lower_case"),
    "unmapped_channel": ("touchpoints.channel_mapped",),
    "click_id_without_paid": ("touchpoints.paid_click_is_tagged",),
    "duplicate_touch": ("touchpoints.touchpoint_id_unique",),
    "unknown_lead": ("activities.lead_known",),
    "negative_spend": ("spend.cost_not_negative",),
    "clicks_above_impressions": ("spend.clicks_not_above_impressions",),
}
#: Those that count cells of the files, since such a row or cell reaches no table.
BY_FILE = {
    "not_a_date": "leads.dates_read",
    "scientific_id": "leads.ids_whole",
    "not_a_number": "opportunities.numbers_read",
}
#: Text that no check can tell from a name, and blanks at the ends, which the reading takes off.
NO_DEFECT = ("$E=mc^2$ and **bold**", "{__class__}", " cpc")
Found = tuple[store.Snapshot, checks.Checked]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Load and check the sample company."""
    folder = tmp_path_factory.mktemp("caught")
    shutil.copy(ROOT / "revops.toml", folder)
    shutil.copytree(ROOT / "agreement", folder / "agreement")
    shutil.copytree(ROOT / "data", folder / "data")
    return prepare(open_workspace(folder), as_of=date(2026, 6, 30))


@pytest.fixture(scope="module")
def planted() -> list[dict[str, str]]:
    with (ROOT / "data/sample/defects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(found: Found, *wanted: str) -> set[tuple[str, int]]:
    """Name the rows that fail some checks by file and row."""
    snapshot, checked = found
    rows = set()
    for failed in checked.failing.filter(pl.col("check_id").is_in(wanted)).to_dicts():
        told = snapshot.tables[failed["table"]][failed["rows"]].select("from_file", "from_row")
        rows |= {(Path(file).name, row) for file, row in told.rows()}
    return rows


def spoilt(planted: list[dict[str, str]], kind: str) -> set[tuple[str, int]]:
    of_kind = [one for one in planted if one["kind"] == kind and one["value"] not in NO_DEFECT]
    return {(one["file"], int(one["row"])) for one in of_kind}


def test_each_kind_has_its_check(planted: list[dict[str, str]]) -> None:
    kinds = {one["kind"] for one in planted}
    assert kinds == {*BY_ROW, *BY_FILE, "duplicate_email"}


@pytest.mark.parametrize("kind", BY_ROW)
def test_the_spoilt_rows_are_those_that_fail(
    found: Found, planted: list[dict[str, str]], kind: str
) -> None:
    caught, meant = places(found, *BY_ROW[kind]), spoilt(planted, kind)
    assert meant <= caught
    if kind != "duplicate_touch":  # the touch that was copied shares the id
        assert caught == meant


@pytest.mark.parametrize("kind", BY_FILE)
def test_what_cannot_be_read_is_counted(
    found: Found, planted: list[dict[str, str]], kind: str
) -> None:
    result: dict[str, Any] = found[1].results.filter(check_id=BY_FILE[kind]).row(0, named=True)
    assert (result["status"], result["n_failed"]) == ("failed", len(spoilt(planted, kind)))


def test_people_written_twice_are_made_one(found: Found, planted: list[dict[str, str]]) -> None:
    twice = {one["record_id"] for one in planted if one["kind"] == "duplicate_email"}
    merged = found[0].merges.filter(table="leads", rule="e-mail").select("from_id", "to_id")
    assert merged.height == len(twice)
    assert all(twice & set(pair) for pair in merged.rows())


def test_no_critical_check_fails_on_a_clean_row(
    found: Found, planted: list[dict[str, str]]
) -> None:
    results = found[1].results.filter(severity="critical", status="failed")
    assert results["check_id"].to_list() == ["touchpoints.touchpoint_id_unique"]
    aside = {
        (Path(file).name, row)
        for file, row in found[1].quarantined.select("from_file", "from_row").rows()
    }
    assert aside == spoilt(planted, "duplicate_touch")
    assert not found[1].blocked


def test_checks_of_files_and_of_every_table_raise_no_false_alarm(
    found: Found, planted: list[dict[str, str]]
) -> None:
    """What fails among them is planted: two dates, two ids, two numbers, and their history."""
    general = (
        "dates_read|date_order_known|numbers_read|ids_whole|export_not_cut|totals_agree|ids_kept"
        "|rows_in_band|rows_not_collapsed|text_not_garbled|text_is_plain|time_is_told"
        "|dated_by_as_of|still_there"
    )
    asked = found[1].results.filter(pl.col("check_id").str.contains(rf"\.({general})$"))
    failed = asked.filter(status="failed")["check_id"].to_list()
    assert failed == [
        "leads.dates_read",
        "leads.ids_whole",
        "opportunities.numbers_read",
        "stage_history.dates_read",
        "stage_history.ids_whole",
    ]
    assert asked.height > 100
