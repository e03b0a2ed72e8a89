"""Quarantine: rows that fail a critical check of rows are set aside, with file, row and reason.

Of rows that repeat a key, the first stays (in file order, among those that fail nothing else)
and the others are set aside: the record is known, only once. Rows in = rows kept + rows set
aside; nothing is lost.
"""

from collections.abc import Mapping

import polars as pl

from revops import store
from revops.checks.border import Outcome
from revops.checks.kinds import UNIQUE_KINDS
from revops.checks.provenance import raw, record_id
from revops.checks.rows import PLACE, Rows
from revops.checks.suite import Check, Suite
from revops.tables import TABLES

#: One row a row set aside and check that it fails; `place` is its place in the snapshot's table.
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
        "place": pl.UInt32(),
    }
)


def _repeats(frame: Rows, check: Check, rows: pl.Series, stays: pl.Series) -> pl.Series:
    """Keep the first row of each repeated key; give the others."""
    left = rows.filter(stays.gather(rows))
    keys = frame.at(left, check.columns)
    again = keys.select(~pl.struct(check.columns).is_first_distinct())
    return left.filter(again.to_series())


def failing_rows(
    suite: Suite, frame: Rows, outcomes: Mapping[str, Outcome]
) -> dict[str, pl.Series]:
    """List by check the rows that do not stay; checks for repeats come last."""
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
    return found


def _told(suite: Suite, check: Check, frame: Rows, rows: pl.Series) -> pl.DataFrame:
    """Describe the rows that one check sets aside."""
    known = [name for name in ("from_vendor", "from_file", "from_row") if name in frame.columns]
    shown = [*known, *TABLES[suite.name].key, *check.columns]
    few = frame.at(rows, [name for name in frame.columns if name in shown])
    told = few.select(
        pl.lit(suite.name).alias("table"),
        record_id(suite.name, few).alias("record_id"),
        *known,
        pl.lit(check.meta.id).alias("check_id"),
        pl.lit(", ".join(check.columns)).alias("column"),
        pl.lit(check.description).alias("reason"),
        raw(suite.name, check).alias("raw"),
        pl.col(PLACE).alias("place"),
    )
    return pl.concat([QUARANTINED.to_frame(), told], how="diagonal")


def set_aside(suite: Suite, frame: Rows, outcomes: Mapping[str, Outcome]) -> pl.DataFrame:
    """Describe the rows that do not stay: one row a failing row and check."""
    found = failing_rows(suite, frame, outcomes)
    checks = {check.meta.id: check for check in suite.expectations}
    told = [_told(suite, checks[name], frame, rows) for name, rows in found.items()]
    return pl.concat([QUARANTINED.to_frame(), *told])


def kept(tables: Mapping[str, pl.DataFrame], quarantined: pl.DataFrame) -> store.Tables:
    """Give the tables without the rows set aside, unread.

    >>> leads = pl.DataFrame({"lead_id": ["L1", "L2"]})
    >>> aside = pl.DataFrame({"table": ["leads"], "place": [0]})
    >>> kept({"leads": leads}, aside)["leads"]["lead_id"].to_list()
    ['L2']
    """
    stays = store.unread(tables)
    for (name,), rows in quarantined.group_by("table", maintain_order=True):
        gone = pl.col(PLACE).is_in(rows["place"].cast(pl.UInt32).unique().implode())
        stays[str(name)] = stays[str(name)].with_row_index(PLACE).filter(~gone).drop(PLACE)
    return store.Tables(stays)
