"""How many working days has each week? A week with a holiday brings less, and nobody is to ask."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from revops.alignment.unusual.series import DAYS, Floats, per_week
from revops.metrics.business_hours import business_days
from revops.workspace.agreement import Sla

#: A week in which nobody works still has something that can be divided by.
LEAST = 0.5


def working_days(sla: Sla, *, as_of: date, weeks: int) -> Floats:
    """Count the working days of each week, oldest first, by the agreed calendar.

    >>> working_days(Sla(country="CL"), as_of=date(2026, 9, 20), weeks=2).tolist()
    [5.0, 4.0]
    """
    if not weeks:
        return np.zeros(0)
    first = as_of - timedelta(days=DAYS * weeks - 1)
    days = business_days(sla, "UTC", first, as_of)
    opened = days.get_column("opens").cast(pl.Datetime("us")).dt.date()
    return np.maximum(per_week(opened, as_of=as_of, weeks=weeks), LEAST)
