"""Every measure that is looked at, week by week, as far as the workspace's exports go."""

from contextlib import suppress
from datetime import date

import polars as pl

from revops import known
from revops.alignment.unusual.of_deals import of_deals
from revops.alignment.unusual.of_feedback import of_feedback
from revops.alignment.unusual.of_follow_up import of_follow_up
from revops.alignment.unusual.of_leads import of_leads
from revops.alignment.unusual.rules import NORMAL
from revops.alignment.unusual.rules import WEEKS as LOOKS
from revops.alignment.unusual.series import Series
from revops.metrics.metric import NotComputable
from revops.workspace.agreement import Sla

#: So many weeks are enough for every rule.
WEEKS = NORMAL + max(LOOKS.values())


def watched(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    sla: Sla,
    activities: pl.DataFrame | None = None,
    feedback: pl.DataFrame | None = None,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    weeks: int = WEEKS,
) -> list[Series]:
    """Give the series of every measure; those of a table that no export gives are left out."""
    people = known.leads(leads, as_of)
    found = [
        *of_leads(people, as_of=as_of, weeks=weeks),
        *of_deals(known.deals(opportunities, as_of), sla, as_of=as_of, weeks=weeks),
    ]
    if activities is not None and people.height:
        with suppress(NotComputable):  # nobody was handed over, or nobody works
            found += of_follow_up(people, activities, sla, visits, as_of=as_of, weeks=weeks)
    if feedback is not None:
        remarks = known.events(feedback, "given_at", as_of)
        found += of_feedback(remarks, sla, as_of=as_of, weeks=weeks)
    return found
