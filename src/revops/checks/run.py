"""Check every table: results, rows set aside, and what is blocked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from revops.checks.answerable import unanswered
from revops.checks.blocking import blocked
from revops.checks.border import outcomes
from revops.checks.flags import with_flags
from revops.checks.quarantine import QUARANTINED, set_aside
from revops.checks.refused import refused
from revops.checks.results import RESULTS, table_results
from revops.checks.suite import Suite
from revops.checks.suites import load_suites


@dataclass(frozen=True)
class Checked:
    """The tables without the rows set aside, and what was found.

    `blocked` maps a metric's id, or `table:<name>` for every metric that needs that table, to
    the reason.
    """

    tables: dict[str, pl.DataFrame]
    results: pl.DataFrame
    quarantined: pl.DataFrame
    blocked: dict[str, str]


def _check(
    suite: Suite, tables: Mapping[str, pl.DataFrame], as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Check one table: the rows that stay, the results, the rows set aside."""
    read = {name for check in suite.expectations for name in check.reads}
    frame = with_flags(suite.name, tables, as_of, read)
    asked = [check for check in suite.expectations if unanswered(check, frame) is None]
    found = outcomes(suite.name, frame, asked)
    stays, told = set_aside(suite, frame, found)
    table = tables[suite.name]
    kept = table if stays.all() else table.filter(stays)  # a filter that keeps all still copies
    return kept, table_results(suite, frame, found), told


def run(
    tables: Mapping[str, pl.DataFrame],
    suites: Mapping[str, Path],
    *,
    as_of: date,
    fresh: pl.DataFrame | None = None,
    readings: pl.DataFrame | None = None,
) -> Checked:
    """Run each table's suite on it; a table without a suite passes through untouched.

    `suites` maps a table to its suite file. Instants must carry the workspace's zone already:
    "by the last day that counts" is a matter of calendar days. References between tables are
    judged before any row is set aside. `fresh` holds the results of the limits on age, `readings`
    how dates and numbers were read.
    """
    loaded = load_suites(suites)
    parts = {name: _check(suite, tables, as_of) for name, suite in loaded.items() if name in tables}
    others = [RESULTS.to_frame() if fresh is None else fresh]
    if readings is not None:
        others.append(refused(readings, loaded))
    results = pl.concat([RESULTS.to_frame(), *(found for _, found, _ in parts.values()), *others])
    return Checked(
        tables={**tables, **{name: kept for name, (kept, _, _) in parts.items()}},
        results=results,
        quarantined=pl.concat([QUARANTINED.to_frame(), *(told for _, _, told in parts.values())]),
        blocked=blocked(results, loaded),
    )
