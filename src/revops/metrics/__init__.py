"""The metrics: one question a file, one definition for both teams.

Each function takes tables and the as-of day and gives, per segment, the number with its
interval and the counts behind it; its record in `METRICS` says the unit and what it needs.
Functions that give rows to act on, or curves to draw, stand beside them without a record.

>>> METRICS["win_rate"].question
'Of the deals that closed, how many were won?'
"""

from revops.metrics.attempted_share import ATTEMPTED_SHARE, attempted_share
from revops.metrics.both_teams import both_teams
from revops.metrics.cac import CAC, cac
from revops.metrics.cac_payback_days import CAC_PAYBACK_DAYS, cac_payback_days
from revops.metrics.churned_share import CHURNED_SHARE, churned_share
from revops.metrics.common_paths import common_paths
from revops.metrics.contact_attempts import contact_attempts
from revops.metrics.converted_lead_won_share import (
    CONVERTED_LEAD_WON_SHARE,
    converted_lead_won_share,
)
from revops.metrics.credit_ranks import credit_ranks
from revops.metrics.credited_value import CREDITED_VALUE, credited_value
from revops.metrics.customer_steps import customer_steps
from revops.metrics.customer_timeline import customer_timeline
from revops.metrics.customer_value import CUSTOMER_VALUE, customer_value
from revops.metrics.expansion_value import EXPANSION_VALUE, expansion_value
from revops.metrics.expected_wins import EXPECTED_WINS, expected_wins
from revops.metrics.expected_won_value import EXPECTED_WON_VALUE, expected_won_value
from revops.metrics.first_win import first_win_day
from revops.metrics.followup_sla_share import FOLLOWUP_SLA_SHARE, followup_sla_share
from revops.metrics.followup_states import followup_states
from revops.metrics.followups import followups
from revops.metrics.forecast_backtest import forecast_backtest
from revops.metrics.forecast_calibration import forecast_calibration
from revops.metrics.forecast_errors import forecast_errors
from revops.metrics.funnel_steps import FUNNEL_STEPS, funnel_steps
from revops.metrics.gross_revenue_retention import (
    GROSS_REVENUE_RETENTION,
    gross_revenue_retention,
)
from revops.metrics.lead_to_won_share import LEAD_TO_WON_SHARE, lead_to_won_share
from revops.metrics.leads_past_deadline import leads_past_deadline
from revops.metrics.ltv_to_cac import LTV_TO_CAC, ltv_to_cac
from revops.metrics.median_hours_to_touch import MEDIAN_HOURS_TO_TOUCH, median_hours_to_touch
from revops.metrics.median_lead_to_won_days import MEDIAN_LEAD_TO_WON_DAYS, median_lead_to_won_days
from revops.metrics.median_lead_to_won_days_matured import (
    MEDIAN_LEAD_TO_WON_DAYS_MATURED,
    median_lead_to_won_days_matured,
)
from revops.metrics.median_stage_days import MEDIAN_STAGE_DAYS, median_stage_days
from revops.metrics.median_won_cycle_days import MEDIAN_WON_CYCLE_DAYS, median_won_cycle_days
from revops.metrics.median_won_cycle_days_matured import (
    MEDIAN_WON_CYCLE_DAYS_MATURED,
    median_won_cycle_days_matured,
)
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.missed_deadline_share import MISSED_DEADLINE_SHARE, missed_deadline_share
from revops.metrics.model_spread import model_spread
from revops.metrics.n_converted_leads import N_CONVERTED_LEADS, n_converted_leads
from revops.metrics.n_leads import N_LEADS, n_leads
from revops.metrics.n_leads_past_deadline import N_LEADS_PAST_DEADLINE, n_leads_past_deadline
from revops.metrics.n_lost import N_LOST, n_lost
from revops.metrics.n_open import N_OPEN, n_open
from revops.metrics.n_opportunities import N_OPPORTUNITIES, n_opportunities
from revops.metrics.n_slipped_deals import N_SLIPPED_DEALS, n_slipped_deals
from revops.metrics.n_stuck_deals import N_STUCK_DEALS, n_stuck_deals
from revops.metrics.n_won import N_WON, n_won
from revops.metrics.naive_and_right import naive_and_right
from revops.metrics.net_revenue_retention import NET_REVENUE_RETENTION, net_revenue_retention
from revops.metrics.opportunity_won_share import OPPORTUNITY_WON_SHARE, opportunity_won_share
from revops.metrics.pipeline_velocity import PIPELINE_VELOCITY, pipeline_velocity
from revops.metrics.qualified_precision import QUALIFIED_PRECISION, qualified_precision
from revops.metrics.retained_curve import retained_curve
from revops.metrics.retained_share import RETAINED_SHARE, retained_share
from revops.metrics.revenue_retention import revenue_retention
from revops.metrics.roas import ROAS, roas
from revops.metrics.rows import rows
from revops.metrics.slipped_deals import slipped_deals
from revops.metrics.speed_to_lead_curve import speed_to_lead_curve
from revops.metrics.speed_to_lead_share import SPEED_TO_LEAD_SHARE, speed_to_lead_share
from revops.metrics.spend import SPEND, spend
from revops.metrics.stage_conversion import STAGE_CONVERSION, stage_conversion
from revops.metrics.stage_counts import stage_counts
from revops.metrics.stuck_deals import stuck_deals
from revops.metrics.stuck_value import STUCK_VALUE, stuck_value
from revops.metrics.team_touch_days import team_touch_days
from revops.metrics.team_touches import team_touches
from revops.metrics.time_lag import time_lag
from revops.metrics.unattributed_reasons import unattributed_reasons
from revops.metrics.win_chances import win_chances
from revops.metrics.win_rate import WIN_RATE, win_rate
from revops.metrics.won_curve import won_curve
from revops.metrics.won_curves_differ import won_curves_differ
from revops.metrics.won_share_difference import WON_SHARE_DIFFERENCE, won_share_difference
from revops.metrics.won_value import WON_VALUE, won_value
from revops.metrics.won_value_change import WON_VALUE_CHANGE, won_value_change
from revops.metrics.worked_share import WORKED_SHARE, worked_share

_RECORDS = (
    ATTEMPTED_SHARE, CAC, CAC_PAYBACK_DAYS, CHURNED_SHARE, CONVERTED_LEAD_WON_SHARE,
    CREDITED_VALUE, CUSTOMER_VALUE, EXPANSION_VALUE, EXPECTED_WINS, EXPECTED_WON_VALUE,
    FOLLOWUP_SLA_SHARE, FUNNEL_STEPS, GROSS_REVENUE_RETENTION, LEAD_TO_WON_SHARE, LTV_TO_CAC,
    MEDIAN_HOURS_TO_TOUCH, MEDIAN_LEAD_TO_WON_DAYS, MEDIAN_LEAD_TO_WON_DAYS_MATURED,
    MEDIAN_STAGE_DAYS, MEDIAN_WON_CYCLE_DAYS, MEDIAN_WON_CYCLE_DAYS_MATURED,
    MISSED_DEADLINE_SHARE, NET_REVENUE_RETENTION, N_CONVERTED_LEADS, N_LEADS,
    N_LEADS_PAST_DEADLINE, N_LOST, N_OPEN, N_OPPORTUNITIES, N_SLIPPED_DEALS, N_STUCK_DEALS,
    N_WON, OPPORTUNITY_WON_SHARE, PIPELINE_VELOCITY, QUALIFIED_PRECISION, RETAINED_SHARE, ROAS,
    SPEED_TO_LEAD_SHARE, SPEND, STAGE_CONVERSION, STUCK_VALUE, WIN_RATE, WON_SHARE_DIFFERENCE,
    WON_VALUE, WON_VALUE_CHANGE, WORKED_SHARE,
)  # fmt: skip
METRICS: dict[str, Metric] = {metric.id: metric for metric in _RECORDS}

__all__ = [
    "METRICS",
    "Metric",
    "NotComputable",
    "attempted_share",
    "both_teams",
    "cac",
    "cac_payback_days",
    "churned_share",
    "common_paths",
    "contact_attempts",
    "converted_lead_won_share",
    "credit_ranks",
    "credited_value",
    "customer_steps",
    "customer_timeline",
    "customer_value",
    "expansion_value",
    "expected_wins",
    "expected_won_value",
    "first_win_day",
    "followup_sla_share",
    "followup_states",
    "followups",
    "forecast_backtest",
    "forecast_calibration",
    "forecast_errors",
    "funnel_steps",
    "gross_revenue_retention",
    "lead_to_won_share",
    "leads_past_deadline",
    "ltv_to_cac",
    "median_hours_to_touch",
    "median_lead_to_won_days",
    "median_lead_to_won_days_matured",
    "median_stage_days",
    "median_won_cycle_days",
    "median_won_cycle_days_matured",
    "missed_deadline_share",
    "model_spread",
    "n_converted_leads",
    "n_leads",
    "n_leads_past_deadline",
    "n_lost",
    "n_open",
    "n_opportunities",
    "n_slipped_deals",
    "n_stuck_deals",
    "n_won",
    "naive_and_right",
    "net_revenue_retention",
    "opportunity_won_share",
    "pipeline_velocity",
    "qualified_precision",
    "retained_curve",
    "retained_share",
    "revenue_retention",
    "roas",
    "rows",
    "slipped_deals",
    "speed_to_lead_curve",
    "speed_to_lead_share",
    "spend",
    "stage_conversion",
    "stage_counts",
    "stuck_deals",
    "stuck_value",
    "team_touch_days",
    "team_touches",
    "time_lag",
    "unattributed_reasons",
    "win_chances",
    "win_rate",
    "won_curve",
    "won_curves_differ",
    "won_share_difference",
    "won_value",
    "won_value_change",
    "worked_share",
]
