"""Which dated rows fall into the period that a page asks for, both ends included."""

from datetime import date

import polars as pl

from revops.errors import BadParameter


def in_period(
    column: str,
    *,
    as_of: date,
    since: date | None = None,
    until: date | None = None,
    undated: bool = False,
) -> pl.Expr:
    """Say whether an instant or day lies in the period and not after the as-of day.

    A row without a date cannot be put in time; `undated` says whether it counts.

    >>> rows = pl.DataFrame({"on": [date(2026, 1, 5), date(2026, 2, 5), None]})
    >>> keep = in_period("on", as_of=date(2026, 6, 30), since=date(2026, 2, 1))
    >>> rows.select(keep)["on"].to_list()
    [False, True, False]
    """
    if since and until and since > until:
        raise BadParameter(f"since ({since}) is after until ({until}); swap them.")
    day = pl.col(column).dt.date()
    inside = day <= min(as_of, until or as_of)
    if since is not None:
        inside &= day >= since
    return inside.fill_null(undated)
