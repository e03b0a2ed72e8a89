"""What the two teams look at together: pace, changes, what to act on, and wins."""

from revops.alignment.changes import changes, last_week
from revops.alignment.coherence import (
    conversations_read,
    mismatched_campaigns,
    mismatched_promises,
    promise_coherence,
    promise_coherence_total,
    promises_and_losses,
    promises_and_topics,
    reader_figures,
)
from revops.alignment.complaints import (
    complaint_population,
    complaint_shares,
    complaint_verdicts,
    complaints_by_week,
    met_never_handed,
    prior_engagement,
    turned_away,
    verdict_counts,
    verdict_values,
    worked_and_unworked,
)
from revops.alignment.deals_put_off import deals_put_off
from revops.alignment.deals_to_move import deals_to_move
from revops.alignment.decided import decisions_due, decisions_judged
from revops.alignment.flows import flows
from revops.alignment.heard import (
    answers_before_after,
    content_in_deals,
    heard_by_month,
    heard_by_topic,
    heard_summary,
    heard_this_week,
    made_together,
    requested,
)
from revops.alignment.leads_to_call import leads_to_call
from revops.alignment.pace import pace
from revops.alignment.removal_and_credit import removal_and_credit
from revops.alignment.returned import (
    answers_agreement,
    answers_and_touches,
    calibrated,
    credit_verdicts,
    experiments_beside,
    platform_and_ours,
    reported_shares,
    return_by_age,
    spend_without_touches,
    touches_without_spend,
)
from revops.alignment.unusual import questions
from revops.alignment.win_stories import win_stories, wins_total
from revops.alignment.wins import wins

__all__ = [
    "answers_agreement",
    "answers_and_touches",
    "answers_before_after",
    "calibrated",
    "changes",
    "complaint_population",
    "complaint_shares",
    "complaint_verdicts",
    "complaints_by_week",
    "content_in_deals",
    "conversations_read",
    "credit_verdicts",
    "deals_put_off",
    "deals_to_move",
    "decisions_due",
    "decisions_judged",
    "experiments_beside",
    "flows",
    "heard_by_month",
    "heard_by_topic",
    "heard_summary",
    "heard_this_week",
    "last_week",
    "leads_to_call",
    "made_together",
    "met_never_handed",
    "mismatched_campaigns",
    "mismatched_promises",
    "pace",
    "platform_and_ours",
    "prior_engagement",
    "promise_coherence",
    "promise_coherence_total",
    "promises_and_losses",
    "promises_and_topics",
    "questions",
    "reader_figures",
    "removal_and_credit",
    "reported_shares",
    "requested",
    "return_by_age",
    "spend_without_touches",
    "touches_without_spend",
    "turned_away",
    "verdict_counts",
    "verdict_values",
    "win_stories",
    "wins",
    "wins_total",
    "worked_and_unworked",
]
