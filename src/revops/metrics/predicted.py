"""What each version of the qualified-lead definition is meant to predict."""

from collections.abc import Sequence

import polars as pl

from revops.workspace.qualified_lead import QualifiedLead


def predicted(versions: Sequence[QualifiedLead]) -> pl.DataFrame:
    """Give one row a version: version, outcome, within_days.

    >>> from revops.workspace.qualified_lead import Criterion
    >>> version = QualifiedLead(version="a", criteria=[Criterion(id="b", sql="attended_webinar")])
    >>> predicted([version]).row(0)
    ('a', 'opportunity', 90)
    """
    rows = [(each.version, each.predicts.outcome, each.predicts.within_days) for each in versions]
    schema = {"version": pl.String, "outcome": pl.String, "within_days": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
