"""The definition that was too loose is found, and only where the sample tells it; no hindsight."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from revops.alignment import qualified
from revops.load import load
from revops.report.inputs import Inputs
from revops.sample import write_sample
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[3]
LAST = date(2026, 6, 30)
Told = Callable[..., tuple[Inputs, list[str]]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Give a sample's inputs, and the companies whose size was typed in after a won deal."""

    @cache
    def made(seed: int, *stories: str, n_leads: int = 5000) -> tuple[Inputs, list[str]]:
        place = tmp_path_factory.mktemp("told")
        shutil.copytree(ROOT / "agreement", place / "agreement")
        shutil.copy(ROOT / "revops.toml", place / "revops.toml")
        folder = place / "data" / "sample"
        write_sample(folder, seed=seed, n_leads=n_leads, stories=stories or ("all",))
        there = open_workspace(str(place))
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        found = Inputs(load(there).tables, there.agreement, as_of=LAST, zone=there.settings.zone)
        return found, truth["hindsight"]["filled_after_win"]

    return made


def shares(found: Inputs, known_by: str) -> dict[str, tuple[float, float, float]]:
    rows = found.call(qualified.on_the_same_days, {}).filter(known_by=known_by)
    return {row["version"]: (row["value"], row["low"], row["high"]) for row in rows.to_dicts()}


def test_the_loose_definition_is_found_and_a_sample_without_it_raises_none(told: Told) -> None:
    found, _ = told(7)
    row = found.call(qualified.handed_difference, {}).row(0, named=True)
    assert (row["version"], row["version_before"], row["found"]) == ("2026", "2025", "better")
    assert row["low"] > 0
    quiet, _ = told(7, "all", "-stricter_definition")
    row = quiet.call(qualified.handed_difference, {}).row(0, named=True)
    assert row["found"] == "no_sign"
    assert abs(row["value"]) < 0.05


def test_on_the_same_days_the_stricter_version_is_the_more_precise(told: Told) -> None:
    found, _ = told(7)
    known = shares(found, "dated")
    assert known["2026"][1] > known["2025"][2]
    effects = found.call(qualified.drop_one, {}).filter(version="2026")
    assert dict(effects.select("criterion", "effect").rows()) == {
        "came_back": "sorts_out",
        "recent": "keeps_nobody_out",
    }


@pytest.mark.parametrize("seed", [3, 11, 29])
def test_sizes_typed_in_after_a_win_flatter_only_the_naive_precision(told: Told, seed: int) -> None:
    found, late = told(seed, n_leads=2000)
    accounts = found.table("accounts")
    is_late = pl.col("account_id").is_in(late)
    blank = accounts.with_columns(
        employees=pl.when(is_late).then(None).otherwise("employees").cast(pl.Int64)
    )
    large = accounts.with_columns(
        employees=pl.when(is_late).then(9999).otherwise("employees").cast(pl.Int64)
    )
    assert accounts.filter(is_late).height >= 10
    others = [found.with_table("accounts", each) for each in (blank, large)]
    for name in ("replays", "replays_everywhere"):
        known = found.find(name, {}).filter(pl.col("rule") != "today")
        assert all(known.equals(x.find(name, {}).filter(pl.col("rule") != "today")) for x in others)
    assert all(found.find("qualified", {}).equals(x.find("qualified", {})) for x in others)
    naive, honest = shares(found, "today")["2026"][0], shares(others[0], "today")["2026"][0]
    assert naive > 1.04 * honest
    assert shares(found, "dated") == shares(others[0], "dated")
