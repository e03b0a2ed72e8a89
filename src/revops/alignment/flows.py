"""What happened between two days: leads made, deals opened, won and lost, and the value won.

These are events of the period, counted by their own date. A deal opened here may be won in
another period: dividing one by the other gives no conversion rate.
"""

from datetime import date

import polars as pl

from revops import known


def _between(frame: pl.DataFrame, column: str, days: tuple[date, date]) -> pl.DataFrame:
    return frame.filter(pl.col(column).dt.date().is_between(*days))


def flows(
    leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, days: tuple[date, date]
) -> dict[str, float | None]:
    """Count a period's events, by metric id; null where what is behind it is never known.

    >>> from datetime import datetime
    >>> people = pl.DataFrame({"lead_id": ["L1", "L2"],
    ...     "created_at": [datetime(2026, 6, 1), datetime(2026, 5, 1)]})
    >>> deals = pl.DataFrame({"opportunity_id": ["O1"], "created_at": [datetime(2026, 5, 2)],
    ...     "closed_at": [datetime(2026, 6, 3)], "status": ["won"], "amount_base": [900.0]})
    >>> june = (date(2026, 6, 1), date(2026, 6, 30))
    >>> flows(people, deals, as_of=date(2026, 6, 30), days=june)["won_value"]
    900.0
    """
    people = _between(known.leads(leads, as_of), "created_at", days)
    deals = known.deals(opportunities, as_of)
    closed = _between(deals, "closed_at", days)
    won = closed.filter(pl.col("status") == "won")
    amounts = won.get_column("amount_base")
    valued = amounts.count() > 0 or (won.is_empty() and deals.get_column("amount_base").count() > 0)
    losses = deals.is_empty() or not deals.get_column("status").eq("won").all()
    dated = deals.get_column("created_at").null_count() < deals.height or deals.is_empty()
    return {
        "n_leads": float(people.height),
        "n_opportunities": float(_between(deals, "created_at", days).height) if dated else None,
        "n_won": float(won.height),
        "n_lost": float(closed.filter(pl.col("status") == "lost").height) if losses else None,
        "won_value": float(amounts.sum()) if valued else None,
    }
