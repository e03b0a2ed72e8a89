"""A run of the sample, through the door that people use: its files and its numbers."""

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.metrics import METRICS

PAGES = {
    "weekly_review",
    "qualified_lead",
    "two_complaints",
    "promises",
    "field_feedback",
    "wins",
    "funnel",
    "time_to_close",
    "speed_to_lead",
    "pipeline",
    "attribution",
    "campaign_return",
    "after_the_sale",
    "data_quality",
}
FILES = {"index.html", "metrics.html", "metrics.json", "metrics.parquet", "run.json"}
KEYS = [
    "metric_id",
    "params",
    "dimension",
    "segment",
    "cohort",
    "horizon_days",
    "value",
    "low",
    "high",
    "numerator",
    "denominator",
    "unit",
    "definition_hash",
]
IDS = {
    "n_leads",
    "n_opportunities",
    "n_won",
    "n_lost",
    "n_open",
    "won_value",
    "win_rate",
    "lead_to_won_share",
    "median_lead_to_won_days",
    "median_lead_to_won_days_matured",
    "median_won_cycle_days",
    "median_won_cycle_days_matured",
    "stage_conversion",
    "credited_value",
    "spend",
    "roas",
    "cac",
}
DATA = Path(__file__).parents[1] / "data" / "sample"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def done(sample: Callable[[str], Any]) -> Any:
    return sample("en")


@pytest.fixture(scope="module")
def rows(done: Any) -> list[Row]:
    found: list[Row] = json.loads((done.folder / "metrics.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def record(done: Any) -> Row:
    found: Row = json.loads((done.folder / "run.json").read_text("utf-8"))
    return found


def one(rows: list[Row], metric_id: str, **wanted: Any) -> Row:
    wanted = {"metric_id": metric_id, "segment": "all", "cohort": None, **wanted}
    (found,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return found


def exported(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_ends_well_and_says_only_where_the_index_is(done: Any) -> None:
    assert done.exit_code == 0
    assert done.stdout == f"{done.folder / 'index.html'}\n"
    assert done.stderr == ""


def test_the_folder_is_the_period_and_holds_the_files(done: Any) -> None:
    assert done.folder.name == "2026-W27"
    pages = {f"{name}.html" for name in PAGES}
    assert {path.name for path in done.folder.iterdir()} == FILES | pages | {"edition.svg"}
    left = [path.name for path in done.folder.parent.iterdir() if "building" in path.name]
    assert left == []


def test_the_index_leads_to_every_page_and_file(done: Any) -> None:
    index = (done.folder / "index.html").read_text("utf-8")
    for name in {*(f"{page}.html" for page in PAGES), *FILES - {"index.html"}}:
        assert f'href="{name}"' in index


def test_metrics_have_the_keys_and_the_ids(rows: list[Row]) -> None:
    assert all(list(row) == KEYS for row in rows)
    assert {row["metric_id"] for row in rows} >= IDS
    assert all(isinstance(row["params"], dict) for row in rows)
    assert {row["dimension"] for row in rows} >= {"all", "original_source", "channel"}
    assert {row["unit"] for row in rows} == {"count", "share", "days", "money", "ratio", "hours"}
    assert all(len(row["definition_hash"]) == 16 for row in rows)


def test_one_number_has_one_row(rows: list[Row]) -> None:
    keys = [json.dumps([row[key] for key in KEYS[:6]], sort_keys=True) for row in rows]
    assert len(set(keys)) == len(keys)


def test_shares_lie_between_nothing_and_all(rows: list[Row]) -> None:
    shares = [row for row in rows if row["unit"] == "share" and row["value"] is not None]
    assert shares
    for row in shares:
        least, most = METRICS[row["metric_id"]].bounds
        if row["low"] is None:  # all of them, and nobody is left to be in doubt of
            assert row["high"] is None, row
            assert row["value"] == 1, row
            continue
        assert least <= row["low"] <= row["value"] <= row["high"] <= most, row


def test_horizons_and_parameters_are_told(rows: list[Row]) -> None:
    won = [row for row in rows if row["metric_id"] == "lead_to_won_share"]
    assert {row["horizon_days"] for row in won} == {30, 60, 90, 180, 365}
    credit = [row["params"] for row in rows if row["metric_id"] == "credited_value"]
    models = {each["model"] for each in credit}
    assert models >= {"first", "last", "linear", "position_based", "time_decay"}
    assert {each["currency"] for each in credit} == {"USD"}


def test_the_table_and_the_text_hold_the_same(done: Any, rows: list[Row]) -> None:
    table = pl.read_parquet(done.folder / "metrics.parquet").to_dicts()
    assert [{**row, "params": json.loads(row["params"])} for row in table] == rows


def test_counts_are_those_of_the_exports(rows: list[Row]) -> None:
    stages = [deal["Deal Stage"] for deal in exported("hubspot_deals.csv")]
    for name, stage in (("n_won", "Closed Won"), ("n_lost", "Closed Lost")):
        assert one(rows, name)["value"] == stages.count(stage)
    assert one(rows, "n_opportunities")["value"] == len(stages)
    defects = [defect["kind"] for defect in exported("defects.csv")]
    gone = sum(map(defects.count, ("duplicate_email", "future_created_at", "scientific_id")))
    assert one(rows, "n_leads")["value"] == len(exported("hubspot_contacts.csv")) - gone


def test_every_unit_of_value_won_is_credited_once(rows: list[Row]) -> None:
    won = one(rows, "won_value")["value"]
    for model in ("first", "last", "linear", "position_based", "time_decay"):
        shares = [
            row["value"]
            for row in rows
            if (row["metric_id"], row["dimension"]) == ("credited_value", "channel")
            and row["params"]["model"] == model
        ]
        assert sum(shares) == pytest.approx(won)


def test_the_record_names_inputs_with_hashes_and_ages(done: Any, record: Row) -> None:
    for each in record["inputs"]:
        content = (done.folder.parents[1] / each["path"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(content).hexdigest()
        assert each["bytes"] == len(content)
        assert each["tables"]
    ages = {each["table"]: each["age_days"] for each in record["tables"]}
    assert ages["leads"] == 0
    assert record["as_of"] == "2026-06-30"


def test_the_record_names_versions_checks_parameters_and_time(record: Row) -> None:
    assert {"revops", "polars", "altair", "papermill", "great-expectations"} <= set(
        record["versions"]
    )
    assert record["checks"]["n_checks"] > 100
    assert {"severity", "table", "owner"} <= set(record["checks"]["failed"][0])
    assert record["checks"]["blocked"] == {}
    pages = {each["name"]: each for each in record["pages"]}
    assert pages.keys() == PAGES
    assert pages["attribution"]["parameters"]["lookback_days"] == 180
    assert pages["attribution"]["parameters"]["model"] == "position_based"
    assert {"load", "check", "notebooks", "pages"} <= record["seconds"].keys()
    assert record["seconds"]["by_notebook"].keys() == PAGES


def test_what_cannot_be_given_is_absent_and_named(rows: list[Row], record: Row) -> None:
    given = {row["metric_id"] for row in rows}
    assert record["unavailable"]["n_converted_leads"].startswith("the column 'is_converted'")
    assert not given & record["unavailable"].keys()
