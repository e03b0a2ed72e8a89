"""Names of the shared tables."""

from revops.text.mark import N_

TABLE_NAMES = {
    "accounts": N_("Accounts"),
    "activities": N_("Activities"),
    "campaigns": N_("Campaigns"),
    "content": N_("Content"),
    "customers": N_("Customers"),
    "decisions": N_("Decisions"),
    "experiments": N_("Experiments"),
    "feedback": N_("Sales feedback"),
    "field_history": N_("Field history"),
    "leads": N_("Leads"),
    "opportunities": N_("Opportunities"),
    "opportunity_people": N_("People on opportunities"),
    "rates": N_("Exchange rates"),
    "stage_history": N_("Stage history"),
    "targets": N_("Targets"),
    "touchpoints": N_("Touchpoints"),
    "users": N_("People of ours"),
}
