"""The definition hash: what changes it and what does not."""

import ast

import pytest

from revops.metrics import METRICS
from revops.metrics.definition import _shape, definition_hash, modules_behind

CODE = 'def f(x: int) -> int:\n    """Say."""\n    return x + 1  # one\n'


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        (CODE.replace("Say.", "Say it better."), True),
        (CODE.replace("  # one", ""), True),
        (CODE.replace("x + 1", "(x\n    + 1)"), True),
        (CODE.replace("x + 1", "x + 2"), False),
        (CODE.replace("def f", "def g"), False),
    ],
)
def test_words_and_layout_do_not_count_but_code_does(changed: str, is_same: bool) -> None:
    assert (_shape(ast.parse(CODE)) == _shape(ast.parse(changed))) is is_same


def test_every_module_behind_a_number_takes_part() -> None:
    behind = modules_behind(["revops.metrics.lead_to_won_share"])
    wanted = {"outcomes", "incidence", "cloglog", "wilson", "horizons", "grouping", "figures"}
    assert {f"revops.metrics.{name}" for name in wanted} <= behind
    assert "revops.known" in behind
    assert "revops.metrics.metric" not in behind
    assert "revops.metrics.win_rate" not in behind


def test_what_makes_the_visits_takes_part() -> None:
    assert "revops.funnel.ladder" in modules_behind(["revops.funnel"])
    visits = METRICS["stage_conversion"].definition_hash({}, {})
    assert visits != definition_hash(["revops.metrics.stage_conversion"], {}, {"stages.csv": ""})


def test_parameters_and_agreement_take_part_whatever_their_order() -> None:
    metric = METRICS["stage_conversion"]
    first = metric.definition_hash({"a": 1, "b": [30, 90]}, {"stages.csv": "x"})
    assert len(first) == 16
    assert first == metric.definition_hash({"b": [30, 90], "a": 1}, {"stages.csv": "x"})
    assert first != metric.definition_hash({"a": 2, "b": [30, 90]}, {"stages.csv": "x"})
    assert first != metric.definition_hash({"a": 1, "b": [30, 90]}, {"stages.csv": "y"})


def test_an_agreement_file_that_is_not_read_does_not_count() -> None:
    metric = METRICS["n_leads"]
    assert metric.definition_hash({}, {"stages.csv": "x"}) == metric.definition_hash({}, {})


def test_no_two_metrics_share_a_hash() -> None:
    hashes = [metric.definition_hash({}, {}) for metric in METRICS.values()]
    assert len(set(hashes)) == len(hashes)


def test_a_signed_version_of_the_definition_takes_part_and_other_folders_do_not() -> None:
    metric = METRICS["qualified_precision"]
    first = metric.definition_hash({}, {"qualified_lead/2026.toml": "touches_7d >= 2"})
    assert first != metric.definition_hash({}, {"qualified_lead/2026.toml": "touches_7d >= 3"})
    assert first != metric.definition_hash({}, {})
    other = {"qualified_lead/2026.toml": "touches_7d >= 2", "sla.toml": "x"}
    assert first == metric.definition_hash({}, other)
    behind = modules_behind(["revops.alignment.qualified"])
    assert {"revops.alignment.qualified.states", "revops.workspace.criteria"} <= behind
