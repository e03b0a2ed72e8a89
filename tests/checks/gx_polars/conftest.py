"""Both engines, and how they are asked."""

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., list[Any]]


@pytest.fixture(scope="session")
def great() -> Any:
    """Give the library, with this engine registered."""
    from revops.checks.gx_polars import bridge

    return bridge.great_expectations


@pytest.fixture(scope="session")
def context(great: Any) -> Any:
    opened = great.get_context(mode="ephemeral")
    opened.enable_analytics(False)
    opened.variables.progress_bars = {"globally": False}
    return opened


@pytest.fixture(autouse=True)
def current(context: Any) -> None:
    """Let the library look sources up here: the last context that anybody opened is its own."""
    from great_expectations.data_context.data_context.context_factory import project_manager

    project_manager.set_project(context)


@pytest.fixture(scope="session")
def polars_batches(context: Any) -> Any:
    asset = context.data_sources.add_polars("polars").add_dataframe_asset("frames")
    return asset.add_batch_definition_whole_dataframe("whole")


@pytest.fixture(scope="session")
def pandas_batches(context: Any) -> Any:
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("frames")
    return asset.add_batch_definition_whole_dataframe("whole")


@pytest.fixture(scope="session")
def ask(great: Any) -> Ask:
    """Run cases on a frame; results come in the order of the cases."""

    def run(batches: Any, frame: Any, cases: list[Any], shown: Any = "SUMMARY") -> list[Any]:
        entries = [
            {"type": kind, "kwargs": kwargs, "meta": {"id": n}}
            for n, (kind, kwargs) in enumerate(cases)
        ]
        suite = great.ExpectationSuite(name="cases", expectations=entries)
        assert len(suite.expectations) == len(cases)
        batch = batches.get_batch(batch_parameters={"dataframe": frame})
        found = batch.validate(suite, result_format=shown)
        told = {result.expectation_config.meta["id"]: result for result in found.results}
        return [told[n] for n in range(len(cases))]

    return run
