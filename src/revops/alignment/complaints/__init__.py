"""The two complaints between marketing and sales, tested on the same leads."""

from revops.alignment.complaints.by_week import complaints_by_week
from revops.alignment.complaints.counts import verdict_counts, verdict_values
from revops.alignment.complaints.engagement import prior_engagement
from revops.alignment.complaints.never_handed import met_never_handed
from revops.alignment.complaints.population import complaint_population
from revops.alignment.complaints.shares import complaint_shares
from revops.alignment.complaints.turned_away import turned_away
from revops.alignment.complaints.verdicts import VERDICTS, complaint_verdicts
from revops.alignment.complaints.worked import worked_and_unworked

__all__ = [
    "VERDICTS",
    "complaint_population",
    "complaint_shares",
    "complaint_verdicts",
    "complaints_by_week",
    "met_never_handed",
    "prior_engagement",
    "turned_away",
    "verdict_counts",
    "verdict_values",
    "worked_and_unworked",
]
