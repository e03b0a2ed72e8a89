"""Names of the columns that tell what failures touch."""

from revops.text.mark import N_

DEFECT_COLUMNS = {
    "earlier_rate": N_("Passed at the load before"),
    "freed_value": N_("Freed by mending down to here"),
    "metrics": N_("Metrics"),
    "moves": N_("With and without these records"),
    "n_deals": N_("Deals"),
    "n_deals_without_value": N_("Deals without a value"),
    "n_critical": N_("Critical problems"),
    "n_warning": N_("Warnings"),
    "open_value": N_("Open pipeline"),
    "rank": N_("No."),
    "rests": N_("Money that rests on it"),
    "should_hold": N_("What should hold"),
    "spend_value": N_("Spend behind it"),
    "where": N_("Where"),
}
