"""The charts, one file each: a frame in, an Altair chart out, and no arithmetic.

Each takes a frame with named columns and the reader's `text`; its title is the question that
it answers, and its description says in words what is drawn.
"""

from revops.charts.change_waterfall import change_waterfall
from revops.charts.cohort_heatmap import cohort_heatmap
from revops.charts.credit_by_model import credit_by_model
from revops.charts.customer_timeline import customer_timeline
from revops.charts.forecast_and_actual import forecast_and_actual
from revops.charts.funnel_bars import funnel_bars
from revops.charts.lead_to_won_curve import lead_to_won_curve
from revops.charts.retention_curve import retention_curve
from revops.charts.revenue_retention_bars import revenue_retention_bars
from revops.charts.roas_bars import roas_bars
from revops.charts.segment_bars import segment_bars
from revops.charts.severity_bars import severity_bars
from revops.charts.speed_to_lead_curve import speed_to_lead_curve
from revops.charts.spend_and_credit import spend_and_credit
from revops.charts.stuck_deals_ages import stuck_deals_ages
from revops.charts.value_touched_bars import value_touched_bars
from revops.charts.weekly_counts import weekly_counts
from revops.charts.won_within import won_within

__all__ = [
    "change_waterfall",
    "cohort_heatmap",
    "credit_by_model",
    "customer_timeline",
    "forecast_and_actual",
    "funnel_bars",
    "lead_to_won_curve",
    "retention_curve",
    "revenue_retention_bars",
    "roas_bars",
    "segment_bars",
    "severity_bars",
    "speed_to_lead_curve",
    "spend_and_credit",
    "stuck_deals_ages",
    "value_touched_bars",
    "weekly_counts",
    "won_within",
]
