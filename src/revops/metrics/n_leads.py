"""How many leads are there?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import counted
from revops.metrics.grouping import segmented, summed
from revops.metrics.metric import Metric
from revops.metrics.people import people, since_day


def n_leads(
    leads: pl.DataFrame, *, as_of: date, by: Sequence[str] = (), since: date | None = None
) -> pl.DataFrame:
    """How many leads are there?

    Persons known to the CRM on the as-of day; a record merged into another does not count.
    `since` keeps those created on or after that day. Unit: leads.

    >>> from datetime import datetime
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "original_source": ["email", None],
    ...     "created_at": [datetime(2026, 1, 5), datetime(2026, 1, 9)]})
    >>> n_leads(leads, as_of=date(2026, 6, 30))["value"].item()
    2.0
    >>> n_leads(leads, as_of=date(2026, 6, 30), by=["original_source"]).rows()[0][:2]
    ('(blank)', 1.0)
    """
    found = people(leads, as_of).filter(since_day("created_at", since))
    counts = summed(segmented(found, by), by, pl.len().alias("n"))
    return counts.select(*by, *counted())


N_LEADS = Metric(n_leads, unit="count", needs={"leads": ("lead_id",)})
