"""The decision that really works is found on other seeds, and where nothing works, it is not."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from revops import alignment
from revops.load import load
from revops.report.inputs import Inputs
from revops.sample import write_sample
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[2]


def verdicts(place: Path, seed: int, *stories: str) -> dict[str, str]:
    shutil.copytree(ROOT / "agreement", place / "agreement")
    shutil.copyfile(ROOT / "revops.toml", place / "revops.toml")
    write_sample(place / "data" / "sample", seed=seed, n_leads=4000, stories=stories)
    there = open_workspace(str(place))
    zone = there.settings.zone
    found = Inputs(load(there).tables, there.agreement, as_of=date(2026, 6, 30), zone=zone)
    judged = found.call(alignment.decisions_judged, {})
    return dict(judged.select("decision_id", "verdict").rows())


@pytest.mark.parametrize("seed", [11, 12])
def test_it_is_found(seed: int, tmp_path: Path) -> None:
    told = verdicts(tmp_path, seed, "all")
    assert (told["DEC-01"], told["DEC-03"]) == ("moved", "did_not_move")


def test_without_the_story_it_is_not(tmp_path: Path) -> None:
    told = verdicts(tmp_path, 11, "all", "-stricter_definition")
    assert (told["DEC-01"], told["DEC-03"]) == ("did_not_move", "did_not_move")
