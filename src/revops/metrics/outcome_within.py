"""What share of some leads reaches the outcome that their definition predicts, in its time?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import segmented
from revops.metrics.horizons import won_within
from revops.metrics.reached import Outcome, reached
from revops.metrics.rows import FIGURES, HORIZON

_PREDICTED = ("outcome", "within_days")


def outcome_within(
    members: pl.DataFrame, opportunities: pl.DataFrame, *, by: Sequence[str], as_of: date
) -> pl.DataFrame:
    """Give the share that reaches the outcome within its days, per segment: Aalen-Johansen.

    `members` has lead_id, met_on, outcome, within_days and the columns to cut by. Columns: *by,
    outcome, horizon_days, value, low, high, numerator (reached in time so far), denominator
    (leads that had not reached it before met_on), n_before (those that had, and are left out).

    >>> members = pl.DataFrame({"lead_id": ["ana", "bruno"], "met_on": [date(2026, 1, 9)] * 2,
    ...     "outcome": ["opportunity"] * 2, "within_days": [90] * 2})
    >>> deals = pl.DataFrame({"lead_id": ["ana"], "status": ["open"],
    ...     "created_at": [date(2026, 1, 19)], "closed_at": [None]},
    ...     schema_overrides={"closed_at": pl.Date})
    >>> outcome_within(members, deals, by=[], as_of=date(2026, 6, 30))["value"].item()
    0.5
    """
    parts = members.partition_by(_PREDICTED, as_dict=True, maintain_order=True)
    read = [
        _read(part, opportunities, by, as_of, outcome, int(days)).select(
            *by, pl.lit(outcome).alias("outcome"), pl.exclude(*by, "outcome")
        )
        for (outcome, days), part in sorted(parts.items())
    ]
    return pl.concat(read).sort(*by, "outcome", HORIZON) if read else _nothing(by)


def _read(
    members: pl.DataFrame,
    opportunities: pl.DataFrame,
    by: Sequence[str],
    as_of: date,
    outcome: Outcome,
    days: int,
) -> pl.DataFrame:
    """Read the share of leads with one outcome and one horizon."""
    cut = segmented(members, by)
    told = reached(cut, opportunities, outcome=outcome, as_of=as_of)
    before = told.group_by(by or pl.lit(0).alias("_")).agg(
        pl.col("was_before").sum().cast(pl.Int64).alias("n_before")
    )
    shares = won_within(
        told.filter(~pl.col("was_before")), as_of=as_of, by=by, cohort=None, horizon_days=[days]
    ).select(*by, HORIZON, *FIGURES)
    if by:
        return shares.join(before, on=list(by), how="left", maintain_order="left")
    return shares.with_columns(before["n_before"])


def _nothing(by: Sequence[str]) -> pl.DataFrame:
    """Give the columns with no rows."""
    cut = dict.fromkeys(by, pl.String()) | {"outcome": pl.String(), HORIZON: pl.Int64()}
    figures = dict.fromkeys(FIGURES, pl.Float64()) | {"n_before": pl.Int64()}
    return pl.DataFrame(schema={**cut, **figures})
