"""All metrics keep one shape."""

import inspect
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from revops import metrics
from revops.metrics import METRICS
from revops.metrics.rows import FIGURES
from revops.tables import TABLES

FOLDER = Path(metrics.__file__).parent
DERIVED = {
    "visits", "journeys", "ended_journeys", "credits", "draws", "stages", "sla", "qualified",
    "qualified_lead",
}  # fmt: skip
IDS = sorted(METRICS)
AT_LEAST = {
    "n_leads", "n_opportunities", "n_won", "n_lost", "n_open", "won_value", "win_rate",
    "lead_to_won_share", "median_lead_to_won_days", "median_lead_to_won_days_matured",
    "median_won_cycle_days", "median_won_cycle_days_matured", "stage_conversion",
    "credited_value", "spend", "roas", "cac", "n_converted_leads", "converted_lead_won_share",
}  # fmt: skip


def test_each_file_with_a_record_is_listed() -> None:
    listed = {
        inspect.getmodule(metric.function).__name__.split(".")[-1] for metric in METRICS.values()
    }
    recorded = {
        path.stem for path in FOLDER.glob("*.py") if " = Metric(" in path.read_text("utf-8")
    }
    assert listed == recorded
    assert set(IDS) >= AT_LEAST
    assert set(IDS) < set(metrics.__all__)


def test_each_public_name_is_there() -> None:
    assert all(hasattr(metrics, name) for name in metrics.__all__)


@pytest.mark.parametrize("name", IDS)
def test_each_metric_lives_in_the_file_of_its_name(name: str) -> None:
    assert METRICS[name].function.__module__ == f"revops.metrics.{name}"
    assert METRICS[name].function is getattr(metrics, name)


@pytest.mark.parametrize("name", IDS)
def test_each_metric_asks_a_question(name: str) -> None:
    assert "?" in METRICS[name].question
    assert "Unit:" in METRICS[name].definition


@pytest.mark.parametrize("name", IDS)
def test_each_metric_takes_tables_then_keywords(name: str) -> None:
    given = inspect.signature(METRICS[name].function).parameters
    inputs = [key for key, each in given.items() if each.kind is each.POSITIONAL_OR_KEYWORD]
    assert set(inputs) <= set(TABLES) | DERIVED
    assert given["as_of"].kind is inspect.Parameter.KEYWORD_ONLY
    assert "by" in given
    assert set(METRICS[name].needs) <= set(inputs)


@pytest.mark.parametrize("name", IDS)
def test_each_metric_needs_columns_that_exist(name: str) -> None:
    for table, columns in METRICS[name].needs.items():
        assert table not in TABLES or set(columns) <= set(TABLES[table].columns)


@pytest.mark.parametrize("name", ["n_leads", "n_won", "n_lost", "won_value", "n_opportunities"])
def test_figures_are_floats_in_order(name: str) -> None:
    first = next(iter(inspect.signature(METRICS[name].function).parameters))
    found = METRICS[name].function(TABLES[first].empty(), as_of=date(2026, 6, 30))
    assert tuple(found.columns[:5]) == FIGURES
    assert set(found.select(FIGURES).dtypes) == {pl.Float64}
