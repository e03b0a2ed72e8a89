"""Quarantine: rows that fail a critical check of rows are set aside, with file, row and reason.

Of rows that repeat a key, the first stays (in file order, among those that fail nothing else)
and the others are set aside: the record is known, only once. Rows in = rows kept + rows set
aside; nothing is lost.
"""

from collections.abc import Mapping

import polars as pl

from revops.checks.border import Outcome
from revops.checks.kinds import UNIQUE_KINDS
from revops.checks.provenance import raw, record_id
from revops.checks.suite import Check, Suite
from revops.tables import TABLES

QUARANTINED = pl.Schema(
    {
        "table": pl.String(),
        "record_id": pl.String(),
        "from_vendor": pl.String(),
        "from_file": pl.String(),
        "from_row": pl.Int64(),
        "check_id": pl.String(),
        "column": pl.String(),
        "reason": pl.String(),
        "raw": pl.String(),
    }
)


def _repeats(frame: pl.DataFrame, check: Check, rows: pl.Series, stays: pl.Series) -> pl.Series:
    """Keep the first row of each repeated key; give the others."""
    left = rows.filter(stays.gather(rows))
    again = frame.select(check.columns)[left].select(~pl.struct(pl.all()).is_first_distinct())
    return left.filter(again.to_series())


def failing_rows(
    suite: Suite, frame: pl.DataFrame, outcomes: Mapping[str, Outcome]
) -> tuple[pl.Series, dict[str, pl.Series]]:
    """Say which rows stay, and list by check those that do not; checks for repeats come last."""
    failed = [
        check
        for check in suite.expectations
        if check.severity == "critical"
        and check.is_row_level
        and check.meta.id in outcomes
        and outcomes[check.meta.id].status == "failed"
    ]
    found: dict[str, pl.Series] = {}
    stays = pl.repeat(True, frame.height, eager=True)
    for check in sorted(failed, key=lambda check: check.type in UNIQUE_KINDS):
        rows = outcomes[check.meta.id].rows
        if check.type in UNIQUE_KINDS:
            rows = _repeats(frame, check, rows, stays)
        found[check.meta.id] = rows
        stays.scatter(rows, False)
    return stays, found


def _told(suite: Suite, check: Check, frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Describe the rows that one check sets aside."""
    known = [name for name in ("from_vendor", "from_file", "from_row") if name in frame.columns]
    shown = [*known, *TABLES[suite.name].key, *check.columns]
    told = frame.select(name for name in frame.columns if name in shown)[rows].select(
        pl.lit(suite.name).alias("table"),
        record_id(suite.name, frame).alias("record_id"),
        *known,
        pl.lit(check.meta.id).alias("check_id"),
        pl.lit(", ".join(check.columns)).alias("column"),
        pl.lit(check.description).alias("reason"),
        raw(suite.name, check).alias("raw"),
    )
    return pl.concat([QUARANTINED.to_frame(), told], how="diagonal")


def set_aside(
    suite: Suite, frame: pl.DataFrame, outcomes: Mapping[str, Outcome]
) -> tuple[pl.Series, pl.DataFrame]:
    """Say which rows stay, and describe those that do not: one row a failing row and check."""
    stays, found = failing_rows(suite, frame, outcomes)
    checks = {check.meta.id: check for check in suite.expectations}
    told = [_told(suite, checks[name], frame, rows) for name, rows in found.items()]
    return stays, pl.concat([QUARANTINED.to_frame(), *told])
