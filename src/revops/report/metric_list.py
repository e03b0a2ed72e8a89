"""The metric catalogue on the command line: what each number means, for people or programmes."""

import json
from collections.abc import Iterator
from textwrap import indent
from typing import Any

from revops.metrics import METRICS
from revops.report.metric_card import MetricCard, metric_card
from revops.workspace import open_workspace


def cards(workspace: str) -> Iterator[MetricCard]:
    """Give the metrics by their ids, as this workspace has agreed on them, like its pages."""
    place = open_workspace(workspace)
    currency, texts = place.settings.currency, place.agreement.texts
    for _, metric in sorted(METRICS.items()):
        yield metric_card(metric, currency=currency, agreement_texts=texts)


def told(card: MetricCard) -> dict[str, Any]:
    """Give one metric in the names that the JSON has.

    >>> found = told(metric_card(METRICS["win_rate"]))
    >>> list(found)[:5], found["owner"]
    (['id', 'question', 'unit', 'owner', 'source'], 'both')
    """
    return {
        "id": card.id,
        "question": card.question,
        "unit": card.unit,
        "owner": card.owner,
        "source": {name: list(columns) for name, columns in card.inputs.items()},
        "tables": list(card.tables),
        "also": list(card.also),
        "agreement": list(card.files),
        "settings": dict(card.settings),
        "definition": card.definition,
        "definition_hash": card.fingerprint,
    }


def as_json(workspace: str) -> list[str]:
    """Give the catalogue as JSON, a list of metrics."""
    every = [told(card) for card in cards(workspace)]
    return json.dumps(every, indent=2, ensure_ascii=False, default=str).splitlines()


def in_full(workspace: str) -> list[str]:
    """Give the catalogue as text: a paragraph a metric, its definition and formula indented."""
    return [line for card in cards(workspace) for line in _paragraph(card)]


def _written(value: Any) -> str:
    """Write a setting, several values with spaces between them."""
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _paragraph(card: MetricCard) -> list[str]:
    """Tell one metric."""
    source = "; ".join(f"{name} ({', '.join(columns)})" for name, columns in card.inputs.items())
    settings = ", ".join(f"{name} {_written(value)}" for name, value in card.settings.items())
    facts = {
        "unit": card.unit,
        "owner": card.owner,
        "source": source,
        "agreed in": ", ".join(card.files),
        "settings": settings,
        "definition hash": card.fingerprint,
    }
    lines = [f"  {name + ':':<17}{value}" for name, value in facts.items() if value]
    definition = indent(card.definition, "    ").splitlines()
    return [f"{card.id}: {card.question}", *lines, *definition, ""]
