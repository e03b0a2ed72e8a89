"""What would the familiar figures say, what is right, and why do the two differ?"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops.metrics.horizons import won_within
from revops.metrics.late_entry import ENTRY, watched_from
from revops.metrics.matured import MATURITY_DAYS, has_matured
from revops.metrics.outcomes import LOST, OPEN, WON, lead_outcomes
from revops.text import N_

WHY: Mapping[str, str] = {
    "won_of_created": N_(
        "Leads that came in lately have had no time to be won, and count as if they never would."
    ),
    "lost_as_censored": N_(
        "One minus Kaplan-Meier supposes that a lost lead could still be won if one waited."
    ),
    "median_of_won": N_(
        "The slow ones are still open, so the deals won so far are the quick ones. Beside it: only "
        "leads that came in long enough ago."
    ),
}


def naive_and_right(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    within_days: int = 365,
    maturity_days: int = MATURITY_DAYS,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """What would the familiar figures say, what is right, and why do the two differ?

    One row a figure. Shares: won so far / created so far, and one minus Kaplan-Meier with losses
    censored, each beside the Aalen-Johansen share won within `within_days`. Days: the median from
    lead to won of all won so far, beside that of cohorts at least `maturity_days` old, of which
    with `observed_from` only those created since count. Columns:
    figure, naive_share, right_share, naive_days, right_days, description. The naive figures are
    there to be seen through; no page shows them as a result. Null where not known.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno", "carla", "diego"],
    ...     "created_at": [date(2026, 1, 5)] * 3 + [date(2026, 6, 1)]})
    >>> opportunities = pl.DataFrame({"lead_id": ["ana", "bruno"], "status": ["won", "lost"],
    ...     "created_at": [date(2026, 1, 9)] * 2,
    ...     "closed_at": [date(2026, 2, 25), date(2026, 2, 4)]})
    >>> told = naive_and_right(leads, opportunities, as_of=date(2026, 6, 30), within_days=90,
    ...     maturity_days=90)
    >>> told.select("figure", pl.col("naive_share", "right_share").round(3)).rows()[:2]
    [('won_of_created', 0.25, 0.333), ('lost_as_censored', 0.5, 0.333)]
    """
    every = lead_outcomes(leads, opportunities, as_of)
    watched = watched_from(every, observed_from)
    right = won_within(watched, as_of=as_of, by=[], cohort=None, horizon_days=[within_days])
    censored = watched.with_columns(pl.col("cause").replace(LOST, OPEN))
    naive = won_within(censored, as_of=as_of, by=[], cohort=None, horizon_days=[within_days])
    is_won = pl.col("cause") == WON
    shares = (_share(every), _only(naive))
    whole = is_won & has_matured(as_of, maturity_days) & (pl.col(ENTRY) == 0)
    medians = [
        frame.filter(which).select(pl.col("days").median()).item()
        for frame, which in ((every, is_won), (watched, whole))
    ]
    return pl.DataFrame(
        {
            "figure": list(WHY),
            "naive_share": [*shares, None],
            "right_share": [_only(right), _only(right), None],
            "naive_days": [None, None, medians[0]],
            "right_days": [None, None, medians[1]],
            "description": list(WHY.values()),
        },
        schema=_SHAPE,
    )


def _share(outcomes: pl.DataFrame) -> float | None:
    """Divide what was won so far by all that there is."""
    n_won = outcomes.filter(pl.col("cause") == WON).height
    return n_won / outcomes.height if outcomes.height else None


def _only(read: pl.DataFrame) -> float | None:
    """Give the only value; none where there is nobody."""
    found: float | None = read["value"].item() if read.height else None
    return found


_SHAPE = {
    "figure": pl.String,
    "naive_share": pl.Float64,
    "right_share": pl.Float64,
    "naive_days": pl.Float64,
    "right_days": pl.Float64,
    "description": pl.String,
}
