"""The sides of the checks benchmark: each reads the file, checks it, and says what it did.

A side is a function of the file and of the entries; it gives the seconds of reading, the seconds
of checking, and how many of the entries it knows. Imports happen when a side is made.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl
from checks_suites import Entry

Told = tuple[float, float, int]
Side = Callable[[Path, list[Entry]], Told]


def _suite(gx: Any, entries: list[Entry]) -> Any:
    listed = [{"type": kind, "kwargs": values} for kind, values in entries]
    return gx.ExpectationSuite(name="touchpoints", expectations=listed)


def _context() -> tuple[Any, Any]:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    from revops.checks.gx_polars.bridge import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return gx, context


def _validated(definition: Any, options: dict[str, Any], suite: Any, start: float) -> Told:
    batch = definition.get_batch(batch_parameters=options)
    read = perf_counter()
    found = batch.validate(suite, result_format={"result_format": "SUMMARY"})
    n_raised = sum(not result.result and not result.success for result in found.results)
    assert n_raised == 0, "a check could not be computed"
    return read - start, perf_counter() - read, len(found.results)


def on_file() -> Side:
    """This engine on the file, scanned."""
    gx, context = _context()

    def side(place: Path, entries: list[Entry]) -> Told:
        asset = context.data_sources.add_polars("polars").add_parquet_asset("touches", place)
        start = perf_counter()
        return _validated(asset.add_batch_definition("all"), {}, _suite(gx, entries), start)

    return side


def on_frame() -> Side:
    """This engine on a frame in memory."""
    gx, context = _context()

    def side(place: Path, entries: list[Entry]) -> Told:
        asset = context.data_sources.add_polars("polars").add_dataframe_asset("touches")
        definition = asset.add_batch_definition_whole_dataframe("all")
        start = perf_counter()
        options = {"dataframe": pl.read_parquet(place)}
        return _validated(definition, options, _suite(gx, entries), start)

    return side


def on_pandas() -> Side:
    """Great Expectations as it comes, on pandas."""
    gx, context = _context()

    def side(place: Path, entries: list[Entry]) -> Told:
        asset = context.data_sources.add_pandas("pandas").add_parquet_asset("touches", path=place)
        start = perf_counter()
        return _validated(asset.add_batch_definition("all"), {}, _suite(gx, entries), start)

    return side


def _pandera_check(pa: Any, kind: str, given: dict[str, Any]) -> Any:
    low, high = given.get("min_value"), given.get("max_value")
    match kind.removeprefix("expect_column_"):
        case "values_to_be_in_set":
            return pa.Check.isin(given["value_set"])
        case "values_to_not_be_in_set":
            return pa.Check.notin(given["value_set"])
        case "values_to_match_regex":
            return pa.Check.str_contains(given["regex"])
        case "values_to_be_between":
            return pa.Check.in_range(low, high)
        case "value_lengths_to_be_between":
            return pa.Check.str_length(max_value=high)
    return None


PANDERA_ALSO = ("expect_column_values_to_not_be_null", "expect_column_values_to_be_unique")


def knows_pandera(entry: Entry) -> bool:
    """Say whether pandera has the check built in."""
    import pandera.polars as pa

    return entry[0] in PANDERA_ALSO or _pandera_check(pa, *entry) is not None


def on_pandera() -> Side:
    """pandera, for what it has built in."""
    import pandera.polars as pa

    def side(place: Path, entries: list[Entry]) -> Told:
        known = [entry for entry in entries if knows_pandera(entry)]
        columns = {}
        for name in dict.fromkeys(given["column"] for _, given in known):
            own = [(kind, given) for kind, given in known if given["column"] == name]
            checks = [_pandera_check(pa, *entry) for entry in own]
            kinds = {kind for kind, _ in own}
            columns[name] = pa.Column(
                checks=[check for check in checks if check is not None],
                nullable=PANDERA_ALSO[0] not in kinds,
                unique=PANDERA_ALSO[1] in kinds,
            )
        schema, start = pa.DataFrameSchema(columns), perf_counter()
        frame = pl.read_parquet(place)
        read = perf_counter()
        with suppress(pa.errors.SchemaErrors):  # all failures, as one error
            schema.validate(frame, lazy=True)
        return read - start, perf_counter() - read, len(known)

    return side


def _pointblank_step(plan: Any, kind: str, given: dict[str, Any]) -> Any:
    column, low, high = given.get("column"), given.get("min_value"), given.get("max_value")
    match kind.removeprefix("expect_column_"):
        case "values_to_not_be_null":
            return plan.col_vals_not_null(column)
        case "values_to_be_in_set":
            return plan.col_vals_in_set(column, given["value_set"])
        case "values_to_not_be_in_set":
            return plan.col_vals_not_in_set(column, given["value_set"])
        case "values_to_match_regex":
            return plan.col_vals_regex(column, given["regex"], na_pass=True)
        case "values_to_be_between":
            return plan.col_vals_between(column, low, high, na_pass=True)
        case "values_to_be_unique":
            return plan.rows_distinct(columns_subset=column)
        case "mean_to_be_between":
            return plan.col_avg_ge(column, low)
        case "sum_to_be_between":
            return plan.col_sum_ge(column, low)
        case "stdev_to_be_between":
            return plan.col_sd_ge(column, low)
    return None


def on_pointblank() -> Side:
    """pointblank, for what it has built in."""
    import pointblank

    def side(place: Path, entries: list[Entry]) -> Told:
        start = perf_counter()
        plan, n_known = pointblank.Validate(pl.read_parquet(place)), 0
        for entry in entries:
            with_step = _pointblank_step(plan, *entry)
            plan, n_known = with_step or plan, n_known + (with_step is not None)
        read = perf_counter()
        plan.interrogate()
        return read - start, perf_counter() - read, n_known

    return side


def on_file_what_pandera_has() -> Side:
    """This engine on a frame in memory, for what pandera has built in."""
    side = on_frame()
    return lambda place, entries: side(place, [entry for entry in entries if knows_pandera(entry)])


SIDES: dict[str, Callable[[], Side]] = {
    "this engine, file": on_file,
    "this engine, frame": on_frame,
    "GX on pandas": on_pandas,
    "pandera": on_pandera,
    "this engine, pandera's checks": on_file_what_pandera_has,
    "pointblank": on_pointblank,
}
