"""How many leads were converted?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import counted
from revops.metrics.grouping import segmented, summed
from revops.metrics.metric import Metric
from revops.metrics.people import people, since_day


def n_converted_leads(
    leads: pl.DataFrame, *, as_of: date, by: Sequence[str] = (), since: date | None = None
) -> pl.DataFrame:
    """How many leads were converted?

    Leads that the CRM made into a contact (Salesforce's "convert") by the as-of day. `since`
    keeps those converted on or after that day. Unit: leads.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "is_converted": [True, False],
    ...     "created_at": [date(2026, 1, 5), date(2026, 1, 9)],
    ...     "converted_at": [date(2026, 2, 1), None]})
    >>> n_converted_leads(leads, as_of=date(2026, 6, 30))["value"].item()
    1.0
    >>> n_converted_leads(leads, as_of=date(2026, 1, 31))["value"].item()
    0.0
    """
    found = people(leads, as_of)
    meant = pl.col("is_converted").fill_null(False) & since_day("converted_at", since)
    counts = summed(segmented(found, by), by, meant.sum().alias("n"))
    return counts.select(*by, *counted())


N_CONVERTED_LEADS = Metric(n_converted_leads, unit="count", needs={"leads": ("is_converted",)})
