"""From a folder of real downloads to the known facts, with the edits that a person would make."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from revops.load import load
from revops.propose import Proposal, propose
from revops.store import Snapshot
from revops.workspace import open_workspace

from .conftest import DATA

Made = tuple[Proposal, Snapshot]
EDITS = {
    "maven": [("# as_of = 2026-06-30", "as_of = 2017-12-31")],
    "olist": [
        ('zone = "UTC"', 'zone = "America/Sao_Paulo"'),
        ('currency = "USD"', 'currency = "BRL"'),
        ("# as_of = 2026-06-30", "as_of = 2018-11-30"),
    ],
    "salesforce-wave": [
        ('zone = "UTC"', 'zone = "America/Los_Angeles"'),
        ("# as_of = 2026-06-30", "as_of = 2017-08-31"),
    ],
    "playbook": [("# constants.status", "constants.status")],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    done: dict[str, Made] = {}

    def make(name: str) -> Made:
        if not (DATA / name).is_dir():
            pytest.skip(f"the real exports are not here: set REVOPS_REAL_DATA (looked in {DATA})")
        if name not in done:
            place = tmp_path_factory.mktemp(name) / "ours"
            proposal = propose(place, DATA / name)
            path = place / "revops.toml"
            text = path.read_text("utf-8")
            for before, after in EDITS[name]:
                assert before in text
                text = text.replace(before, after)
            path.write_text(text, "utf-8")
            done[name] = (proposal, load(open_workspace(place)))
        return done[name]

    return make


def placed(proposal: Proposal) -> dict[str, str]:
    pairs = [*proposal.matched, *proposal.guessed]
    return {Path(name).stem: told for name, told in pairs}


def test_maven_is_guessed_whole(made: Callable[[str], Made]) -> None:
    proposal, snapshot = made("maven")
    assert placed(proposal) == {
        "accounts": "custom -> accounts",
        "sales_pipeline": "custom -> opportunities",
        "sales_teams": "custom -> users",
    }
    assert [Path(name).name for name, _ in proposal.unplaced] == ["products.csv"]
    deals = snapshot.tables["opportunities"]
    stages = dict(deals.group_by("stage").len().iter_rows())
    assert stages == {"Won": 4238, "Lost": 2473, "Engaging": 1589, "Prospecting": 500}
    counted = dict(deals.group_by("status").len().iter_rows())
    assert counted == {"won": 4238, "lost": 2473, "open": 2089}
    won = deals.filter(pl.col("status") == "won")
    assert won["amount"].sum() == 10_005_534
    days = (won["close_date"] - won["created_at"].dt.date()).dt.total_days()
    assert (days.median(), round(float(days.mean()), 1)) == (57, 51.8)  # type: ignore[arg-type]
    assert deals["account_id"].null_count() == 1425
    assert snapshot.rejected.is_empty()


def test_olists_wins_are_a_guess_with_a_reason_and_a_question(
    made: Callable[[str], Made],
) -> None:
    proposal, snapshot = made("olist")
    assert sorted(placed(proposal).values()) == ["custom -> leads", "custom -> opportunities"]
    assert len(proposal.unplaced) == 3
    assert any("won_date" in question for question in proposal.questions)
    text = (proposal.folder / "revops.toml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if "constants.status" in line]
    assert "GUESS: there is 'won_date' and no stage" in line
    leads, deals = snapshot.tables["leads"], snapshot.tables["opportunities"]
    assert (leads.height, deals.filter(pl.col("status") == "won").height) == (8000, 842)
    joined = deals.join(leads, on="lead_id", suffix="_lead")
    zone = "America/Sao_Paulo"
    won, first = (
        joined[name].dt.convert_time_zone(zone).dt.date()
        for name in ("closed_at", "created_at_lead")
    )
    assert (joined.height, (won - first).dt.total_days().median()) == (842, 14)
    origins = leads.group_by("original_source").len()
    assert origins.filter(original_source="organic_search")["len"].item() == 2296


def test_salesforces_objects_are_known_by_their_headers(made: Callable[[str], Made]) -> None:
    proposal, snapshot = made("salesforce-wave")
    assert placed(proposal) == {
        "Account": "salesforce.account -> accounts",
        "Contact": "salesforce.contact -> leads",
        "Event": "salesforce.event -> activities",
        "Lead": "salesforce.lead -> leads",
        "Opportunity": "salesforce.opportunity -> opportunities",
        "OpportunityHistory": "salesforce.opportunity_history -> stage_history",
        "Task": "salesforce.task -> activities",
        "User": "salesforce.user -> users",
    }
    unplaced = {Path(name).name: why for name, why in proposal.unplaced}
    assert set(unplaced) == {"Case.csv", "Quota.csv"}
    assert "of none of the exports that are read" in unplaced["Case.csv"]
    deals = snapshot.tables["opportunities"]
    counted = dict(deals.group_by("status").len().iter_rows())
    assert counted == {"won": 1166, "lost": 3769, "open": 262}
    won = deals.filter(pl.col("status") == "won")
    assert won["amount_base"].sum() == 81_674_862
    assert snapshot.tables["leads"].height == 1307 + 3775 - 119
    assert snapshot.tables["stage_history"].height == 17_502


def test_salesforces_stages_stand_in_the_order_of_their_history(
    made: Callable[[str], Made],
) -> None:
    proposal, _ = made("salesforce-wave")
    stages = pl.read_csv(proposal.folder / "agreement" / "stages.csv")
    deals = stages.filter(object="opportunity").sort("position")
    assert deals["label"].to_list() == [
        *("Qualification", "Needs Analysis", "Proposal/Quote"),
        *("Negotiation", "Closed Won", "Closed Lost"),
    ]
    assert deals["status"].to_list() == [*["open"] * 4, "won", "lost"]


def test_the_playbooks_sessions_spend_and_conversions(made: Callable[[str], Made]) -> None:
    _, snapshot = made("playbook")
    deals, spend = snapshot.tables["opportunities"], snapshot.tables["spend"]
    assert (deals.filter(status="won").height, deals["amount"].sum()) == (21, 275)
    assert (spend.height, spend["cost"].sum()) == (42, 359)
    touches = snapshot.tables["touchpoints"]
    assert touches.height == 90
    assert set(deals["lead_id"]) <= set(touches["lead_id"])


def test_a_second_look_changes_no_byte(made: Callable[[str], Made]) -> None:
    for name in EDITS:
        folder = made(name)[0].folder
        kept = [path for path in folder.rglob("*") if path.is_file() and ".revops" not in str(path)]
        before = {path: path.read_bytes() for path in kept}
        assert propose(folder, DATA / name).written == []
        assert {path: path.read_bytes() for path in kept} == before
