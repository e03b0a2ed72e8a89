"""What suites are given from outside: bounds that earlier loads set, and what people agreed on.

An entry names such a value as `{"$PARAMETER": name}`, as Great Expectations does. It is filled in
before the engine sees the suite, so that the rows that fail are found by the same value. An entry
that is given nothing has no data.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from revops.checks.bounds import ENOUGH, Bounds, Given
from revops.checks.kinds import PARAMETER
from revops.checks.suite import Check, Suite


def _by_loads(check: Check, bounds: Bounds, table: str) -> bool:
    """Say whether earlier loads set a value of the check."""
    return bool(set(check.parameters) & set(bounds.from_loads.get(table, {})))


def _filled(check: Check, given: Given, severity: str) -> Check:
    """Fill in the values of one check."""

    def value(told: Any) -> Any:
        return given[told[PARAMETER]] if isinstance(told, dict) and PARAMETER in told else told

    kwargs = {key: value(told) for key, told in check.kwargs.items()}
    return check.model_copy(update={"kwargs": kwargs, "severity": severity})


def filled(suite: Suite, bounds: Bounds) -> Suite:
    """Fill in a suite's values; with too few earlier loads, what they set is info only."""
    given = bounds.of(suite.name)
    is_new = bounds.n_loads.get(suite.name, 0) < ENOUGH
    checks = [
        _filled(
            check,
            given,
            "info" if is_new and _by_loads(check, bounds, suite.name) else check.severity,
        )
        if set(check.parameters) <= set(given)
        else check
        for check in suite.expectations
    ]
    return suite.model_copy(update={"expectations": checks})


def _sentence(check: Check, bounds: Bounds, table: str) -> str:
    """Say what the earlier loads make of a check.

    >>> check = Check(
    ...     type="expect_table_row_count_to_be_between",
    ...     kwargs={"min_value": {"$PARAMETER": "rows_low"}}, severity="warning",
    ...     description="As usual.", meta={"id": "leads.x", "owner": "both", "guards": []},
    ... )
    >>> _sentence(check, Bounds({"leads": {"rows_low": 909}}, {"leads": 1}), "leads")
    '1 earlier load: at least 909'
    """
    given, n = bounds.of(table), bounds.n_loads[table]
    words = {"min_value": "at least", "max_value": "at most"}
    told = [
        f"{word} {given[check.kwargs[key][PARAMETER]]:,}"
        for key, word in words.items()
        if isinstance(check.kwargs.get(key), dict)
    ]
    return f"{n} earlier load{'' if n == 1 else 's'}: {', '.join(told)}"


def with_past(results: pl.DataFrame, suites: Mapping[str, Suite], bounds: Bounds) -> pl.DataFrame:
    """Say at each failed check that earlier loads set how many they are, and what they set."""
    said = dict(_said(suites, bounds))
    sentence = pl.col("check_id").replace_strict(said, default=None, return_dtype=pl.String)
    is_asked = sentence.is_not_null() & (pl.col("status") == "failed")
    is_count = pl.col("type") == "expect_table_row_count_to_be_between"
    rows = pl.format("{}; {} rows now", sentence, "n_rows")
    now = pl.when(is_count).then(rows).otherwise(sentence)
    return results.with_columns(
        examples=pl.when(is_asked).then(pl.concat_list(now)).otherwise("examples")
    )


def _said(suites: Mapping[str, Suite], bounds: Bounds) -> Iterator[tuple[str, str]]:
    for table, suite in suites.items():
        for check in suite.expectations:
            is_given = set(check.parameters) <= set(bounds.of(table))
            if is_given and _by_loads(check, bounds, table):
                yield check.meta.id, _sentence(check, bounds, table)
