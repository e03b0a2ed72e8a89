"""Words for why a cell or row was set aside, and by which rule records were merged."""

from revops.text.mark import N_

REASONS = {
    "e-mail": N_("E-mail"),
    "merged in the CRM": N_("merged in the CRM"),
    "not a date": N_("not a date"),
    "not a number": N_("not a number"),
    "not a whole number": N_("not a whole number"),
    "not a yes or no": N_("not a yes or no"),
    "tax id": N_("Tax number"),
    "the decimal mark is another one": N_("the decimal mark is another one"),
    "the order of day and month is not known": N_("the order of day and month is not known"),
    "the row has more cells than the header": N_("the row has more cells than the header"),
    "the row has no key": N_("the row has no key"),
    "the row's key does not cast": N_("the row's key does not cast"),
}

#: What starts the follow-up clock, as words inside a reason.
CLOCK_STARTS = (N_("routed"), N_("qualified"), N_("created"))
