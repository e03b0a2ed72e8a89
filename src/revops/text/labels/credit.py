"""Names of the columns and reasons of the page about credit."""

from revops.text.mark import N_

CREDIT_COLUMNS = {
    "first_share": N_("Chance of most credit"),
    "journeys_share": N_("Share of journeys"),
    "level": N_("Level"),
    "median_days_before": N_("Middle touch, days before the win"),
    "median_touches": N_("Median touches"),
    "n_expired": N_("Expired"),
    "n_first_touches": N_("Wins it touched first"),
    "n_journeys": N_("Journeys"),
    "n_last_touches": N_("Wins it touched last"),
    "n_touches_made": N_("Touches"),
    "p25_days": N_("A quarter within (days)"),
    "p50_days": N_("Half within (days)"),
    "p75_days": N_("Three quarters within (days)"),
    "p90_days": N_("Nine tenths within (days)"),
    "path": N_("Path"),
    "published_value": N_("Published total"),
    "removal_effect": N_("Removal effect"),
    "touched_wins_share": N_("Share of the touched wins"),
    "top_three_share": N_("Chance to be among the three with most"),
    "why_unattributed": N_("Why"),
    "wins": N_("Wins"),
}

CREDIT_VALUES = {
    "every_win": N_("Every touched win"),
    "old_enough": N_("First touch long enough ago"),
    "no_closing_day": N_("It has no closing day"),
    "no_lead": N_("Nobody is named on the deal or its account"),
    "no_touches_recorded": N_("No touch of its people is recorded"),
    "people_not_in_crm": N_("Its people are not among the leads"),
    "touches_after_win": N_("Touches only after the win"),
    "touches_before_lookback": N_("Touches only before the lookback"),
}
