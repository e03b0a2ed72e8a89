"""The channels and what each of them truly does: the numbers that attribution tries to find.

`mql`, `opportunity` and `win` are effects of a first touch on the log-odds of becoming
qualified, of opening a deal and of winning it; each further touch of the same channel adds
half of the one before. `on_intent` is the confounding: how strongly the channel finds people
who would buy anyway. `substitution` is the share of its touches that would come as direct
visits if the channel were switched off. `rate` is touches a person, `after_days` the mean
time from the first look, `form` the share of touches that fill a form.
"""

from dataclasses import dataclass

from revops.sample.facts import listed, rows

FADE = 0.5


@dataclass(frozen=True)
class Channel:
    """One channel: its tags, how it behaves in time, and its causal effects."""

    name: str
    sources: tuple[str, ...]
    medium: str
    hubspot: str
    kind: str
    rate: float
    after_days: float
    form: float
    on_intent: float
    mql: float
    opportunity: float
    win: float
    substitution: float


def _channel(row: dict[str, str]) -> Channel:
    """Read one channel."""
    return Channel(
        name=row["name"],
        sources=listed(row["sources"]),
        medium=row["medium"],
        hubspot=row["hubspot"],
        kind=row["kind"],
        rate=float(row["rate"]),
        after_days=float(row["after_days"]),
        form=float(row["form"]),
        on_intent=float(row["on_intent"]),
        mql=float(row["mql"]),
        opportunity=float(row["opportunity"]),
        win=float(row["win"]),
        substitution=float(row["substitution"]),
    )


CHANNELS = {row["name"]: _channel(row) for row in rows("channels")}
