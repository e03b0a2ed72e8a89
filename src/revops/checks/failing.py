"""Which rows fail which check: places in the snapshot's tables, of every severity."""

from collections.abc import Mapping

import polars as pl

from revops.checks.border import Outcome
from revops.checks.suite import Suite

#: One row a failed check of rows; `rows` are places in the snapshot's table, before any row is
#: set aside.
FAILING = pl.Schema({"check_id": pl.String(), "table": pl.String(), "rows": pl.List(pl.UInt32())})


def failing(suite: Suite, outcomes: Mapping[str, Outcome]) -> pl.DataFrame:
    """Give one row a failed check of rows, in the order of the suite file: the places that fail."""
    failed = [
        check.meta.id
        for check in suite.expectations
        if check.is_row_level
        and check.meta.id in outcomes
        and outcomes[check.meta.id].status == "failed"
    ]
    if not failed:
        return FAILING.to_frame()
    rows = pl.concat([outcomes[name].rows.implode() for name in failed])  # never as Python's
    return pl.DataFrame({"check_id": failed, "table": suite.name, "rows": rows})
