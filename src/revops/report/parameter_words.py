"""A notebook's parameters as a reader reads them: their names, their values, their choices."""

from collections.abc import Mapping
from typing import Any

from revops.text import N_, Text

#: Names of parameters that are neither columns nor parameters of a metric.
NAMES: Mapping[str, str] = {
    "against": N_("Compared with"),
    "as_of": N_("Last day that counts"),
    "calibrate": N_("Scaled by experiments"),
    "cards": N_("Wins with a card"),
    "change_days": N_("Days in each span compared"),
    "days": N_("Days looked at"),
    "horizon": N_("Days ahead"),
    "language": N_("Language of the page"),
    "max_days": N_("Days drawn"),
    "min_touches": N_("Fewest touches"),
    "object": N_("Leads or opportunities"),
    "recent_days": N_("Recent days"),
    "timeline_days": N_("Days before the win"),
    "touch": N_("Which touch"),
}
#: Names of values that are no code of a table.
CHOICES: Mapping[str, str] = {
    "en": "English",
    "es": "Español",
    "month": N_("Month"),
    "quarter": N_("Quarter"),
    "year": N_("Year"),
}


def name_of(parameter: str, text: Text) -> str:
    """Name a parameter; one that nobody named keeps its own name, readable.

    >>> from revops.text import load
    >>> name_of("cards", load("en")), name_of("our_limit", load("en"))
    ('Wins with a card', 'Our limit')
    """
    if parameter in NAMES:
        return text(NAMES[parameter])
    named = text.label(parameter)
    return parameter.replace("_", " ").capitalize() if named == parameter else named


def choice_of(value: str, text: Text) -> str:
    """Name one of several values to choose from.

    >>> from revops.text import load
    >>> choice_of("quarter", load("en")), choice_of("routed", load("en"))
    ('Quarter', 'Routed')
    """
    named = text(CHOICES[value]) if value in CHOICES else text.label(value)
    return named[:1].upper() + named[1:]


def value_of(value: Any, text: Text) -> str:
    """Write a value of a parameter.

    >>> from revops.text import load
    >>> value_of(90, load("en")), value_of(True, load("en")), value_of(["a", "b"], load("en"))
    ('90', 'yes', 'a, b')
    """
    if isinstance(value, bool):
        return text(N_("yes")) if value else text(N_("no"))
    if isinstance(value, list | tuple):
        return ", ".join(value_of(each, text) for each in value)
    if isinstance(value, int | float):
        return text.number(value, 0 if value == value // 1 else 2)
    return choice_of(value, text) if value in CHOICES else text.label(str(value))
