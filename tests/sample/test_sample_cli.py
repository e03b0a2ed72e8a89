"""`revops sample`: its size by leads a week, and its stories by name."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from revops.cli.make import sample
from revops.errors import BadParameter, UnknownName
from revops.sample.accounts import leads_of


def called(*arguments: str):
    return CliRunner().invoke(sample, arguments)


def test_leads_a_week_set_the_size_and_stories_what_happens(tmp_path):
    folder = str(tmp_path / "made")
    done = called("--seed", "3", "--leads-per-week", "4", "--stories", "none", "--out", folder)
    assert done.exit_code == 0
    told = json.loads(Path(folder, "truth.json").read_text(encoding="utf-8"))
    assert told["n_leads_asked"] == leads_of(4)
    assert told["stories"] == {}
    created = pl.read_csv(Path(folder, "hubspot_contacts.csv"), infer_schema=False)["Create Date"]
    assert 200 < (created >= "2025").sum() < 430


def test_several_stories_are_joined_by_commas(tmp_path):
    folder = str(tmp_path / "made")
    listed = "all,-slow_follow_up, topic_surge:0.5"
    assert called("--leads", "200", "--stories", listed, "--out", folder).exit_code == 0
    told = json.loads(Path(folder, "truth.json").read_text(encoding="utf-8"))["stories"]
    assert "slip_from" not in told
    assert told["topic_surge_size"] == 0.5
    assert told["stricter_from"] == "2026-01-01"


@pytest.mark.parametrize(
    ("listed", "refused"), [("slow_folow_up", UnknownName), ("leads_drop:9", BadParameter)]
)
def test_a_wrong_story_is_refused_and_nothing_is_written(tmp_path, listed, refused):
    done = called("--stories", listed, "--out", str(tmp_path / "made"))
    assert isinstance(done.exception, refused)
    assert not (tmp_path / "made").exists()


def test_two_sizes_at_once_are_refused(tmp_path):
    done = called("--leads", "300", "--leads-per-week", "4", "--out", str(tmp_path / "made"))
    assert done.exit_code == 2
    assert "not both" in done.output


@pytest.mark.parametrize("size", ["0", "-3", "nan", "inf"])
def test_a_size_that_cannot_be_is_refused(tmp_path, size):
    done = called("--leads-per-week", size, "--out", str(tmp_path / "made"))
    assert isinstance(done.exception, BadParameter)
