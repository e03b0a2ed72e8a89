"""What a replay reads: the records of a workspace that say something about its leads.

A table that no export gives is null; a definition that needs it is then not computable.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from revops.metrics.metric import NotComputable
from revops.metrics.people import people
from revops.text import N_


@dataclass(frozen=True)
class Facts:
    """The tables as known on the last day that counts."""

    leads: pl.DataFrame
    touchpoints: pl.DataFrame | None = None
    activities: pl.DataFrame | None = None
    accounts: pl.DataFrame | None = None
    field_history: pl.DataFrame | None = None

    def rows(self, table: str) -> pl.LazyFrame:
        """Give a table; one without an export is not computable."""
        frame: pl.DataFrame | None = getattr(self, table)
        if frame is None:
            raise NotComputable(N_("no export gives the table '{table}'"), table=table)
        return frame.lazy()

    def known_leads(self, as_of: date) -> pl.DataFrame:
        """Give each lead a number (`n`) in a fixed order, and the day on which it was known.

        Columns: all of the leads, n, created_on. A lead without a creation date has no past.

        >>> from datetime import datetime
        >>> leads = pl.DataFrame({"lead_id": ["bruno", "ana"],
        ...     "created_at": [datetime(2026, 1, 5), datetime(2026, 1, 3)]})
        >>> Facts(leads).known_leads(date(2026, 6, 30)).select("n", "lead_id").rows()
        [(0, 'ana'), (1, 'bruno')]
        """
        dated = people(self.leads, as_of).filter(pl.col("created_at").is_not_null())
        return (
            dated.sort("lead_id")
            .with_row_index("n")
            .with_columns(pl.col("created_at").dt.date().alias("created_on"))
        )
