"""The border to Great Expectations: a frame and checks go in, outcomes come out.

Only `gx_polars`, which lets that library compute on Polars frames, imports it. The import takes
seconds: it happens at the first call, once a run. Nothing is sent or written to disk.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

import polars as pl

from revops.checks.gx_polars import Tables
from revops.checks.rows import Rows
from revops.checks.suite import Check
from revops.errors import SettingsError


def row_places(places: Iterable[int] = ()) -> pl.Series:
    """Give places in a frame, in its order, four bytes each.

    >>> row_places([7, 2]).to_list()
    [2, 7]
    """
    return pl.Series(sorted(places), dtype=pl.UInt32)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What the engine found for one check.

    `n_rows` counts the rows looked at (those that meet the row condition), `n_failed` the
    failing ones (null for a check of the whole table), `rows` the places of all of them in the
    frame; of a check for repeats, every row of a repeated key.
    """

    status: Literal["passed", "failed", "error"]
    n_rows: int
    n_missing: int = 0
    n_failed: int | None = None
    rows: pl.Series = field(default_factory=row_places)
    error: str = ""


@cache
def _engine() -> Any:
    """Import the library, with its own reporting off, and its engine on Polars frames."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    from revops.checks.gx_polars import bridge

    return bridge


@cache
def _whole_frames() -> Any:
    """Open a context that lives in memory only, and a way to hand frames to it."""
    context = _engine().great_expectations.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_polars("revops").add_dataframe_asset("frames")
    return asset.add_batch_definition_whole_dataframe("whole")


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
        suite = _engine().great_expectations.ExpectationSuite(name=table, expectations=entries)
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
    return Outcome(
        status="passed" if found.success else "failed",
        n_rows=result.get("element_count", height),
        n_missing=result.get("missing_count", 0),
        n_failed=result.get("unexpected_count"),
    )


def _with_all_rows(
    batch: Any, suite: Any, checks: Sequence[Check], found: dict[str, Outcome]
) -> dict[str, Outcome]:
    """Name every row that fails a check of rows, by the check's own condition, in one pass."""
    names = [
        check.meta.id
        for check in checks
        if check.is_row_level and found[check.meta.id].status == "failed"
    ]
    asked = {expectation.meta["id"]: expectation for expectation in suite.expectations}
    places = _engine().failing_places(batch, [asked[name] for name in names])
    return found | {
        name: replace(found[name], rows=rows.cast(pl.UInt32))
        for name, rows in zip(names, places, strict=True)
    }


def outcomes(table: str, frame: pl.DataFrame | Rows, checks: Sequence[Check]) -> dict[str, Outcome]:
    """Say by id what each check found; a failed check of rows gets the places of all of them."""
    if not checks:
        return {}
    suite = _suite(table, checks)
    rows = frame if isinstance(frame, Rows) else Rows(frame.lazy())
    given = Tables(rows.lazy(), distinct=rows.distinct)
    batch = _whole_frames().get_batch(batch_parameters={"dataframe": given})
    try:
        results = batch.validate(suite, result_format={"result_format": "BASIC"}).results
        # results come back regrouped, so they are matched by id
        found = {r.expectation_config.meta["id"]: _outcome(r, frame.height) for r in results}
        return _with_all_rows(batch, suite, checks, found)
    finally:
        batch.data.execution_engine.unload()
