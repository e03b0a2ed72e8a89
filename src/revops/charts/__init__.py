"""The charts, one file each: a frame in, an Altair chart out, and no arithmetic.

Each takes a frame with named columns and the reader's `text`; its title is the question that
it answers, and its description says in words what is drawn.
"""

from revops.charts.answers_heatmap import answers_heatmap
from revops.charts.change_waterfall import change_waterfall
from revops.charts.cohort_heatmap import cohort_heatmap
from revops.charts.credit_by_model import credit_by_model
from revops.charts.credit_picked import credit_picked
from revops.charts.credit_range import credit_range
from revops.charts.customer_timeline import customer_timeline
from revops.charts.forecast_and_actual import forecast_and_actual
from revops.charts.funnel_bars import funnel_bars
from revops.charts.lead_to_won_curve import lead_to_won_curve
from revops.charts.promise_heatmap import promise_heatmap
from revops.charts.retention_curve import retention_curve
from revops.charts.revenue_retention_bars import revenue_retention_bars
from revops.charts.roas_bars import roas_bars
from revops.charts.run_trend import run_trend
from revops.charts.segment_bars import segment_bars
from revops.charts.severity_bars import severity_bars
from revops.charts.speed_to_lead_curve import speed_to_lead_curve
from revops.charts.spend_and_credit import spend_and_credit
from revops.charts.stuck_deals_ages import stuck_deals_ages
from revops.charts.team_touch_days import team_touch_days
from revops.charts.topic_months import topic_months
from revops.charts.value_touched_bars import value_touched_bars
from revops.charts.verdicts_by_week import verdicts_by_week
from revops.charts.weekly_counts import weekly_counts
from revops.charts.won_within import won_within

__all__ = [
    "answers_heatmap",
    "change_waterfall",
    "cohort_heatmap",
    "credit_by_model",
    "credit_picked",
    "credit_range",
    "customer_timeline",
    "forecast_and_actual",
    "funnel_bars",
    "lead_to_won_curve",
    "promise_heatmap",
    "retention_curve",
    "revenue_retention_bars",
    "roas_bars",
    "run_trend",
    "segment_bars",
    "severity_bars",
    "speed_to_lead_curve",
    "spend_and_credit",
    "stuck_deals_ages",
    "team_touch_days",
    "topic_months",
    "value_touched_bars",
    "verdicts_by_week",
    "weekly_counts",
    "won_within",
]
