"""Check every table: results, rows set aside, and what is blocked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from revops.checks.agreed import beside
from revops.checks.answerable import unanswered
from revops.checks.blocking import blocked
from revops.checks.border import outcomes
from revops.checks.bounds import Bounds
from revops.checks.failing import FAILING, failing
from revops.checks.flags import with_flags
from revops.checks.given import filled, with_past
from revops.checks.quarantine import QUARANTINED, kept, set_aside
from revops.checks.refused import refused
from revops.checks.results import RESULTS, table_results
from revops.checks.suite import Suite
from revops.checks.suites import load_suites


@dataclass(frozen=True)
class Checked:
    """The tables without the rows set aside, and what was found.

    `blocked` maps a metric's id, or `table:<name>` for every metric that needs that table, to
    the reason. `failing` gives the places of the rows that fail, in the tables as they came in.
    """

    tables: Mapping[str, pl.DataFrame]
    results: pl.DataFrame
    quarantined: pl.DataFrame
    blocked: dict[str, str]
    failing: pl.DataFrame = field(default_factory=FAILING.to_frame)


def _check(
    suite: Suite, tables: Mapping[str, pl.DataFrame], as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Check one table: the results, the rows set aside, those that fail."""
    read = {name for check in suite.expectations for name in check.reads}
    frame = with_flags(suite.name, tables, as_of, read)
    asked = [check for check in suite.expectations if unanswered(check, frame) is None]
    found = outcomes(suite.name, frame, asked)
    told = set_aside(suite, frame, found)
    return table_results(suite, frame, found), told, failing(suite, found)


def run(
    tables: Mapping[str, pl.DataFrame],
    suites: Mapping[str, Path],
    *,
    as_of: date,
    fresh: pl.DataFrame | None = None,
    readings: pl.DataFrame | None = None,
    bounds: Bounds | None = None,
    agreed: Mapping[str, pl.DataFrame] | None = None,
) -> Checked:
    """Run each table's suite on it; a table without a suite passes through untouched.

    `suites` maps a table to its suite file. Instants must carry the workspace's zone already:
    "by the last day that counts" is a matter of calendar days. References between tables are
    judged before any row is set aside. `fresh` holds the results of checks that no suite states
    (the limits on age, what the files tell), `readings` how dates and numbers were read, and
    `bounds` what the suites are given from outside, `agreed` the agreement that flags read. Of
    tables that are not read, each check reads what it needs.
    """
    stated, given = load_suites(suites), bounds or Bounds()
    loaded = {name: filled(suite, given) for name, suite in stated.items()}
    seen = beside(tables, agreed or {})
    parts = {name: _check(suite, seen, as_of) for name, suite in loaded.items() if name in tables}
    others = [RESULTS.to_frame() if fresh is None else fresh]
    if readings is not None:
        others.append(refused(readings, loaded))
    results = pl.concat([RESULTS.to_frame(), *(found for found, *_ in parts.values()), *others])
    results = with_past(results, stated, given)
    told = pl.concat([QUARANTINED.to_frame(), *(told for _, told, _ in parts.values())])
    return Checked(
        tables=kept(tables, told),
        results=results,
        quarantined=told,
        blocked=blocked(results, loaded),
        failing=pl.concat([FAILING.to_frame(), *(places for *_, places in parts.values())]),
    )
