"""The border to Great Expectations and pandas: a frame and checks go in, outcomes come out.

Nothing else in revops imports either library, so that another engine can take this file's
place without a change to any suite. The import takes seconds: it happens at the first call,
once a run. Nothing is sent, and nothing is written to disk.
"""

import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import polars as pl

from revops.checks.suite import Check
from revops.errors import SettingsError


@dataclass(frozen=True)
class Outcome:
    """What the engine found for one check.

    `n_rows` counts the rows looked at (those that meet the row condition), `n_failed` the
    failing ones (null for a check of the whole table), `rows` their places in the frame: all
    of them for a critical check, else the first few.
    """

    status: Literal["passed", "failed", "error"]
    n_rows: int
    n_missing: int = 0
    n_failed: int | None = None
    rows: tuple[int, ...] = ()
    error: str = ""


@cache
def _library() -> Any:
    """Import Great Expectations, with its own reporting off."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import great_expectations
    return great_expectations


@cache
def _whole_frames() -> Any:
    """Open a context that lives in memory only, and a way to hand frames to it."""
    context = _library().get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("revops").add_dataframe_asset("frames")
    return asset.add_batch_definition_whole_dataframe("whole")


def _to_pandas(frame: pl.DataFrame, checks: Sequence[Check]) -> Any:
    """Hand over only the columns that the checks read; Arrow types keep whole numbers whole."""
    needed = dict.fromkeys(name for check in checks for name in check.reads)
    place = pl.int_range(pl.len()).alias("__place")  # a frame without columns has no rows
    return (
        frame.select(place, *needed)
        .with_columns(pl.selectors.decimal().cast(pl.Float64))
        .to_pandas(use_pyarrow_extension_array=True)
    )


def _suite(table: str, checks: Sequence[Check]) -> Any:
    """Build the library's suite, and make sure that it dropped none of the checks."""
    entries = [
        {
            "type": c.type,
            "kwargs": dict(c.kwargs),
            "severity": c.severity,
            "meta": {"id": c.meta.id},
        }
        for c in checks
    ]
    try:
        suite = _library().ExpectationSuite(name=table, expectations=entries)
    except Exception as error:  # the library raises its own, pydantic's and plain ones
        raise SettingsError(f"expectations/{table}.json cannot be used", [str(error)]) from error
    kept = {expectation.meta["id"] for expectation in suite.expectations}
    dropped = [check.meta.id for check in checks if check.meta.id not in kept]
    if dropped:
        raise SettingsError(
            f"expectations/{table}.json: Great Expectations dropped {len(dropped)} checks", dropped
        )
    return suite


def _error_name(information: dict[str, Any]) -> str:
    """Name the kind of error, not its message, which may hold a cell's text."""
    told = [information, *(i for i in information.values() if isinstance(i, dict))]
    trace = next((t["exception_traceback"] for t in told if t.get("exception_traceback")), "")
    last = trace.strip().splitlines()[-1:] or ["Error"]
    return str(last[0]).partition(":")[0].rpartition(".")[2]


def _outcome(found: Any, height: int) -> Outcome:
    result = found.result
    if not found.success and not result:
        return Outcome("error", height, error=_error_name(found.exception_info))
    places = result.get("unexpected_index_list", result.get("partial_unexpected_index_list", ()))
    return Outcome(
        status="passed" if found.success else "failed",
        n_rows=result.get("element_count", height),
        n_missing=result.get("missing_count", 0),
        n_failed=result.get("unexpected_count"),
        rows=tuple(sorted(int(place) for place in places or ())),
    )


def _validate(batch: Any, suite: Any, result_format: str, height: int) -> dict[str, Outcome]:
    """Run a suite; results come back regrouped, so they are matched by id."""
    with warnings.catch_warnings():
        # pandas warns of a regex with groups, which the library passes to str.contains
        warnings.filterwarnings("ignore", "This pattern is interpreted as", UserWarning)
        found = batch.validate(suite, result_format={"result_format": result_format})
    return {r.expectation_config.meta["id"]: _outcome(r, height) for r in found.results}


def outcomes(table: str, frame: pl.DataFrame, checks: Sequence[Check]) -> dict[str, Outcome]:
    """Say by id what each check found; only the failed critical ones get all of their rows."""
    if not checks:
        return {}
    batch = _whole_frames().get_batch(batch_parameters={"dataframe": _to_pandas(frame, checks)})
    first = _validate(batch, _suite(table, checks), "SUMMARY", frame.height)
    failed = [
        check
        for check in checks
        if check.severity == "critical"
        and check.is_row_level
        and first[check.meta.id].status == "failed"
    ]
    if not failed:
        return first
    return first | _validate(batch, _suite(table, failed), "COMPLETE", frame.height)
