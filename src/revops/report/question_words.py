"""The words of the questions for the conversation: the fact and what to ask about it.

Each way asks both teams, and takes neither's side.
"""

from typing import Any

from revops.text import N_, Text

ASK = {
    "n_leads": {
        "up": N_("What brought them, and is there time to follow them up?"),
        "down": N_("What changed in what brings leads: spend, pages, forms or tracking?"),
    },
    "n_leads_of_source": {
        "up": N_("What changed in this source, and are these the leads we agreed on?"),
        "down": N_("What changed in this source: spend, campaigns, forms or tracking?"),
    },
    "n_handed": {
        "up": N_("What changed in what is handed over, and is there time for it?"),
        "down": N_("Did fewer leads come, or did fewer qualify?"),
    },
    "missed_deadline_share": {
        "up": N_("What changed in routing, or in the time there is to call?"),
        "down": N_("What helped, and can it stay?"),
    },
    "n_rejected": {
        "up": N_("Which reasons stand out, and does the agreed definition cover them?"),
        "down": N_("What changed in what is handed over, or in how it is looked at?"),
    },
    "n_disqualified": {
        "up": N_("Which reasons stand out, and could they have been seen earlier?"),
        "down": N_("What changed in the conversations, or in who is talked to?"),
    },
    "n_opportunities": {
        "up": N_("Where do they come from, and is there time for them?"),
        "down": N_("At which step do leads stay behind?"),
    },
    "n_won": {
        "up": N_("What made the difference, and can it be repeated?"),
        "down": N_("What holds back those expected?"),
    },
    "n_lost": {
        "up": N_("Which reasons stand out?"),
        "down": N_("Were fewer lost, or were fewer decided at all?"),
    },
    "won_value": {
        "up": N_("Which deals made it, and what can be learnt from them?"),
        "down": N_("Were the deals fewer, smaller or later?"),
    },
    "n_topic": {
        "up": N_("What answers it, and who makes what is missing?"),
        "down": N_("What answered it, or is it no longer asked about?"),
    },
}


def fact(row: dict[str, Any], text: Text, currency: str) -> str:
    """Write the figure behind one question.

    >>> from revops.text import load
    >>> fact({"measure": "n_lost", "value": 2.0}, load("en"), "USD")
    '2 deals were lost'
    """
    if row["measure"] == "won_value":
        return text("{value} was won", value=text.money(row["value"], currency, 0))
    of_leads = _of_leads(row, text, round(row["value"]))
    return of_leads or _of_deals(row, text, round(row["value"]))


def _of_leads(row: dict[str, Any], text: Text, n: int) -> str:
    """Write what happened to leads."""
    match row["measure"]:
        case "n_leads":
            return text.plural("{n} lead came", "{n} leads came", n=n)
        case "n_leads_of_source":
            return text.plural(
                "{n} lead came from {about}",
                "{n} leads came from {about}",
                n=n,
                about=_about(row, text),
            )
        case "n_handed":
            return text.plural("{n} lead was handed over", "{n} leads were handed over", n=n)
        case "missed_deadline_share":
            return text(
                "{n} of {out_of} leads due for a first contact did not get it in time",
                n=n,
                out_of=row["out_of"],
            )
        case "n_rejected":
            return text.plural("{n} lead was handed back", "{n} leads were handed back", n=n)
        case "n_disqualified":
            return text.plural("{n} lead was dropped", "{n} leads were dropped", n=n)
    return ""


def _of_deals(row: dict[str, Any], text: Text, n: int) -> str:
    """Write what happened to deals, and what buyers brought up."""
    match row["measure"]:
        case "n_opportunities":
            return text.plural("{n} deal was opened", "{n} deals were opened", n=n)
        case "n_won":
            return text.plural("{n} deal was won", "{n} deals were won", n=n)
        case "n_lost":
            return text.plural("{n} deal was lost", "{n} deals were lost", n=n)
    return text.plural(
        "buyers brought up {about} {n} time",
        "buyers brought up {about} {n} times",
        n=n,
        about=_about(row, text),
    )


def _about(row: dict[str, Any], text: Text) -> str:
    """Name the source or topic as it stands inside a sentence."""
    return text.label(row["about"], inside=True)
