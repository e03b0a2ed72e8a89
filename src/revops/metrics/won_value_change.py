"""Why did the won value change?"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import polars as pl

from revops.errors import UnknownName
from revops.metrics.change_levels import COHORT, PERIOD, closed_levels, cohort_levels
from revops.metrics.change_windows import Against, Window, change_windows
from revops.metrics.deals import deals, refuse_wins_only
from revops.metrics.figures import figures
from revops.metrics.grouping import segmented
from revops.metrics.lmdi import AFTER, BEFORE, lmdi
from revops.metrics.matured import MATURITY_DAYS
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.people import people
from revops.text import N_

Basis = Literal["period", "cohort"]
MIX = "mix"
_KEY = "__key"


def won_value_change(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    basis: Basis = "period",
    against: Against = "last",
    days: int = 91,
    within_days: int = MATURITY_DAYS,
) -> pl.DataFrame:
    """Why did the won value change?

    The won value of the last `days`, less that of the days before (`against="last"`) or of the
    same days 52 weeks earlier (`"year"`), split into parts that add up to it exactly. One row a
    segment and factor; value: the factor's part. The split is the logarithmic mean Divisia index
    (Ang 2005), over one of two identities. `basis="period"`, by the day of closing: deals closed
    (n_closed) x won of the closed (win_rate) x mean won amount (mean_won_value).
    `basis="cohort"`, by the day on which the lead came in, of leads that came in at least
    `within_days` ago, and of what happened within so many days of it: leads (n_leads) x
    opportunities a lead x closed of the opportunities x won of the closed x mean won amount.
    Cut by segments, the first factor is that of all segments together, and `mix` is the part of
    the segment's share in it; the parts of all segments add up to the whole change too.

    Numerator: the segment's won value now; denominator: before. `before` and `after` are the
    factor itself. A won deal without an amount counts as won and adds nothing. Unit: money of the
    workspace.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"], "lead_id": [None] * 3,
    ...     "status": ["won", "won", "lost"], "amount_base": [100.0, 400.0, 50.0],
    ...     "created_at": [date(2025, 12, 1)] * 3,
    ...     "closed_at": [date(2026, 3, 1), date(2026, 6, 1), date(2026, 3, 2)]})
    >>> parts = won_value_change(deals, as_of=date(2026, 6, 30))
    >>> parts.select("factor", pl.col("value").round(3)).rows()
    [('n_closed', -150.0), ('win_rate', 150.0), ('mean_won_value', 300.0)]
    """
    if basis not in ("period", "cohort"):
        raise UnknownName("basis", basis, ("period", "cohort"))
    until = as_of if basis == "period" else as_of - timedelta(days=within_days)
    windows = change_windows(until, days, against)
    if basis == "period":
        found = deals(opportunities, leads, as_of=as_of, by=by)
        refuse_wins_only(found)
        _refuse_short(found, ("created_at", "closed_at"), windows[0])
        levels = [closed_levels(found, by, each) for each in windows]
        return _shown(_beside(levels, by, PERIOD), by, PERIOD)
    came, found = _of_leads(leads, opportunities, as_of, by)
    _refuse_short(came, ("created_at",), windows[0])
    levels = [cohort_levels(came, found, by, each, within_days) for each in windows]
    return _shown(_beside(levels, by, COHORT), by, COHORT)


def _of_leads(
    leads: pl.DataFrame | None, opportunities: pl.DataFrame, as_of: date, by: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the people with the columns to cut by, and the deals known by the day."""
    if leads is None:
        raise NotComputable(N_("no export gives the table '{table}'"), table="leads")
    found = deals(opportunities, as_of=as_of)
    refuse_wins_only(found)
    return segmented(people(leads, as_of), by), found


def _refuse_short(frame: pl.DataFrame, columns: Sequence[str], window: Window) -> None:
    """Raise where the data begin after the first of the two windows does."""
    first = frame.select(pl.min_horizontal(pl.col(columns).dt.date().min())).item()
    if first is None or first > window[0]:
        raise NotComputable(
            N_("the data do not reach back to the days to compare with ({first} to {last})"),
            first=window[0].isoformat(),
            last=window[1].isoformat(),
        )


def _beside(
    levels: Sequence[pl.DataFrame], by: Sequence[str], chain: Sequence[str]
) -> pl.DataFrame:
    """Put both windows side by side, a row a segment; who is in one of them only has zeros."""
    before, after = (
        each.rename({name: f"{name}_{when}" for name in chain})
        for each, when in zip(levels, (BEFORE, AFTER), strict=True)
    )
    if not by:
        return pl.concat([before, after], how="horizontal").with_columns(pl.all().fill_null(0.0))
    joined = before.join(after, on=list(by), how="full", coalesce=True).sort(*by)
    filled = joined.with_columns(pl.exclude(by).fill_null(0.0))
    totals = (
        pl.col(f"{chain[0]}_{when}").sum().alias(f"{_KEY}_{when}") for when in (BEFORE, AFTER)
    )
    return filled.with_columns(*totals)


def _shown(levels: pl.DataFrame, by: Sequence[str], chain: Sequence[str]) -> pl.DataFrame:
    """Split the change of each segment, a row a factor, in the order of the chain."""
    steps = [_KEY, *chain] if by else list(chain)
    names = [chain[0], MIX, *chain[1:]] if by else list(chain)
    value = [pl.col(f"{chain[-1]}_{when}") for when in (AFTER, BEFORE)]
    parts = levels.with_columns(lmdi(steps))
    rows = [
        parts.select(
            *by,
            pl.lit(name).alias("factor"),
            pl.lit(place).alias("place"),
            *figures(pl.col(step), numerator=value[0], denominator=value[1]),
            *(_factor(steps, place, when).alias(when) for when in (BEFORE, AFTER)),
        )
        for place, (name, step) in enumerate(zip(names, steps, strict=True))
    ]
    return pl.concat(rows).sort(*by, "place").drop("place")


def _factor(steps: Sequence[str], place: int, when: str) -> pl.Expr:
    """Give the factor itself; null where there is nothing to divide by."""
    level = pl.col(f"{steps[place]}_{when}")
    if place == 0:
        return level
    whole = pl.col(f"{steps[place - 1]}_{when}")
    return pl.when(whole != 0).then(level / whole)


WON_VALUE_CHANGE = Metric(
    won_value_change,
    unit="money",
    needs={"opportunities": ("status", "amount_base", "closed_at")},
    param_columns=("factor",),
)
