"""Names of the topics of notes, and of what the page on promises writes."""

from revops.text.mark import N_

TOPIC_NAMES = {
    "competitor": N_("Competitor"),
    "decision_process": N_("Decision process"),
    "ease_of_use": N_("Ease of use"),
    "integration": N_("Integration"),
    "missing_feature": N_("Missing feature"),
    "no_need": N_("No need"),
    "price": N_("Price"),
    "security": N_("Security"),
    "support": N_("Support"),
    "timing": N_("Timing"),
}

PROMISE_COLUMNS = {
    "elsewhere_share": N_("In conversations of other campaigns"),
    "first_topic": N_("Commonest reason"),
    "is_enough": N_("Read well enough"),
    "measured_on": N_("Measured on"),
    "n_conversations": N_("First conversations"),
    "n_from_notes": N_("Read from notes"),
    "n_labelled": N_("Notes labelled with it"),
    "n_losses": N_("Losses with a topic"),
    "n_matured": N_("Leads old enough"),
    "n_read": N_("Notes read as it"),
    "n_tagged": N_("Tagged in the CRM"),
    "n_unread": N_("Not read"),
    "n_without_promise": N_("Without a promise"),
    "n_without_topic": N_("Without a topic"),
    "p_value": N_("Chance of this by luck"),
    "precision_high_share": N_("Precision, at most"),
    "precision_low_share": N_("Precision, at least"),
    "precision_share": N_("Precision"),
    "promise_lost": N_("Lost over the promise"),
    "promise_share": N_("Touch the promise"),
    "promise_touched": N_("First conversations that touch the promise"),
    "promised_topic": N_("Promised topic"),
    "recall_high_share": N_("Recall, at most"),
    "recall_low_share": N_("Recall, at least"),
    "recall_share": N_("Recall"),
    "topic_raised": N_("Bring the topic up"),
    "topic": N_("Topic"),
    "unread_share": N_("Share not read"),
    "won_high_share": N_("Won, at most"),
    "won_low_share": N_("Won, at least"),
}

PROMISE_VALUES = {
    "own": N_("Your own notes"),
    "shipped": N_("The project's notes"),
}
