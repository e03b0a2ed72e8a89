"""The question that a metric answers: the title of its charts."""

from revops.text import N_, Text

QUESTIONS = {
    "attempted_share": N_("What share of leads was tried as often as agreed?"),
    "cac": N_("What does it cost to win a customer?"),
    "cac_payback_days": N_("How soon does a customer pay back its cost?"),
    "churned_share": N_("What share of customers is lost?"),
    "converted_lead_won_share": N_("What share of converted leads was won?"),
    "credited_value": N_("How much of the value won is credited to each?"),
    "customer_value": N_("What does a customer bring?"),
    "expansion_value": N_("How much do customers add?"),
    "expected_wins": N_("How many open deals will be won?"),
    "expected_won_value": N_("What will the open deals bring?"),
    "followup_sla_share": N_("What share of qualified leads was followed up as agreed?"),
    "funnel_steps": N_("What share goes on to the next stage?"),
    "gross_revenue_retention": N_("How much of the revenue is kept?"),
    "lead_to_won_share": N_("What share of leads was won?"),
    "ltv_to_cac": N_("Does a customer bring more than it costs?"),
    "median_hours_to_touch": N_("How many hours until half of the leads are touched?"),
    "median_lead_to_won_days": N_("How long from lead to won, among the won?"),
    "median_lead_to_won_days_matured": N_("How long from lead to won, in cohorts old enough?"),
    "median_stage_days": N_("How long does half stay in each stage?"),
    "median_won_cycle_days": N_("How long does a won deal take?"),
    "median_won_cycle_days_matured": N_("How long does a won deal take, in cohorts old enough?"),
    "missed_deadline_share": N_("What share of leads missed the follow-up deadline?"),
    "n_converted_leads": N_("How many leads were converted?"),
    "n_leads": N_("How many leads came?"),
    "n_leads_past_deadline": N_("How many leads wait past the follow-up deadline?"),
    "n_lost": N_("How many deals were lost?"),
    "n_open": N_("How many deals are open?"),
    "n_opportunities": N_("How many opportunities were opened?"),
    "n_slipped_deals": N_("How many deals have slipped?"),
    "n_stuck_deals": N_("How many deals are stuck?"),
    "n_won": N_("How many deals were won?"),
    "net_revenue_retention": N_("How much revenue is there with expansions?"),
    "opportunity_won_share": N_("What share of opportunities was won?"),
    "pipeline_velocity": N_("How much does the pipeline win a day?"),
    "promise_touched": N_("Does the first conversation touch the promise?"),
    "qualified_precision": N_("What share of qualified leads reaches the outcome?"),
    "retained_share": N_("What share of customers stays?"),
    "roas": N_("Does the credited value cover what was spent?"),
    "speed_to_lead_share": N_("What share of leads is touched in time?"),
    "spend": N_("Where was the money spent?"),
    "stage_conversion": N_("What share reaches the later stage in time?"),
    "stuck_value": N_("What are the stuck deals worth?"),
    "win_rate": N_("What share of closed deals was won?"),
    "won_value": N_("How much was won?"),
    "won_value_change": N_("Why did the won value change?"),
    "worked_share": N_("What share of leads due has anybody tried?"),
}


def question(metric: str, text: Text) -> str:
    """Ask what a metric answers; a metric without a question of its own is named.

    >>> from revops import text
    >>> question("n_leads", text.load("en"))
    'How many leads came?'
    """
    if metric in QUESTIONS:
        return text(QUESTIONS[metric])
    return text(N_("{metric}: how does it compare?"), metric=text.label(metric))
