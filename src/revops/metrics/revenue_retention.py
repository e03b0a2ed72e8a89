"""Gross and net revenue retention side by side: the rows of one chart and table."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import COHORT, Cohort
from revops.metrics.revenue_kept import YEAR, retention, revenue_kept
from revops.metrics.rows import HORIZON

MEASURES = {"gross_revenue_retention": "kept", "net_revenue_retention": "kept_more"}


def revenue_retention(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    cohort: Cohort | None = None,
    horizon_days: Sequence[int] = YEAR,
) -> pl.DataFrame:
    """How much of the revenue that customers began with is kept, and how much with expansions?

    The rows of `gross_revenue_retention` and `net_revenue_retention`, with `measure` (which of
    the two) after horizon_days; kept_value / start_value is the value.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "account_id": ["Aurora"], "amount_base": [800.0], "created_at": [date(2025, 1, 5)],
    ...     "closed_at": [date(2025, 3, 3)]})
    >>> customers = pl.DataFrame({"account_id": ["Aurora"], "event": ["expanded"],
    ...     "opportunity_id": ["d2"], "occurred_at": [date(2025, 9, 1)], "amount_base": [200.0]})
    >>> both = revenue_retention(opportunities, customers, as_of=date(2026, 6, 30))
    >>> both.select("measure", "value").rows()
    [('gross_revenue_retention', 1.0), ('net_revenue_retention', 1.25)]
    """
    rows = revenue_kept(
        opportunities, customers, leads, journeys, campaigns,
        as_of=as_of, by=by, cohort=cohort, horizon_days=horizon_days,
    )  # fmt: skip
    keys = [*by, *([COHORT] if cohort else [])]
    both = pl.concat(
        retention(rows, column, keys, is_cohort=cohort is not None).with_columns(
            pl.lit(measure).alias("measure"), pl.lit("share").alias("unit")
        )
        for measure, column in MEASURES.items()
    )
    both = both.rename({"numerator": "kept_value", "denominator": "start_value"})
    first = [*keys, HORIZON, "measure"]
    return both.select(*first, pl.all().exclude(first)).sort(first)
