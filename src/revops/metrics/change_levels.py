"""The chains of levels behind the won value: of a period's closed deals, and of a cohort of leads.

Two identities, each exact, and never a mixture of the two:

    of a period:   value = closed * won / closed * value / won
    of a cohort:   value = leads * opportunities / lead * closed / opportunity * won / closed
                           * value / won

A period counts what closed in it, whenever it began. A cohort counts the leads that came in, and
of their deals only what happened within the same number of days, so that both cohorts had as long.
"""

from collections.abc import Sequence

import polars as pl

from revops.metrics.change_windows import Window
from revops.metrics.grouping import exact_sum, summed

PERIOD = ("n_closed", "win_rate", "mean_won_value")
COHORT = ("n_leads", "opportunities_per_lead", "closed_share", "win_rate", "mean_won_value")


def closed_levels(deals: pl.DataFrame, by: Sequence[str], days: Window) -> pl.DataFrame:
    """Count per segment the deals closed in some days, those won, and what they were worth.

    >>> from datetime import date
    >>> closed = pl.DataFrame({"closed_at": [date(2026, 6, 1)] * 2, "status": ["won", "lost"],
    ...     "amount_base": [900.0, None]})
    >>> closed_levels(closed, [], (date(2026, 6, 1), date(2026, 6, 30))).row(0)
    (2.0, 1.0, 900.0)
    """
    closed = deals.filter(pl.col("closed_at").dt.date().is_between(*days))
    won = pl.col("status") == "won"
    levels = (won | (pl.col("status") == "lost")).sum(), won.sum(), exact_sum(_worth(won))
    return _named(closed, by, PERIOD, levels)


def cohort_levels(
    leads: pl.DataFrame, deals: pl.DataFrame, by: Sequence[str], days: Window, within: int
) -> pl.DataFrame:
    """Count per segment the leads of some days, and of their deals what happened in time.

    `leads` has the columns to cut by. Each deal is counted on the day of its lead.

    >>> from datetime import date
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [date(2026, 1, 5)] * 2})
    >>> deals = pl.DataFrame({"lead_id": ["ana"], "created_at": [date(2026, 1, 9)],
    ...     "closed_at": [date(2026, 2, 1)], "status": ["won"], "amount_base": [900.0]})
    >>> cohort_levels(leads, deals, [], (date(2026, 1, 1), date(2026, 1, 31)), 90).row(0)
    (2.0, 1.0, 1.0, 1.0, 900.0)
    """
    began = pl.col("created_at").dt.date()
    came = leads.filter(began.is_between(*days)).with_columns(began.alias("came_on"))
    of_them = deals.select(
        "lead_id", "status", "amount_base", opened_on=began, closed_on=pl.col("closed_at").dt.date()
    )
    joined = came.join(of_them, on="lead_id", how="left", maintain_order="left")
    opened, closed = (_in_time(name, within) for name in ("opened_on", "closed_on"))
    won = opened & closed & (pl.col("status") == "won").fill_null(False)
    lost = opened & closed & (pl.col("status") == "lost").fill_null(False)
    levels = (
        pl.col("lead_id").n_unique(),
        opened.sum(),
        (won | lost).sum(),
        won.sum(),
        exact_sum(_worth(won)),
    )
    return _named(joined, by, COHORT, levels)


def _in_time(column: str, within: int) -> pl.Expr:
    """Say whether something happened within so many days of the lead's coming in."""
    days = (pl.col(column) - pl.col("came_on")).dt.total_days()
    return (days <= within).fill_null(False)


def _worth(won: pl.Expr) -> pl.Expr:
    """Give the amounts of the won deals; one without an amount adds nothing."""
    return pl.when(won).then(pl.col("amount_base"))


def _named(
    frame: pl.DataFrame, by: Sequence[str], names: Sequence[str], levels: Sequence[pl.Expr]
) -> pl.DataFrame:
    """Add the levels up by segment, each under the name of the factor that it ends."""
    named = zip(names, levels, strict=True)
    return summed(frame, by, *(level.cast(pl.Float64).alias(name) for name, level in named))
