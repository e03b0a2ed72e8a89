"""Labels of stages in an order that something speaks for, with who has won."""

from collections.abc import Iterable
from dataclasses import dataclass

from revops.sources.recognise import outcome


@dataclass(frozen=True)
class Labels:
    """The stage labels of one object in the order that `why` speaks for."""

    labels: tuple[str, ...]
    why: str
    statuses: dict[str, tuple[str, str]]


def ordered_labels(
    seen: Iterable[str],
    wide: Iterable[str],
    chances: dict[str, float],
    history: dict[str, float],
) -> Labels:
    """Put stages into the order that most speaks for; won and lost close it.

    >>> found = ordered_labels(["Closed won", "Offer", "Demo"], ["Demo", "Offer"], {}, {})
    >>> found.labels, found.why
    (('Demo', 'Offer', 'Closed won'), "by the file's columns, one a stage")
    """
    labels = once([*seen, *wide])
    statuses = {label: _status(label, chances) for label in labels}
    columns = once(wide)
    by: dict[str, float] = {}
    why = "as they appear in the file: nothing speaks for an order"
    for known, said in (
        (
            {label: float(at) for at, label in enumerate(columns)},
            "by the file's columns, one a stage",
        ),
        (chances, "by the usual probability of each"),
        (history, "by their usual place in the history"),
    ):
        folded = {label.casefold(): value for label, value in known.items()}
        if sum(label.casefold() in folded for label in labels) >= max(2, len(labels) - 2):
            by, why = folded, said
            break
    ends = {"won": 1, "lost": 2}
    ordered = sorted(
        labels,
        key=lambda label: (ends.get(statuses[label][0], 0), by.get(label.casefold(), 1e9)),
    )
    return Labels(tuple(ordered), why, statuses)


def once(labels: Iterable[str]) -> list[str]:
    """Keep the first of labels that differ by capitals only.

    >>> once(["Demo", "demo ", "Won"])
    ['Demo', 'Won']
    """
    kept: dict[str, str] = {}
    for label in labels:
        kept.setdefault(label.strip().casefold(), label)
    return list(kept.values())


def _status(label: str, chances: dict[str, float]) -> tuple[str, str]:
    """Say whether a stage is open, won or lost, and why."""
    said = outcome(label)
    if said in {"won", "lost"}:
        return said, "its words say so"
    chance = chances.get(label)
    top = max(chances.values(), default=0.0)
    if chance is not None and top in {1.0, 100.0} and chance in {0.0, top}:
        status = "won" if chance == top else "lost"
        return status, f"its probability is {'0' if not chance else '100'} %"
    return "open", "nothing says won or lost"
