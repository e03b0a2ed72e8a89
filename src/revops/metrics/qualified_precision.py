"""Of the leads that met the definition, what share reaches what it predicts?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.metric import Metric, NotComputable
from revops.metrics.outcome_within import outcome_within
from revops.metrics.predicted import predicted
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead


def qualified_precision(
    qualified: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
    by: Sequence[str] = ("version",),
) -> pl.DataFrame:
    """Of the leads that met the definition, what share reaches what it predicts?

    Leads that met the version in force on that day for the first time, by what was known then;
    from that day to the lead's first opportunity (or first won one, as the version predicts),
    within the version's days. Cumulative incidence by Aalen-Johansen: who is too young is
    censored, and for `won` a lead lost in all its deals can no longer be won. Numerator: reached
    in time so far; denominator: leads that met it and had not reached the outcome before
    (n_before). Only criteria that can be told as of the day count: a version that has none has
    no precision without hindsight. 95 % interval, pointwise. Unit: share 0 to 1.

    >>> from revops.workspace.qualified_lead import Criterion
    >>> version = QualifiedLead(version="a", criteria=[Criterion(id="b", sql="attended_webinar")])
    >>> met = pl.DataFrame({"lead_id": ["ana", "bruno"], "version": ["a", "a"],
    ...     "met_on": [date(2026, 1, 9)] * 2, "qualified_by": ["dated"] * 2})
    >>> deals = pl.DataFrame({"lead_id": ["ana"], "status": ["open"],
    ...     "created_at": [date(2026, 1, 19)], "closed_at": [None]},
    ...     schema_overrides={"closed_at": pl.Date})
    >>> qualified_precision(met, deals, [version], as_of=date(2026, 6, 30)).select(
    ...     "version", "value", "numerator", "denominator").row(0)
    ('a', 0.5, 1.0, 2.0)
    """
    known = qualified.filter(pl.col("qualified_by") == "dated")
    if known.is_empty():
        raise NotComputable(
            N_("no lead met a version of the definition by criteria that were known on the day")
        )
    members = known.join(predicted(qualified_lead), on="version", maintain_order="left")
    return outcome_within(members, opportunities, by=by, as_of=as_of)


QUALIFIED_PRECISION = Metric(
    qualified_precision,
    unit="share",
    needs={"qualified": ("lead_id", "met_on"), "opportunities": ("lead_id",)},
    agreement=("stages.csv",),
    param_columns=("outcome",),
)
