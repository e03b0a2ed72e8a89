"""Names of the columns of what customers do after the sale."""

from revops.text.mark import N_

CUSTOMER_COLUMNS = {
    "booked_value": N_("Bought so far"),
    "churned_on": N_("Churned"),
    "contracted_on": N_("Contracted"),
    "expanded_on": N_("Expanded"),
    "first_campaign_id": N_("First campaign"),
    "from_step": N_("From"),
    "kept_value": N_("Revenue kept"),
    "lead_on": N_("First lead"),
    "n_customers": N_("Customers"),
    "n_expanded": N_("Customers who expanded"),
    "n_unvalued": N_("Customers with a change of unknown amount"),
    "n_without_amount": N_("Without a known amount"),
    "onboarded_on": N_("Onboarded"),
    "opportunity_on": N_("Deal opened"),
    "renewed_on": N_("Renewed"),
    "start_value": N_("Revenue at the start"),
    "to_step": N_("To"),
    "with_renewals": N_("Renewals counted"),
}
