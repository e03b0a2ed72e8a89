"""Names of the metrics and of the columns that a metric's result has."""

from revops.text.mark import N_

METRIC_NAMES = {
    "cac": N_("Cost per customer won (CAC)"),
    "converted_lead_won_share": N_("Share of converted leads won"),
    "credited_value": N_("Credited value"),
    "lead_to_won_share": N_("Share of leads won"),
    "median_lead_to_won_days": N_("Median days from lead to won"),
    "median_lead_to_won_days_matured": N_("Median days from lead to won, matured cohorts"),
    "median_won_cycle_days": N_("Median days from opportunity to won"),
    "median_won_cycle_days_matured": N_("Median days from opportunity to won, matured cohorts"),
    "n_converted_leads": N_("Converted leads"),
    "n_leads": N_("Number of leads"),
    "n_lost": N_("Deals lost"),
    "n_open": N_("Open deals"),
    "n_opportunities": N_("Number of opportunities"),
    "n_won": N_("Deals won"),
    "opportunity_won_share": N_("Share of opportunities won"),
    "past_deadline": N_("Leads past the follow-up deadline"),
    "roas": N_("Return on ad spend (ROAS)"),
    "spend": N_("Spend"),
    "stage_conversion": N_("Stage conversion"),
    "stuck_deals": N_("Stuck deals"),
    "win_rate": N_("Win rate"),
    "won_value": N_("Value won"),
}

RESULT_COLUMNS = {
    "as_of": N_("As of"),
    "cohort": N_("Cohort"),
    "conversions": N_("Conversions"),
    "credit": N_("Credit"),
    "credited_conversions": N_("Credited conversions"),
    "definition_hash": N_("Definition"),
    "denominator": N_("Out of"),
    "dimension": N_("Cut by"),
    "horizon_days": N_("Days since the start"),
    "is_immature": N_("Too young to compare"),
    "model": N_("Model"),
    "n_at_risk": N_("Still open (at risk)"),
    "numerator": N_("Count"),
    "open_share": N_("Share still open"),
    "segment": N_("Segment"),
    "unit": N_("Unit"),
}
