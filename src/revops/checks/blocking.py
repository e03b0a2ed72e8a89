"""Blocking: which metrics must not be shown, and why, in a sentence each."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from revops.checks.suite import Suite


def _reason(result: Mapping[str, Any], tolerance: float) -> str:
    """Say as fact what failed, how much of it, and where it is listed."""
    table, said, check = result["table"], result["description"], result["check_id"]
    if result["status"] == "missing column":
        return (
            f"The table {table} lacks a column ({result['column']}) for the check {check}: {said}"
        )
    if result["status"] == "error":
        return f"The check {check} on {table} could not be run: {said}"
    if result["n_failed"] is None:
        return f"The table {table} as a whole fails the check {check}: {said}"
    return (
        f"{result['n_failed']} of {result['n_rows']} rows of {table} fail the check {check}, "
        f"more than the tolerated {tolerance:.0%}: {said}"
    )


def blocked(results: pl.DataFrame, suites: Mapping[str, Suite]) -> dict[str, str]:
    """Give for each blocked metric its reasons.

    A check that guards `*` blocks every metric that needs its table; checks know no metrics, so
    it is given under the key `table:<name>` for the caller to resolve.
    """
    reasons: dict[str, list[str]] = {}
    for result in results.filter("blocks").to_dicts():
        suite = suites.get(result["table"])
        sentence = _reason(result, suite.tolerance if suite else 0)
        for guard in result["guards"]:
            key = f"table:{result['table']}" if guard == "*" else guard
            reasons.setdefault(key, []).append(sentence)
    return {key: " ".join(reasons[key]) for key in sorted(reasons)}
