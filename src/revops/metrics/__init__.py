"""The metrics: one question a file, one definition for both teams.

Each function takes tables and the as-of day and gives, per segment, the number with its
interval and the counts behind it; its record in `METRICS` says the unit and what it needs.
Functions that give rows to act on, or curves to draw, stand beside them without a record.

>>> METRICS["win_rate"].question
'Of the deals that closed, how many were won?'
"""

from revops.metrics.cac import CAC, cac
from revops.metrics.converted_lead_won_share import (
    CONVERTED_LEAD_WON_SHARE,
    converted_lead_won_share,
)
from revops.metrics.credited_value import CREDITED_VALUE, credited_value
from revops.metrics.first_win import first_win_day
from revops.metrics.followups import followups
from revops.metrics.funnel_steps import FUNNEL_STEPS, funnel_steps
from revops.metrics.lead_to_won_share import LEAD_TO_WON_SHARE, lead_to_won_share
from revops.metrics.leads_past_deadline import leads_past_deadline
from revops.metrics.median_lead_to_won_days import MEDIAN_LEAD_TO_WON_DAYS, median_lead_to_won_days
from revops.metrics.median_lead_to_won_days_matured import (
    MEDIAN_LEAD_TO_WON_DAYS_MATURED,
    median_lead_to_won_days_matured,
)
from revops.metrics.median_won_cycle_days import MEDIAN_WON_CYCLE_DAYS, median_won_cycle_days
from revops.metrics.median_won_cycle_days_matured import (
    MEDIAN_WON_CYCLE_DAYS_MATURED,
    median_won_cycle_days_matured,
)
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.missed_deadline_share import MISSED_DEADLINE_SHARE, missed_deadline_share
from revops.metrics.n_converted_leads import N_CONVERTED_LEADS, n_converted_leads
from revops.metrics.n_leads import N_LEADS, n_leads
from revops.metrics.n_leads_past_deadline import N_LEADS_PAST_DEADLINE, n_leads_past_deadline
from revops.metrics.n_lost import N_LOST, n_lost
from revops.metrics.n_open import N_OPEN, n_open
from revops.metrics.n_opportunities import N_OPPORTUNITIES, n_opportunities
from revops.metrics.n_stuck_deals import N_STUCK_DEALS, n_stuck_deals
from revops.metrics.n_won import N_WON, n_won
from revops.metrics.opportunity_won_share import OPPORTUNITY_WON_SHARE, opportunity_won_share
from revops.metrics.roas import ROAS, roas
from revops.metrics.rows import rows
from revops.metrics.spend import SPEND, spend
from revops.metrics.stage_conversion import STAGE_CONVERSION, stage_conversion
from revops.metrics.stuck_deals import stuck_deals
from revops.metrics.stuck_value import STUCK_VALUE, stuck_value
from revops.metrics.win_rate import WIN_RATE, win_rate
from revops.metrics.won_curve import won_curve
from revops.metrics.won_value import WON_VALUE, won_value

METRICS: dict[str, Metric] = {
    metric.id: metric
    for metric in (
        CAC,
        CONVERTED_LEAD_WON_SHARE,
        CREDITED_VALUE,
        FUNNEL_STEPS,
        LEAD_TO_WON_SHARE,
        MEDIAN_LEAD_TO_WON_DAYS,
        MEDIAN_LEAD_TO_WON_DAYS_MATURED,
        MEDIAN_WON_CYCLE_DAYS,
        MEDIAN_WON_CYCLE_DAYS_MATURED,
        MISSED_DEADLINE_SHARE,
        N_CONVERTED_LEADS,
        N_LEADS,
        N_LEADS_PAST_DEADLINE,
        N_LOST,
        N_OPEN,
        N_OPPORTUNITIES,
        N_STUCK_DEALS,
        N_WON,
        OPPORTUNITY_WON_SHARE,
        ROAS,
        SPEND,
        STAGE_CONVERSION,
        STUCK_VALUE,
        WIN_RATE,
        WON_VALUE,
    )
}

__all__ = [
    "METRICS",
    "Metric",
    "NotComputable",
    "cac",
    "converted_lead_won_share",
    "credited_value",
    "first_win_day",
    "followups",
    "funnel_steps",
    "lead_to_won_share",
    "leads_past_deadline",
    "median_lead_to_won_days",
    "median_lead_to_won_days_matured",
    "median_won_cycle_days",
    "median_won_cycle_days_matured",
    "missed_deadline_share",
    "n_converted_leads",
    "n_leads",
    "n_leads_past_deadline",
    "n_lost",
    "n_open",
    "n_opportunities",
    "n_stuck_deals",
    "n_won",
    "opportunity_won_share",
    "roas",
    "rows",
    "spend",
    "stage_conversion",
    "stuck_deals",
    "stuck_value",
    "win_rate",
    "won_curve",
    "won_value",
]
