"""Which of many signals are worth a question, once it is counted how many were looked at?

Each measure is looked at by each rule, so noise has many chances. With m measures, a signal is
kept where its p is at most `per_week * share of its rule / m`. Then the expected number of
false questions a week is at most `per_week`, however the measures hang together (Bonferroni's
bound on the number of false rejections). The usual 12 / 52 is one a month.
"""

from collections.abc import Iterable, Mapping

from revops.alignment.unusual.rules import Rule, Signal, judged
from revops.alignment.unusual.series import Series

PER_WEEK, MOST = 12 / 52, 5
#: How much of the false questions each rule may make.
PARTS: Mapping[Rule, float] = {"week": 0.45, "four_weeks": 0.35, "run": 0.2}


def asked(watched: Iterable[Series], *, per_week: float = PER_WEEK) -> list[tuple[Signal, float]]:
    """Give the signals worth a question, the most surprising first, each with its level.

    One measure makes one question, by the rule that it breaks more clearly.
    """
    signals = [judged(series) for series in watched]
    looked = [of_one for of_one in signals if of_one]
    found = []
    for of_one in looked:
        levels = [per_week * PARTS[one.rule] / len(looked) for one in of_one]
        kept = [(one, level) for one, level in zip(of_one, levels, strict=True) if one.p <= level]
        found += sorted(kept, key=lambda pair: pair[0].p / pair[1])[:1]
    return sorted(
        found, key=lambda pair: (pair[0].p / pair[1], pair[0].series.measure, pair[0].series.about)
    )
