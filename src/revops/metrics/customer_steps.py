"""How long does each step of a customer take, from the first touch to the renewal?"""

from datetime import date
from itertools import pairwise

import polars as pl

from revops.metrics.customer_timeline import AFTER, STEPS, customer_timeline
from revops.metrics.incidence import incidence
from revops.metrics.median_days import median_days
from revops.metrics.outcomes import LOST, OPEN, WON

#: One half, less what a sum of shares may lose to rounding.
_HALF = 0.5 - 1e-9


def customer_steps(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    customers: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """How many days does half of the customers take for each step?

    One row a step: from_step, to_step, value (median days), low, high, n (customers that took
    it), n_customers, unit. The steps until the win are those of customers, who have taken them
    all: the plain median of those with both days, its interval from the ranks. The steps after
    the win have not been taken by all: the day on which half of the customers had (Aalen-
    Johansen: a loss ends the wait, the rest are still waiting), null where half have not; its
    interval from the days on which the curve's band crosses one half.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "account_id": ["Aurora"], "lead_id": ["ana"], "amount_base": [900.0],
    ...     "created_at": [date(2026, 2, 9)], "closed_at": [date(2026, 3, 2)]})
    >>> customer_steps(opportunities, as_of=date(2026, 6, 30)).filter(to_step="won_on").select(
    ...     "value", "n").row(0)
    (21.0, 1)
    """
    found = customer_timeline(opportunities, leads, journeys, customers, as_of=as_of)
    before = [_before(found, *pair) for pair in pairwise(STEPS)]
    told = AFTER if customers is not None else ()
    return pl.concat([*before, *(_after(found, step, as_of) for step in told)])


def _before(found: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
    """Take the median of a step that every customer has taken."""
    days = (pl.col(end) - pl.col(start)).dt.total_days()
    taken = found.select(days.alias("days")).drop_nulls()
    middle = median_days(taken, []).select("value", "low", "high")
    return _row(start, end, middle, taken.height, found.height)


def _after(found: pl.DataFrame, end: str, as_of: date) -> pl.DataFrame:
    """Read from the curve when half of the customers had taken a step after the win."""
    churned = pl.lit(None, pl.Date) if end == "churned_on" else pl.col("churned_on")
    took = pl.col(end).is_not_null() & (churned.is_null() | (pl.col(end) <= churned))
    ended = pl.when(took).then(end).otherwise(pl.coalesce(churned, pl.lit(as_of)))
    cause = pl.when(took).then(WON).when(churned.is_not_null()).then(LOST).otherwise(OPEN)
    times = found.select(
        (ended - pl.col("won_on")).dt.total_days().alias("days"), cause.alias("cause")
    )
    curve = incidence(times)
    half = {"value": "won_share", "low": "won_high", "high": "won_low"}
    middle = curve.select(
        pl.col("days").filter(pl.col(share) >= _HALF).min().cast(pl.Float64).alias(name)
        for name, share in half.items()
    )
    n = times.filter(pl.col("cause") == WON).height
    return _row("won_on", end, middle, n, found.height)


def _row(start: str, end: str, middle: pl.DataFrame, n: int, n_customers: int) -> pl.DataFrame:
    """Write one step."""
    names = pl.DataFrame({"from_step": [start], "to_step": [end]})
    counts = pl.DataFrame({"n": [n], "n_customers": [n_customers], "unit": ["days"]})
    return pl.concat([names, middle, counts], how="horizontal")
