"""The metric catalogue on the command line, in full."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from revops.cli import main
from revops.metrics import METRICS
from revops.report.metric_card import metric_card
from revops.workspace import open_workspace

Call = Callable[..., Result]
FACTS = {"id", "question", "definition", "unit", "owner", "source", "definition_hash"}


@pytest.fixture
def listed(cast: Path) -> Call:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["list", *arguments, "--workspace", str(cast)])

    return call


def test_as_json_every_metric_tells_what_the_catalogue_tells(listed: Call, cast: Path) -> None:
    told: list[dict[str, Any]] = json.loads(listed("metrics", "--json").stdout)
    assert [each["id"] for each in told] == sorted(METRICS)
    place = open_workspace(str(cast))
    for each in told:
        assert set(each) >= FACTS
        card = metric_card(
            METRICS[each["id"]],
            currency=place.settings.currency,
            agreement_texts=place.agreement.texts,
        )
        assert each["definition_hash"] == card.fingerprint
        assert each["owner"] == "both"
    (rate,) = [each for each in told if each["id"] == "win_rate"]
    assert rate["question"] == "Of the deals that closed, how many were won?"
    assert (rate["unit"], rate["source"]) == ("share", {"opportunities": ["status"]})
    assert "/" in rate["definition"]  # the formula


def test_the_hash_follows_the_agreement(listed: Call, cast: Path) -> None:
    def hashes() -> dict[str, str]:
        told = json.loads(listed("metrics", "--json").stdout)
        return {each["id"]: each["definition_hash"] for each in told}

    before = hashes()
    agreed = cast / "agreement" / "stages.csv"
    head, *lines = agreed.read_text("utf-8").splitlines(keepends=True)
    agreed.write_text("".join([head, *lines[::-1]]), "utf-8")
    after = hashes()
    assert before["win_rate"] != after["win_rate"]
    assert before["spend"] == after["spend"]


def test_in_full_every_metric_has_a_paragraph(listed: Call) -> None:
    told = listed("metrics", "--long").stdout
    paragraphs = told.strip().split("\n\n")
    starts = [line.split(":")[0] for line in told.splitlines() if line and line[0] != " "]
    assert starts == sorted(METRICS)
    assert len(paragraphs) >= len(starts)
    first = told.split("win_rate: ")[1].split("\n")
    assert first[0] == "Of the deals that closed, how many were won?"
    assert first[1:4] == [
        "  unit:            share",
        "  owner:           both",
        "  source:          opportunities (status)",
    ]
    assert "definition hash: " in told


@pytest.mark.parametrize("way", ["--long", "--json"])
def test_only_metrics_are_told_in_full(listed: Call, way: str) -> None:
    done = listed("tables", way)
    assert done.exit_code == 2
    assert "--long and --json tell metrics, not tables" in done.stderr


def test_without_a_workspace_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert not list(tmp_path.iterdir())
    done = CliRunner().invoke(main, ["list", "metrics", "--json"])
    assert done.exit_code == 2
    assert "revops.toml" in done.stderr
