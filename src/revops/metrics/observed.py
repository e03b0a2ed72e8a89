"""From which day on were closings, and stages, seen at all? What successive states tell of it.

Where no export tells the history, the load rebuilds it from dated states of the CRM, and marks
each row (`is_rebuilt`). Before the first state nobody watched: what stood in it began earlier, on
a day that is not known.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import polars as pl

from revops.metrics.late_entry import first_day


def closings_observed_from(
    opportunities: pl.DataFrame, stage_history: pl.DataFrame | None
) -> date | None:
    """Give the first day on which a closing could be seen; none where it was always so.

    It is the day of the first state of the deals, where no deal closed before it: then the states
    began without the closed ones, and what was open on that day counts from its age on that day.
    Where the first state does hold earlier closings, it tells of them, and nobody enters late.

    >>> deals = pl.DataFrame({"closed_at": [date(2026, 7, 9), None]})
    >>> history = pl.DataFrame({"object": "opportunity", "is_rebuilt": True,
    ...     "entered_at": [date(2026, 7, 1), date(2026, 7, 8)]})
    >>> closings_observed_from(deals, history)
    datetime.date(2026, 7, 1)
    >>> closings_observed_from(pl.DataFrame({"closed_at": [date(2026, 6, 9)]}), history)
    """
    first = first_state(stage_history, "opportunity")
    if first is None or "closed_at" not in opportunities.columns:
        return None
    earlier = opportunities.filter(pl.col("closed_at").dt.date() < first)
    return None if earlier.height else first


def first_state(history: pl.DataFrame | None, kind: str) -> date | None:
    """Give the day of the first state from which stages of leads, or of deals, were rebuilt.

    Takes a stage history or the visits made from it.

    >>> first_state(pl.DataFrame({"object": ["lead"], "is_rebuilt": [False],
    ...     "entered_at": [date(2026, 7, 1)]}), "lead")
    """
    if history is None or "is_rebuilt" not in history.columns:
        return None
    rebuilt = history.filter(pl.col("object") == kind, pl.col("is_rebuilt").fill_null(False))
    first: date | None = rebuilt.select(pl.col("entered_at").dt.date().min()).item()
    return first


def stages_observed_from(
    visits: pl.DataFrame, kind: str, stages: Iterable[str], observed_from: date | str | None
) -> date | None:
    """Give the first day on which entering these stages could be seen; none where always.

    The day after the first state, where a visit to one of them was rebuilt: what stands in the
    first state entered before. A later day that is given, `observed_from`, holds instead.

    >>> visits = pl.DataFrame({"object": "lead", "stage": ["mql", "won"],
    ...     "is_rebuilt": [True, False], "entered_at": [date(2026, 7, 1), date(2026, 3, 1)]})
    >>> stages_observed_from(visits, "lead", ["mql", "won"], None)
    datetime.date(2026, 7, 2)
    >>> stages_observed_from(visits, "lead", ["won"], None)
    >>> stages_observed_from(visits, "lead", ["won"], "2026-02-01")
    datetime.date(2026, 2, 1)
    """
    days = [first_day(observed_from)]
    concerned = visits.filter(pl.col("stage").is_in(list(stages)))
    if first_state(concerned, kind) is not None:
        first = first_state(visits, kind)
        days.append(first + timedelta(days=1) if first else None)
    return max((day for day in days if day), default=None)
