"""What came back of what was spent, and what can be said of it: credit, cost, experiments."""

from revops.alignment.returned.answers_table import answers_agreement, answers_and_touches
from revops.alignment.returned.calibrated import NOT_BY_EXPERIMENT, calibrated
from revops.alignment.returned.cohorts import return_by_age
from revops.alignment.returned.experiments_beside import experiments_beside
from revops.alignment.returned.gaps import spend_without_touches, touches_without_spend
from revops.alignment.returned.kappa import kappa
from revops.alignment.returned.platforms import platform_and_ours
from revops.alignment.returned.reported import reported_shares
from revops.alignment.returned.verdicts import VERDICTS, credit_verdicts

__all__ = [
    "NOT_BY_EXPERIMENT",
    "VERDICTS",
    "answers_agreement",
    "answers_and_touches",
    "calibrated",
    "credit_verdicts",
    "experiments_beside",
    "kappa",
    "platform_and_ours",
    "reported_shares",
    "return_by_age",
    "spend_without_touches",
    "touches_without_spend",
]
