"""The stages that the files speak of, in an order that something speaks for, and who has won.

The order is that of the files' own columns, one a stage; else by probability; else by their
place in a history; else as they appear. It is a proposal: agreement/stages.csv is edited.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from revops.propose.labels import Labels, once, ordered_labels
from revops.propose.order import places, probabilities
from revops.propose.order import wide as wide_of
from revops.propose.values import values
from revops.sources import SOURCES
from revops.sources.recognise import Recognised, plain, read_as

_MOST = 60
_LADDER = (
    ("subscriber", r"subscri|suscriptor|assinante"),
    ("lead", r"lead"),
    (
        "mql",
        r"mql|marketing ?qualified|calificado (?:para|por) marketing"
        r"|qualificado (?:para|por|pelo) marketing",
    ),
    ("sal", r"sal|sales ?accepted"),
    ("sql", r"sql|sales ?qualified|calificado (?:para|por) ventas|qualificado (?:para|por) vendas"),
    ("opportunity", r"opportunity|oportunidad|oportunidade"),
    ("won", r"customer|cliente"),
)
_RANK = {stage: place for place, (stage, _) in enumerate(_LADDER, start=1)}


@dataclass(frozen=True)
class Stage:
    """One row of agreement/stages.csv, and why it is so."""

    object: str
    pipeline: str
    label: str
    stage: str
    position: int
    status: str
    why: str


def _ladder(label: str) -> str:
    """Give the known step of a lead's stage, if its words name one.

    >>> [_ladder(x) for x in ("Marketing Qualified Lead", "salesqualifiedlead", "Lead", "New")]
    ['mql', 'sql', 'lead', '']
    """
    words = plain(label).replace("marketingqualified", "marketing qualified")
    words = words.replace("salesqualified", "sales qualified").replace("lead", "").strip()
    if not words:
        return "lead"
    return next((step for step, known in _LADDER if re.fullmatch(known, words)), "")


def _of_source(found: Sequence[Recognised]) -> Labels:
    """Gather the stages of one source's deals, with what speaks for their order and outcome."""
    seen: dict[str, None] = {}
    wide: dict[str, None] = {}
    chances: dict[str, float] = {}
    for one in found:
        where = read_as(one, SOURCES)
        stage, chance = where.get("opportunities.stage"), where.get("opportunities.probability")
        wide |= dict.fromkeys(wide_of(one, "opportunity"))
        if stage:
            frame = values(one, [stage, *([chance] if chance else [])])
            if stage in frame.columns:
                seen |= dict.fromkeys(
                    frame.get_column(stage).drop_nulls().unique(maintain_order=True)
                )
            if chance and chance in frame.columns and stage in frame.columns:
                chances |= probabilities(frame, stage, chance)
    return ordered_labels(seen, wide, chances, places(found, "opportunity") if seen else {})


def _of_deals(found: Sequence[Recognised]) -> Labels:
    """Gather the stages of deals: each vendor's in an order of its own, one below the other."""
    by_vendor: dict[str, list[Recognised]] = {}
    for one in found:
        by_vendor.setdefault(one.source.partition(".")[0], []).append(one)
    every = {
        vendor: labels for vendor, ones in by_vendor.items() if (labels := _of_source(ones)).labels
    }
    if len(every) < 2:
        return next(iter(every.values()), Labels((), "", {}))
    statuses: dict[str, tuple[str, str]] = {}
    for labels in every.values():
        statuses = labels.statuses | statuses
    ends = {"won": 1, "lost": 2}
    kept = once([label for each in every.values() for label in each.labels])
    ordered = sorted(kept, key=lambda label: ends.get(statuses[label][0], 0))
    why = "; ".join(f"{vendor}: {each.why}" for vendor, each in every.items())
    return Labels(tuple(ordered), f"one vendor below the other. {why}", statuses)


def _of_leads(found: Sequence[Recognised]) -> Labels:
    """Gather the stages of leads, in the order of the ladder where their words name a step."""
    seen: dict[str, None] = {}
    wide: dict[str, None] = {}
    for one in found:
        stage = read_as(one, SOURCES).get("leads.lifecycle_stage")
        wide |= dict.fromkeys(wide_of(one, "lead"))
        if stage:
            seen |= dict.fromkeys(
                values(one, [stage]).to_series().drop_nulls().unique(maintain_order=True)
            )
    labels = once([*wide, *seen])
    steps = {label: _RANK.get(_ladder(label), 0) for label in labels}
    if sum(map(bool, steps.values())) >= 2:
        ordered = sorted(labels, key=lambda label: steps[label])
        return Labels(tuple(ordered), "by their words, from lead to customer", {})
    return Labels(tuple(labels), "as they appear in the file: nothing speaks for an order", {})


def slug(label: str) -> str:
    """Name a stage in one word, for charts and columns."""
    return plain(label).replace(" ", "_") or "stage"


def _rows(object_: str, found: Labels) -> list[Stage]:
    """Write the rows of one object."""
    rows: list[Stage] = []
    for label in found.labels[:_MOST]:
        status, why = found.statuses.get(label, ("", ""))
        step = status if status in {"won", "lost"} else ""
        if object_ == "lead":
            step = _ladder(label)
        rows.append(Stage(object_, "", label, step or slug(label), len(rows) + 1, status, why))
    return rows


def stages(found: Sequence[Recognised]) -> tuple[list[Stage], dict[str, str]]:
    """Give the rows for agreement/stages.csv, and for each object why they stand so."""
    rows: list[Stage] = []
    why: dict[str, str] = {}
    for object_, labels in (("lead", _of_leads(found)), ("opportunity", _of_deals(found))):
        if labels.labels:
            rows += _rows(object_, labels)
            why[object_] = labels.why
    return rows, why
