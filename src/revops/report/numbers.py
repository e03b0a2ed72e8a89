"""Every number of a page is computed here, once, with its parameters and its definition hash."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from revops import attribution
from revops.checks import Checked
from revops.metrics import rows
from revops.metrics.metric import Metric, NotComputable
from revops.report.inputs import Inputs
from revops.text import N_

#: How a journey is made where nothing else is asked.
JOURNEY: Mapping[str, Any] = {"lookback_days": 180, "model": "linear", "target": "won"}

#: Parameters that are told even where they are the default.
_NAMED = ("object", "from_stage", "to_stage")
#: Parameters that a row tells in columns of its own.
_IN_COLUMNS = ("cohort", "horizon_days")


def segments_of(metric: Metric, by: Sequence[str] | None) -> tuple[str, ...]:
    """Give the columns a metric is cut by: those asked for, else the function's own."""
    if by is not None:
        return tuple(by)
    default = inspect.signature(metric.function).parameters.get("by")
    return tuple(default.default) if default is not None else ()


def shown_params(metric: Metric, given: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """Give the parameters that stand beside a number: what was asked, and what shaped its input.

    >>> from revops.metrics import METRICS
    >>> shown_params(METRICS["won_value"], {}, "USD")
    {'currency': 'USD'}
    """
    defaults = inspect.signature(metric.function).parameters
    named = {name: defaults[name].default for name in _NAMED if name in defaults}
    shown = {name: value for name, value in given.items() if name not in _IN_COLUMNS}
    shown = {**named, **shown}
    if "credits" in metric.needs:
        shown = {**JOURNEY, **shown}
        shown = {**attribution.parameters(shown["model"]), **shown}
    if metric.unit == "money":
        shown["currency"] = currency
    return shown


class Numbers:
    """The metrics of one workspace on one day; what a critical check blocks is not computed."""

    def __init__(self, inputs: Inputs, checked: Checked, currency: str) -> None:
        self.inputs = inputs
        self.blocked = checked.blocked
        self.currency = currency
        self._frames: dict[str, pl.DataFrame] = {}

    def _refuse_blocked(self, metric: Metric) -> None:
        """Raise where a critical check stops the metric or a table that it reads."""
        names = (metric.id, *(f"table:{table}" for table in metric.needs))
        reasons = [self.blocked[name] for name in names if name in self.blocked]
        if reasons:
            raise NotComputable(N_("a critical check failed: {check}"), check=reasons[0])

    def frame(
        self, metric: Metric, *, by: Sequence[str] | None = None, **given: Any
    ) -> pl.DataFrame:
        """Compute a metric's frame, or give the one computed before."""
        self._refuse_blocked(metric)
        key = f"{metric.id} {by} {sorted(given.items())}"
        if key not in self._frames:
            cut = {} if by is None else {"by": tuple(by)}
            self._frames[key] = self.inputs.compute(metric, {**given, **cut})
        return self._frames[key]

    def published(
        self, metric: Metric, *, by: Sequence[str] | None = None, **given: Any
    ) -> pl.DataFrame:
        """Compute a metric in the published shape."""
        return rows(
            metric,
            self.frame(metric, by=by, **given),
            by=segments_of(metric, by),
            params=shown_params(metric, given, self.currency),
            agreement_texts=self.inputs.agreement.texts,
        )
