"""A win as a card: what the answer was, the way to it, and whom we thank for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from revops.report.privacy import without_address
from revops.text import N_, Text

#: What somebody of ours did; in the order in which it is told.
ROLE_NAMES: Mapping[str, str] = {
    "campaign": N_("campaigns"),
    "author": N_("content"),
    "deal_owner": N_("the deal"),
    "conversation": N_("conversations"),
}
_STEPS: Mapping[str, str] = {
    "first_touch_on": N_("First touch"),
    "lead_on": N_("Lead created"),
    "created_on": N_("Deal opened"),
    "won_on": N_("Won"),
}
_TEAMS: Mapping[str, str] = {"marketing": N_("Marketing"), "sales": N_("Sales")}
_SAID: Mapping[str, str] = {
    "promised": N_("Promised"),
    "talked_about": N_("Talked about"),
}
UNSEEN = N_("not in the data")

Story = Mapping[str, Any]


def card_html(story: Story, text: Text, *, currency: str, show_names: bool) -> str:
    """Write one win as a card; the lead's name is on it only where names may be shown.

    >>> from revops.text import load
    >>> told = {"company": "Aurora", "deal": "Uno", "won_on": date(2026, 3, 2), "value": 900.0}
    >>> card = card_html(told, load("en"), currency="USD", show_names=False)
    >>> "<h3>Aurora</h3>" in card, "not in the data" in card
    (True, True)
    """

    def said(words: object) -> str:
        return escape(without_address(str(words), show_names=show_names))

    name, deal = story.get("company"), story.get("deal")
    under = [deal if name else None, _with_whom(story, text, show_names)]
    worth = text.money(story["value"], currency, digits=0) if story.get("value") else None
    line = " · ".join(said(part) for part in (*under, worth) if part)
    parts = [
        f"<h3>{said(name or deal or story.get('opportunity_id', ''))}</h3>",
        f'<p class="deal">{line}</p>' if line else "",
        f"<p>{escape(_answer(story, text))}</p>",
        f'<ol class="way">{_way(story, text, said)}</ol>',
        f"<dl>{_facts(story, text, said)}</dl>",
    ]
    return f'<article class="win">{"".join(parts)}</article>'


def _with_whom(story: Story, text: Text, show_names: bool) -> str | None:
    """Name the person on the other side, where the workspace lets names be shown."""
    name = story.get("full_name")
    return text(N_("with {name}"), name=name) if show_names and name else None


def _answer(story: Story, text: Text) -> str:
    """Say when the answer was yes, and what it took."""
    day, days = story["won_on"], story.get("days_to_win")
    if days is None:
        return text(
            N_("The answer was yes on {day}. What came before is not in the data."), day=day
        )
    return text(
        N_(
            "The answer was yes on {day}, {days} after the first touch: {marketing} by marketing "
            "and {sales} by sales."
        ),
        day=day,
        days=text.plural("{n} day", "{n} days", n=days),
        marketing=text.plural("{n} touch", "{n} touches", n=story["marketing_touches"]),
        sales=text.plural("{n} touch", "{n} touches", n=story["sales_touches"]),
    )


def _way(story: Story, text: Text, said: Any) -> str:
    """List the dated steps in the order of their days, and what came after the signature."""
    steps = [(story.get(column), text(name)) for column, name in _STEPS.items()]
    steps += [(story.get("after_on"), text.label(str(story.get("after_event"))))]
    first = (text.label(story.get("first_channel") or ""), story.get("first_campaign"))
    through = " · ".join(part for part in first if part)
    dated = sorted(((day, name) for day, name in steps if day is not None), key=_day)
    return "".join(
        f"<li><time>{escape(text.day(day))}</time> {said(name)}"
        + (f" <span>{said(through)}</span>" if name == text(_STEPS["first_touch_on"]) else "")
        + "</li>"
        for day, name in dated
    )


def _day(step: tuple[date, str]) -> date:
    return step[0]


def _facts(story: Story, text: Text, said: Any) -> str:
    """List who of ours took part, what was read, promised and talked about."""
    rows = [(text(title), _people(story, team, text)) for team, title in _TEAMS.items()]
    others = _people(story, "", text)
    rows += [(text(N_("Others of us")), others)] if others else []
    together = story.get("made_together") or ()
    rows.append(
        (text(N_("Content on the way")), _titles(story.get("content") or (), together, text))
    )
    for column, title in _SAID.items():
        rows.append((text(title), ", ".join(map(text.label, story.get(column) or ()))))
    nothing = f'<dd class="unseen">{escape(text(UNSEEN))}</dd>'
    return "".join(
        f"<div><dt>{escape(title)}</dt>{f'<dd>{said(told)}</dd>' if told else nothing}</div>"
        for title, told in rows
    )


def _people(story: Story, team: str, text: Text) -> str:
    """Name the people of a team; of no team of ours by name: all others."""
    listed = [
        each
        for each in story.get("people") or ()
        if (each["team"] == team if team else each["team"] not in _TEAMS)
    ]
    return ", ".join(_person(each, text) for each in listed)


def _person(person: Mapping[str, Any], text: Text) -> str:
    """Name a person of ours, and what they did."""
    did = [text(name) for role, name in ROLE_NAMES.items() if role in person["roles"]]
    return f"{person['name']} ({', '.join(did)})" if did else str(person["name"])


def _titles(content: Sequence[str], together: Sequence[str], text: Text) -> str:
    """List the pieces, and mark those that both teams made."""
    mark = text(N_("made by both teams"))
    return ", ".join(f"{title} ({mark})" if title in together else title for title in content)
