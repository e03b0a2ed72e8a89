"""What is to be known of a metric whatever the data: its question, unit, owner, source and hash."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from revops.metrics.metric import Metric
from revops.report.numbers import MADE_FROM, inputs_of, shown_params, tables_behind
from revops.tables import TABLES

#: A metric is nobody's alone: marketing and sales read the same number.
OWNER = "both"
_EXAMPLE = ">>>"


@dataclass(frozen=True)
class MetricCard:
    """One metric of the catalogue.

    `definition` is the text under the question, without its worked example; `inputs` names what it
    needs and which columns must hold something, `also` what it uses where it is there. `settings`
    are its parameters as they are unless somebody asks otherwise, and `fingerprint` is the
    definition hash with those.
    """

    id: str
    question: str
    definition: str
    unit: str
    inputs: Mapping[str, tuple[str, ...]]
    also: tuple[str, ...]
    settings: Mapping[str, Any]
    files: tuple[str, ...]
    fingerprint: str
    owner: str = OWNER

    @property
    def tables(self) -> tuple[str, ...]:
        """Name the tables behind it, each once."""
        return tuple(dict.fromkeys(tables_behind(self.inputs)))

    def made_from(self, name: str) -> tuple[str, ...]:
        """Name the tables that an input is made from; none for a table."""
        return MADE_FROM.get(name, ())


def metric_card(
    metric: Metric, *, currency: str = "", agreement_texts: Mapping[str, str] | None = None
) -> MetricCard:
    """Describe a metric.

    >>> from revops.metrics import METRICS
    >>> card = metric_card(METRICS["funnel_steps"])
    >>> card.unit, card.owner, card.tables
    ('share', 'both', ('stage_history', 'leads', 'opportunities'))
    >>> card.settings["within_days"]
    90
    """
    asked = shown_params(metric, {}, currency)
    return MetricCard(
        metric.id,
        metric.question,
        _body(metric.definition),
        metric.unit,
        metric.needs,
        _also(metric),
        {**_defaults(metric), **asked},
        metric.agreement_files,
        metric.definition_hash(asked, agreement_texts),
    )


def _body(definition: str) -> str:
    """Give what stands between the question and the worked example."""
    return definition.partition("\n")[2].partition(_EXAMPLE)[0].strip()


def _also(metric: Metric) -> tuple[str, ...]:
    """Name the inputs that it can do without; agreed files are told apart."""
    known = (*TABLES, *MADE_FROM)
    names = inputs_of(metric.function)
    return tuple(name for name in names if name in known and name not in metric.needs)


def _defaults(metric: Metric) -> dict[str, Any]:
    """Give the parameters that have a value unless somebody asks otherwise."""
    parameters = inspect.signature(metric.function).parameters.values()
    return {
        each.name: each.default
        for each in parameters
        if each.kind is inspect.Parameter.KEYWORD_ONLY
        and each.default not in (inspect.Parameter.empty, None, ())
    }
