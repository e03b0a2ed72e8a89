"""Names of what is told of the questions for the conversation."""

from revops.text.mark import N_

QUESTION_COLUMNS = {
    "about": N_("About"),
    "normal_high": N_("Normal, at most"),
    "normal_low": N_("Normal, at least"),
    "out_of": N_("Out of"),
    "p": N_("Chance by noise alone"),
    "past_weeks": N_("Weeks taken for normal"),
    "weeks": N_("Weeks looked at"),
    "went": N_("Went"),
}
QUESTION_VALUES = {
    "four_weeks": N_("Four weeks together"),
    "n_disqualified": N_("Leads dropped after contact"),
    "n_handed": N_("Leads handed over"),
    "n_leads_of_source": N_("Leads of a source"),
    "n_rejected": N_("Leads handed back"),
    "n_topic": N_("Mentions of a topic"),
    "run": N_("Run of eight weeks"),
}
