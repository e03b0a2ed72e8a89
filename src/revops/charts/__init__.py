"""The charts, one file each: a frame in, an Altair chart out, and no arithmetic.

Each takes a frame with named columns and the reader's `text`; its title is the question that
it answers, and its description says in words what is drawn.
"""

from revops.charts.cohort_heatmap import cohort_heatmap
from revops.charts.credit_by_model import credit_by_model
from revops.charts.funnel_bars import funnel_bars
from revops.charts.lead_to_won_curve import lead_to_won_curve
from revops.charts.roas_bars import roas_bars
from revops.charts.segment_bars import segment_bars
from revops.charts.severity_bars import severity_bars
from revops.charts.spend_and_credit import spend_and_credit
from revops.charts.stuck_deals_ages import stuck_deals_ages
from revops.charts.weekly_counts import weekly_counts
from revops.charts.won_within import won_within

__all__ = [
    "cohort_heatmap",
    "credit_by_model",
    "funnel_bars",
    "lead_to_won_curve",
    "roas_bars",
    "segment_bars",
    "severity_bars",
    "spend_and_credit",
    "stuck_deals_ages",
    "weekly_counts",
    "won_within",
]
