"""decisions.csv: what both teams decided in their weekly meetings, in our own column names."""

import polars as pl

from revops.sample.exports.sheet import Sheet
from revops.sample.facts import rows
from revops.sample.stories import USUAL, Stories

FILE = "decisions.csv"
#: The decisions that are stories of their own; the others are made in every sample. The first works
#: where the stricter definition is told, and nothing in the simulation answers to the second.
TOLD = {"DEC-01": "decision_that_worked", "DEC-03": "decision_that_did_not"}


def decisions(stories: Stories = USUAL) -> Sheet:
    """Give one row per event of a decision's life.

    >>> decisions().frame.get_column("event").value_counts(sort=True).row(0)
    ('made', 4)
    """
    told = [{name: cell or None for name, cell in row.items()} for row in rows("decisions")]
    frame = pl.DataFrame(told, infer_schema_length=None)
    untold = [one for one, story in TOLD.items() if story not in stories]
    frame = frame.filter(~pl.col("decision_id").is_in(untold))
    return Sheet(FILE, frame)
