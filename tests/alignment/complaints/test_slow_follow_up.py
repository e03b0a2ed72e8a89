"""The quarter in which sales follows up late stands out, and only where the sample tells it."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from revops.alignment import complaint_verdicts
from revops.alignment.complaints.verdicts import VERDICTS
from revops.load import load
from revops.metrics.figures import share
from revops.report.inputs import Inputs
from revops.sample import write_sample
from revops.sample.story import SLIP_FROM, SLIP_TO
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[3]
LAST = date(2026, 6, 30)


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., pl.DataFrame]:
    """Give the share of verdicts in which sales' part was missing, in the slip and outside it."""

    def told(*stories: str) -> pl.DataFrame:
        place = tmp_path_factory.mktemp("told")
        shutil.copytree(ROOT / "agreement", place / "agreement")
        shutil.copy(ROOT / "revops.toml", place / "revops.toml")
        write_sample(place / "data" / "sample", seed=7, stories=stories)
        there = open_workspace(str(place))
        tables, zone = load(there).tables, there.settings.zone
        inputs = Inputs(tables, there.agreement, as_of=LAST, zone=zone)
        found = inputs.call(complaint_verdicts, {})
        judged = found.filter(pl.col("verdict").is_in(VERDICTS))
        slipped = pl.col("handed_on").is_between(SLIP_FROM, SLIP_TO).alias("slipped")
        missed = pl.col("verdict").is_in(["sales_missed", "both_missed"]).sum()
        counts = judged.group_by(slipped).agg(missed.alias("n"), pl.len().alias("n_all"))
        return counts.sort("slipped").select("slipped", *share("n", "n_all"))

    return told


def test_the_slip_is_seen_with_intervals_apart(quarters: Callable[..., pl.DataFrame]) -> None:
    usual, slipped = quarters("all").to_dicts()
    assert usual["high"] < slipped["low"]
    assert slipped["denominator"] > 50


def test_without_the_story_the_same_weeks_are_like_the_others(
    quarters: Callable[..., pl.DataFrame],
) -> None:
    usual, same_weeks = quarters("all", "-slow_follow_up").to_dicts()
    assert usual["low"] <= same_weeks["high"]
    assert same_weeks["low"] <= usual["high"]
