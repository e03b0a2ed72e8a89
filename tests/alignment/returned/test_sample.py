"""On the sample, whose truth is known, no verdict says more than is true."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from revops.report import open_page

Verdicts = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory, copy_sample: Callable[[Path], Path]
) -> tuple[Verdicts, dict[str, dict[str, float]]]:
    folder = copy_sample(tmp_path_factory.mktemp("returned") / "sample")
    verdicts = open_page(str(folder)).credit_verdicts()
    assert isinstance(verdicts, pl.DataFrame)
    truth = json.loads((folder / "data/sample/truth.json").read_text("utf-8"))["channels"]
    return {row["channel"]: row for row in verdicts.to_dicts()}, truth


def test_what_adds_nothing_is_never_said_to_earn_its_cost(found):
    verdicts, truth = found
    idle = [name for name in verdicts if truth[name]["incremental_usd"] == 0]
    assert sorted(idle) == ["brand_search", "retargeting"]
    for name in idle:
        assert verdicts[name]["verdict"] not in {"earns_its_cost", "above_every_model"}


def test_what_an_experiment_proves_is_true(found):
    verdicts, truth = found
    proven = {name for name, row in verdicts.items() if row["verdict"] == "earns_its_cost"}
    assert proven == {"paid_search"}
    for name in proven:
        assert truth[name]["incremental_usd"] > verdicts[name]["spend"]
    assert verdicts["brand_search"]["test_verdict"] == "test_undecided"
