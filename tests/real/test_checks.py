"""What the checks find in real exports, by general rules; none of it leaves the counts."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from revops.checks import Checked
from revops.propose import propose
from revops.report.prepare import prepare
from revops.store import Snapshot
from revops.workspace import open_workspace

from .conftest import DATA, ROOT

Found = tuple[Snapshot, Checked]
FOLDERS = {"olist": "olist", "salesforce": "salesforce-wave", "maven": "maven"}


def workspace_of(name: str, place: Path) -> None:
    """Copy an example, or make a workspace of a folder of downloads."""
    if (ROOT / "examples" / name).is_dir():
        shutil.copytree(ROOT / "examples" / name, place, ignore=shutil.ignore_patterns(".*"))
        return
    propose(place, DATA / FOLDERS[name])
    path = place / "revops.toml"
    text = path.read_text("utf-8").replace("# as_of = 2026-06-30", "as_of = 2017-12-31")
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Found]:
    """Load and check real exports, once a module."""
    done: dict[str, Found] = {}

    def check(name: str) -> Found:
        if not (DATA / FOLDERS[name]).is_dir():
            pytest.skip(f"the real exports are not here: set REVOPS_REAL_DATA (looked in {DATA})")
        if name not in done:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("REVOPS_REAL_DATA", str(DATA))
                place = tmp_path_factory.mktemp("checks") / name
                workspace_of(name, place)
                workspace = open_workspace(place)
                assert workspace.settings.as_of is not None
                done[name] = prepare(workspace, as_of=workspace.settings.as_of)
        return done[name]

    return check


def failing(found: Found, check_id: str) -> pl.DataFrame:
    """Give the rows that fail a check; they all failed it as a warning or less."""
    snapshot, checked = found
    result = checked.results.filter(check_id=check_id).row(0, named=True)
    assert result["severity"] in ("warning", "info")
    told = checked.failing.filter(check_id=check_id)
    table = snapshot.tables[result["table"]]
    rows = table[told["rows"].item()] if told.height else table.clear()
    assert rows.height == result["n_failed"]
    return rows


@pytest.mark.parametrize("name", FOLDERS)
def test_no_row_leaves_the_counts(found: Callable[[str], Found], name: str) -> None:
    snapshot, checked = found(name)
    assert checked.quarantined.is_empty()
    assert checked.blocked == {}
    for table, frame in snapshot.tables.items():
        assert checked.tables[table].height == frame.height


def test_rows_of_one_day_have_no_order_but_that_of_the_file(
    found: Callable[[str], Found],
) -> None:
    rows = failing(found("salesforce"), "stage_history.one_visit_a_day")
    assert (rows.height, rows.n_unique(["object_id", "entered_at"])) == (476, 235)


@pytest.mark.parametrize(
    ("check_id", "n_deals"),
    [
        ("opportunities.lost_once", 434),
        ("opportunities.won_never_lost", 120),
        ("opportunities.open_never_lost", 19),
        ("opportunities.won_amount_positive", 27),
    ],
)
def test_losses_that_were_none_and_wins_for_nothing(
    found: Callable[[str], Found], check_id: str, n_deals: int
) -> None:
    assert failing(found("salesforce"), check_id).height == n_deals


def test_the_last_visit_is_the_current_stage_of_every_deal(
    found: Callable[[str], Found],
) -> None:
    results = found("salesforce")[1].results
    told = results.filter(check_id="stage_history.last_is_current").row(0, named=True)
    assert (told["status"], told["n_failed"]) == ("passed", 0)


def test_a_deal_won_before_its_first_contact(found: Callable[[str], Found]) -> None:
    assert failing(found("olist"), "opportunities.closed_after_lead_created").height == 1


def test_two_codes_for_no_origin(found: Callable[[str], Found]) -> None:
    rows = failing(found("olist"), "leads.one_word_for_no_source")
    assert rows["original_source"].to_list() == [None] * 60


def test_a_product_whose_name_lacks_its_blank(found: Callable[[str], Found]) -> None:
    rows = failing(found("maven"), "opportunities.product_rightly_spelt")
    assert rows["product"].value_counts().rows() == [("GTXPro", 1480)]


def test_a_misspelt_sector_and_country(found: Callable[[str], Found]) -> None:
    rows = failing(found("maven"), "accounts.industry_rightly_spelt")
    assert rows["industry"].value_counts().rows() == [("technolgy", 12)]
    countries = failing(found("maven"), "accounts.country_known")["country"]
    assert countries.sort().to_list() == ["Korea", "Philipines"]
