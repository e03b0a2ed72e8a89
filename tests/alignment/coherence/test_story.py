"""The sample's campaign that promises one thing while its buyers talk about another is found."""

import shutil
from pathlib import Path

import polars as pl

from revops import alignment, known
from revops.load import load
from revops.report.inputs import Inputs
from revops.sample import write_sample
from revops.sample.story import MISMATCHED_CAMPAIGN, MISMATCHED_TOPIC
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[3]


def found(folder: Path, seed: int, stories: tuple[str, ...]) -> pl.DataFrame:
    """Write a sample, load it and look for mismatches."""
    shutil.copytree(ROOT / "agreement", folder / "agreement")
    shutil.copyfile(ROOT / "revops.toml", folder / "revops.toml")
    write_sample(folder / "data" / "sample", seed=seed, stories=stories)
    place = open_workspace(str(folder))
    as_of = place.settings.as_of
    assert as_of is not None
    tables = known.localised(load(place, until=as_of).tables, zone=place.settings.zone)
    inputs = Inputs(tables, place.agreement, as_of=as_of, zone=place.settings.zone)
    return inputs.call(alignment.mismatched_promises, {})


def test_it_is_found_and_nothing_else(tmp_path: Path) -> None:
    rows = found(tmp_path, 41, ("all",))
    assert rows.select("campaign_id", "topic").rows() == [(MISMATCHED_CAMPAIGN, MISMATCHED_TOPIC)]


def test_without_the_story_none_is_raised(tmp_path: Path) -> None:
    assert found(tmp_path, 41, ("all", "-mismatched_promise")).is_empty()
