"""decisions.csv: what both teams decided in their weekly meetings, in our own column names."""

import polars as pl

from revops.sample.exports.sheet import Sheet
from revops.sample.facts import rows

FILE = "decisions.csv"


def decisions() -> Sheet:
    """Give one row per event of a decision's life.

    >>> decisions().frame.get_column("event").value_counts(sort=True).row(0)
    ('made', 4)
    """
    told = [{name: cell or None for name, cell in row.items()} for row in rows("decisions")]
    frame = pl.DataFrame(told, infer_schema_length=None)
    return Sheet(FILE, frame.with_columns(params=pl.lit("{}")))
