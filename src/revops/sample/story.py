"""What each story is: what happens, when, and what its size means.

Background makes a company less than stable, standing stories last for months and are in the
committed sample, weekly ones last for weeks and are told only when asked for by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from revops.sample.calendar import day_number

#: Marketing hands over anyone until a stricter definition is in force.
STRICTER_FROM = date(2026, 1, 1)
#: Sales follows up late while two sellers leave.
SLIP_FROM, SLIP_TO = date(2026, 1, 12), date(2026, 3, 31)
SLIP_UNWORKED = 0.10
#: A campaign that promises integration, while its buyers talk about price.
MISMATCHED_CAMPAIGN = "latam_social_integracion"
MISMATCHED_TOPIC = "price"
#: A guide made by both teams that answers an objection: fewer raise it afterwards.
ANSWERED_TOPIC = "integration"
ANSWERING_CONTENT = "guia-integracion-erp"
ANSWERED_FROM = date(2025, 11, 10)
#: The channels whose leads drop, and the topic that everybody suddenly raises.
DROPPED_CHANNELS = ("paid_search", "brand_search")
SURGING_TOPIC = "competitor"
#: When the weekly stories happen: Monday to Sunday, four weeks, and eight for wins.
WEEKS_FROM, WEEKS_TO, LONGER_TO = date(2026, 3, 2), date(2026, 3, 29), date(2026, 4, 26)


Fact = str | float | date | None


@dataclass(frozen=True)
class Story:
    """One story: what happens, its usual size, what the size means, and what the truth says.

    `size_key` names the size among the `facts`; there it stands as None.
    """

    what: str
    size: float = 1.0
    size_key: str = ""
    size_means: str = ""
    most: float = 1.0
    facts: Mapping[str, Fact] = field(default_factory=dict)


def days(first: date, last: date) -> tuple[float, float]:
    """Give the day numbers between which something happens; the last day counts.

    >>> days(date(2025, 1, 2), date(2025, 1, 3))
    (1.0, 3.0)
    """
    return float(day_number(first)), float(day_number(last) + 1)


def _weekly(
    name: str, what: str, size: float, means: str, most: float = 1.0, to: date = WEEKS_TO
) -> dict[str, Story]:
    """Make a story of a few weeks; `truth.json` says when and how large."""
    when: dict[str, Fact] = {f"{name}_from": WEEKS_FROM, f"{name}_to": to, f"{name}_size": None}
    return {name: Story(what, size, f"{name}_size", means, most, when)}


BACKGROUND = {
    "growth": Story("The market grows by a third in the eighteen months."),
    "seasons": Story("Southern summer, national days, the year's end, and fairs."),
    "young_company": Story("Tracking and the CRM begin on the first day: no older deal closes."),
}

STANDING = {
    "stricter_definition": Story(
        "Marketing hands over anyone until a stricter definition is in force.",
        0.8,
        "loose_bonus",
        "log-odds of qualifying that the looser definition adds",
        5.0,
        {"stricter_from": STRICTER_FROM, "loose_bonus": None},
    ),
    "slow_follow_up": Story(
        "Sales follows up late while two sellers leave.",
        3.0,
        "slip_factor",
        "how many times as long the first contact takes",
        20.0,
        {
            "slip_from": SLIP_FROM,
            "slip_to": SLIP_TO,
            "slip_factor": None,
            "slip_unworked": SLIP_UNWORKED,
        },
    ),
    "mismatched_promise": Story(
        "A campaign promises what its buyers do not talk about.",
        facts={"mismatched_campaign": MISMATCHED_CAMPAIGN, "mismatched_topic": MISMATCHED_TOPIC},
    ),
    "answered_objection": Story(
        "A guide made by both teams answers an objection.",
        0.65,
        "answered_drop",
        "share of the objection that is no longer raised",
        1.0,
        {
            "answered_topic": ANSWERED_TOPIC,
            "answering_content": ANSWERING_CONTENT,
            "answered_from": ANSWERED_FROM,
            "answered_drop": None,
        },
    ),
    "decision_that_worked": Story(
        "A decision that makes its metric move: it brings the stricter definition.",
        facts={"decision_that_worked": "DEC-01"},
    ),
    "decision_that_did_not": Story(
        "A decision to which nothing in the simulation answers.",
        facts={"decision_that_did_not": "DEC-03"},
    ),
    "late_employees": Story("Company sizes are typed in after some wins."),
}

WEEKLY = (
    _weekly("leads_drop", "Fewer search ads are seen.", 0.7, "share of touches lost")
    | _weekly(
        "unworked_surge", "More handed leads are never worked.", 0.4, "share added to the unworked"
    )
    | _weekly(
        "rejection_surge", "Sales hands more leads back.", 0.3, "share added to those rejected"
    )
    | _weekly(
        "handover_surge",
        "Marketing hands over leads on thinner grounds.",
        1.6,
        "log-odds of qualifying that it adds",
        5.0,
    )
    | _weekly(
        "win_rate_drop",
        "Deals that would be won are lost.",
        0.8,
        "share of the wins that is lost",
        1.0,
        LONGER_TO,
    )
    | _weekly(
        "topic_surge", "Buyers bring up a competitor.", 0.6, "share of objections that turn to it"
    )
)
